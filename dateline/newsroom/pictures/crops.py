"""The screen where a desk says what a picture's crops keep in sight, and what of it no reader is to see."""

from __future__ import annotations

from typing import Any

import msgspec
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from dateline.edition.picture import CROPS
from dateline.newsroom import audit
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.pictures.framing import PERCENT, Framing
from dateline.newsroom.refusal import Refusal


class CropsForm(forms.Form):
    """The six numbers of a ``Framing``, in percent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, help_text in (
            ("x", _("Focal point, from the left"), _("In percent of the width, as in 50 for the middle.")),
            (
                "y",
                _("Focal point, from the top"),
                _("In percent of the height, as in 33 for a face in the upper third."),
            ),
            ("left", _("Cut off at the left"), _("In percent of the width, as in 10.")),
            ("top", _("Cut off at the top"), _("In percent of the height, as in 10.")),
            ("right", _("Cut off at the right"), _("In percent of the width, as in 10.")),
            ("bottom", _("Cut off at the bottom"), _("In percent of the height, as in 10.")),
        ):
            field = forms.IntegerField(min_value=0, max_value=PERCENT, label=label, help_text=help_text)
            field.initial = getattr(Framing(), name)
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Something has to be left of the picture."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.framing = Framing(**cleaned)
            except ValueError:
                raise forms.ValidationError(
                    _("Nothing would be left of the picture. Cut off less at the left and right, or top and bottom.")
                ) from None
        return cleaned


def crops(request: HttpRequest, image_id: int) -> HttpResponse:
    """Shows every crop as it is; saving makes the files anew, in every text that shows the picture."""
    picture = get_object_or_404(Picture, pk=image_id)
    if not policy_registry.get_by_type(Picture).user_has_permission_for_instance(request.user, "change", picture):
        raise PermissionDenied
    if picture.awaiting:
        messages.error(request, _("The file is awaited. Add it first: then its crops can be set."))
        return HttpResponseRedirect(reverse("wagtailimages:edit", args=[picture.pk]))
    form = CropsForm(request.POST or None, initial=picture.framing)
    if request.method == "POST" and form.is_valid() and _reframed(request, picture, form):
        return HttpResponseRedirect(reverse("newsroom_picture_crops", args=[picture.pk]))
    about = {"picture": picture, "form": form, "shown": _shown(picture), "page_title": _("Focal point and crops")}
    return render(request, "newsroom/pictures/crops.html", about)


def _reframed(request: HttpRequest, picture: Picture, form: CropsForm) -> bool:
    try:
        picture.reframe(form.framing)
    except Refusal as refusal:
        form.add_error(None, refusal.words)
        return False
    said = ", ".join(f"{name} {value}" for name, value in msgspec.to_builtins(form.framing).items())
    audit.log(request.user, "picture cropped", picture, detail=said)
    messages.success(request, _("“%(title)s” has its new crops, in every text that shows it.") % {"title": picture})
    return True


def _shown(picture: Picture) -> list[dict[str, Any]]:
    """Every crop by name, with the file that readers get of it."""
    value, found = picture.value(), []
    for crop, shape in {"": (0, 0), **CROPS}.items():
        plain = [each for each in value.cut(crop) if each.media_type == "image/jpeg"]
        middling = [each for each in plain if each.width <= 640] or plain
        if middling:
            name = "{} : {}".format(*shape) if crop else _("As a whole")
            file = max(middling, key=lambda each: each.width)
            found.append({"name": name, "wide": shape[0], "high": shape[1], "file": file})
    return found
