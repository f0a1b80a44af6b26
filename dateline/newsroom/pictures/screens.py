"""The screens of a picture and of uploading many: edit with “where used”, replace the file, add together."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.images.views import images, multiple
from wagtail.models import UploadedFile
from wagtail.permissions import policy_registry

from dateline.newsroom import audit
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.pictures.filling import fill, own_language
from dateline.newsroom.pictures.forms import ReplaceForm, TogetherForm
from dateline.newsroom.pictures.uses import uses_of
from dateline.newsroom.tags import choices


class EditPicture(images.EditView):
    """One picture: its fields, and where it is used."""

    template_name = "newsroom/pictures/edit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With its uses, the languages without alternative text, and what its file could not say."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["uses"] = uses_of(self.object)
        context["lacking"] = [name for tag, name in choices() if not self.object.alts.get(tag)]
        context["warnings"] = (self.object.found or {}).get("warnings", [])
        context["may_replace"] = may(self.request.user, Action.REPLACE_PICTURES)
        return context


def usage(request: HttpRequest, image_id: int) -> HttpResponse:
    """Wagtail's own list lags; ours stands on the picture's page."""
    picture = get_object_or_404(Picture, pk=image_id)
    if not policy_registry.get_by_type(Picture).user_has_permission_for_instance(request.user, "change", picture):
        raise PermissionDenied
    return HttpResponseRedirect(reverse("wagtailimages:edit", args=[image_id]) + "#uses")


def replace(request: HttpRequest, image_id: int) -> HttpResponse:
    """Another file for the same picture: every use follows, texts stay as they are."""
    picture = get_object_or_404(Picture, pk=image_id)
    if not may(request.user, Action.REPLACE_PICTURES):
        raise PermissionDenied
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        before = picture.digest
        _replace(picture, form.cleaned_data["file"])
        audit.log(request.user, "picture replaced", picture, detail=f"{before[:12]} → {picture.digest[:12]}")
        messages.success(request, _("“%(title)s” has its new file, in every text that uses it.") % {"title": picture})
        return HttpResponseRedirect(reverse("wagtailimages:edit", args=[picture.pk]))
    return render(
        request,
        "newsroom/pictures/replace.html",
        {"picture": picture, "form": form, "uses": uses_of(picture), "page_title": _("Replace the file")},
    )


def _replace(picture: Picture, file: Any) -> None:
    name, storage = picture.file.name, picture.file.storage
    fill(picture, file.prepared.said, language=own_language())
    picture.prepared, picture.file = file.prepared, file
    picture._set_image_file_metadata()
    with transaction.atomic():
        picture.focal_point_x = picture.focal_point_y = None
        picture.focal_point_width = picture.focal_point_height = None
        picture.save()
        picture.renditions.all().delete()
        transaction.on_commit(lambda: storage.delete(name) if name != picture.file.name else None)


class AddPictures(multiple.AddView):
    """Many files by drag and drop; credit, rights and language are asked once for all of them."""

    template_name = "newsroom/pictures/add.html"
    page_title = gettext_lazy("Add pictures")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the form for all and the way to the texts that will lack."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["together"] = TogetherForm()
        context["languages"] = choices()
        context["me"] = self.request.user.pk
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        """One file: its picture with a form to complete it, or words that say why it cannot be taken."""
        file = request.FILES.get("files[]")
        if file is None:
            return HttpResponseBadRequest(_("Choose a file to upload."))
        together = TogetherForm(request.POST)
        together.is_valid()
        common = together.cleaned_data
        form = self.get_upload_form_class()(
            {"title": request.POST.get("title", file.name), "collection": request.POST.get("collection")}
            | {"sort": "photo", "credit": common.get("credit", ""), "rights": common.get("rights", "")},
            {"file": file},
            user=request.user,
            language=common.get("language", ""),
        )
        if form.is_valid():
            self.object = self.save_object(form)
            return JsonResponse(self.get_edit_object_response_data())
        if "file" in form.errors:
            return JsonResponse(self.get_invalid_response_data(form))
        return JsonResponse(self._incomplete(file, form))

    def _incomplete(self, file: Any, form: Any) -> dict[str, Any]:
        """The file is good and something lacks: keep it, show what it says, and ask for the rest."""
        file.seek(0)
        self.upload_object = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(Picture), file=file, uploaded_by_user=self.request.user
        )
        self.object = form.instance
        for name in form.cleaned_data.keys() - {"file", "tags", "collection"}:
            setattr(self.object, name, form.cleaned_data[name])
        self.object.found = {}
        said: dict[str, Any] = self.get_edit_upload_response_data()
        return said

    def save_object(self, form: Any) -> Any:
        """The row, its uploader, its tags and words."""
        form.instance.uploaded_by_user = self.request.user
        return form.save()
