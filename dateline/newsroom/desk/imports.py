"""“Imports (n)”: hand in text, files or an address; the list of batches with what became of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from dateline.languages.language import languages
from dateline.newsroom.arrivals import HandedIn, take_up
from dateline.newsroom.models.batch import HELD, ImportBatch, ImportItem, ImportItems
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import choices
from dateline.wires.draft import LIMIT
from dateline.wires.formats import suffixes

A_PAGE = 25
# What stands before a number: “drafts: 12”.
STATUSES = {
    HELD: _("to be saved"), "created": _("drafts"), "updated": _("newer drafts"), "unchanged": _("unchanged"),
    "refused": _("refused"), "discarded": _("discarded"),
}  # fmt: skip


class FilesInput(forms.ClearableFileInput):
    """A chooser that takes several files, and files dropped on it, with no script."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """All of them, each through Django's own checks."""
        return tuple(super(FilesField, self).clean(each, initial) for each in data or ())


class HandInForm(forms.Form):
    """Text, files, an address: one of them at least."""

    dropped = FilesField(required=False, label=_("Files"), help_text=_("Drop them here, or choose them."))
    address = forms.CharField(required=False, max_length=2000, label=_("Address of a page"))
    text = forms.CharField(required=False, label=_("Text of a page"), widget=forms.Textarea(attrs={"rows": 8}))
    language = forms.ChoiceField(required=False, label=_("Language"))

    def __init__(self, user: Any, *args: Any) -> None:
        super().__init__(*args)
        tags = desks(user)
        language: Any = self.fields["language"]
        language.choices = [("", _("Guess it")), *(each for each in choices() if each[0] in tags)]
        self.fields["dropped"].widget.attrs["accept"] = ",".join(suffixes())
        self.fields["address"].widget.attrs |= {"placeholder": "https://", "inputmode": "url", "dir": "ltr"}

    def clean(self) -> dict[str, Any]:
        """Something was handed in, and no text is larger than a file may be."""
        cleaned = super().clean() or self.cleaned_data
        if len((cleaned.get("text") or "").encode()) > LIMIT:
            self.add_error("text", _("This text is larger than 5 MB. Save it as files and drop those."))
        elif not self.errors and not any(cleaned.get(name) for name in ("text", "dropped", "address")):
            raise Refusal(str(_("Nothing was handed in. Drop a file, give an address or paste a text.")))
        return cleaned


def desks(user: Any) -> list[str]:
    """The languages that a person may import in."""
    return [tag for tag in languages() if may(user, Action.IMPORT, tag)]


def items_for(user: Any) -> ImportItems:
    """The items that a person may see: those of one's desks, and what one handed in."""
    tags = desks(user)
    if len(tags) == len(languages()):
        return ImportItem.objects.all()
    return ImportItem.objects.filter(Q(language__in=tags) | Q(batch__user=user))


def batches_for(user: Any) -> QuerySet[ImportBatch]:
    """The batches that hold such items."""
    if len(desks(user)) == len(languages()):
        return ImportBatch.objects.all()
    return ImportBatch.objects.filter(Q(user=user) | Exists(items_for(user).filter(batch=OuterRef("pk"))))


def waiting_for(user: Any) -> QuerySet[ImportBatch]:
    """The batches that hold something to look at."""
    return batches_for(user).filter(Exists(items_for(user).waiting().filter(batch=OuterRef("pk"))))


@admin_required(Action.IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """Take what is handed in, and show the batches."""
    form = HandInForm(request.user, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        handed = HandedIn(
            text=said["text"].strip(), files=said["dropped"], address=said["address"], language=said["language"]
        )
        try:
            batch = take_up(handed, user=request.user)
        except Refusal as refusal:
            messages.error(request, refusal.words)
        else:
            return _next(request, batch)
    page = Paginator(batches_for(request.user).select_related("user"), A_PAGE).get_page(request.GET.get("p"))
    words = {"form": form, "page": page, "rows": _rows(request.user, page), "suffixes": ", ".join(suffixes())}
    return render(request, "newsroom/imports.html", words)


def _next(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """One story opens at once; of several the list opens; if none could be read, the reasons are told here."""
    items = list(batch.items.all()[:2])
    if len(items) == 1 and items[0].status == HELD:
        return redirect("newsroom_import", items[0].pk)
    if len(items) == 1:
        messages.error(request, items[0].reason)
        return redirect("newsroom_imports")
    count = batch.items.filter(status=HELD).count()
    words = ngettext("%(count)s story was read.", "%(count)s stories were read.", count)
    messages.success(request, words % {"count": count})
    return redirect("newsroom_import_batch", batch.pk)


def _rows(user: Any, batches: Any) -> list[dict[str, Any]]:
    """Each batch with its counts by status, and whether something in it waits."""
    keys = [each.pk for each in batches]
    counted = ImportItem.objects.filter(batch__in=keys).values_list("batch", "status").annotate(count=Count("pk"))
    counts: dict[Any, list[tuple[Any, int]]] = {}
    for batch, status, count in counted.order_by("status"):
        counts.setdefault(batch, []).append((STATUSES.get(status, status), count))
    waiting = set(waiting_for(user).filter(pk__in=keys).values_list("pk", flat=True))
    return [{"batch": each, "counts": counts.get(each.pk, []), "waits": each.pk in waiting} for each in batches]


class ImportsMenuItem(MenuItem):
    """“Imports (n)” for those who may import; n are the batches that wait for somebody."""

    def __init__(self) -> None:
        super().__init__(_("Imports"), reverse("newsroom_imports"), name="imports", icon_name="download", order=160)

    def is_shown(self, request: HttpRequest) -> bool:
        """To those who may import at some desk."""
        return may(request.user, Action.IMPORT)

    def render_component(self, request: HttpRequest) -> Any:
        """With the number that waits now; menu items are made once and serve everybody."""
        component = super().render_component(request)
        if count := waiting_for(request.user).count():
            component.label = f"{self.label} ({count})"
        return component
