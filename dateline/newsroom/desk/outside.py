"""“For an outside translator”: an edition as an XLIFF file, and the file taken in when it comes back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from dateline.languages.language import languages
from dateline.newsroom.actions.translate import targets
from dateline.newsroom.actions.xliff import Brought, bring_in, send_out
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import derivation_of
from dateline.newsroom.tags import code_of
from dateline.wires.draft import Refused
from dateline.wires.limited import Reader
from dateline.wires.xliff import LARGEST, Remark, Sheet

MEDIA_TYPE = "application/xliff+xml"
MOST_REMARKS, WORDS = 12, 60
DOUBTS = {
    "unknown": gettext_lazy("That version has no such text; it was left out."),
    "altered": gettext_lazy("The source’s words were changed in the file. Compare this text with what was sent out."),
    "missing": gettext_lazy("There is no translation of this yet."),
    "partial": gettext_lazy("Only a part of this is translated."),
    "marks": gettext_lazy("A link, an emphasis or a language mark of the source is missing in the translation."),
    "split": gettext_lazy("This stood in several blocks here. The translation is in the first; look at the others."),
    "dropped": gettext_lazy("This is left out here on purpose, so the translation was not put in."),
    "note": gettext_lazy("The translator notes:"),
}


class BringForm(forms.Form):
    """The file that came back."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLIFF 2.1 or 2.0, as it was sent out, with translations in it."),
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,application/xliff+xml"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """No story is as large as that."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than any story. Check that it is the right one."))
        return file


def offered(page: EditionPage, user: Any) -> list[str]:
    """The languages that a person may have it translated into outside: those without it, those made from it."""
    if not page.live:
        return []
    rows = EditionPage.objects.select_related("locale").filter(translation_key=page.translation_key).exclude(pk=page.pk)
    made = [each.tag for each in rows if _follows(each, page.tag) and _may_fill(each, user)]
    return sorted([*made, *(front.tag for front in targets(page, user))], key=list(languages()).index)


def outside(request: HttpRequest, page_id: int) -> HttpResponse:
    """Hand the file out, or take it in and open the draft."""
    page = get_object_or_404(EditionPage.objects.select_related("locale"), pk=page_id)
    tags = offered(page, request.user)
    if not tags:
        raise PermissionDenied
    if request.GET.get("into") in tags and "file" in request.GET:
        return _file(page, request.GET["into"], request.user)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            brought = bring_in(page, _read(form.cleaned_data["file"]), user=request.user)
        except Refusal as refusal:
            form.add_error("file", refusal.words)
        except Refused as refused:
            form.add_error("file", refused.reason)
        else:
            _tell(request, brought)
            return redirect("wagtailadmin_pages:edit", brought.page.pk)
    rows = [(tag, called(tag), languages()[tag]) for tag in tags]
    words = {"page": page, "form": form, "rows": rows, "into": request.GET.get("into", "")}
    return render(request, "newsroom/outside.html", words)


def buttons(page: Page, user: Any) -> Iterator[Button]:
    """In the menu of an edition; a translation's leads to the edition that it is made from."""
    edition = page.specific if page.specific_class is EditionPage else None
    source = _source_of(edition) if edition else None
    into = edition.tag if edition and source and edition.tag in offered(source, user) else ""
    shown = source if into else edition if edition and offered(edition, user) else None
    if shown is not None:
        url = reverse("newsroom_outside", args=[shown.pk]) + (f"?into={into}" if into else "")
        yield Button(_("For an outside translator …"), url, icon_name="download", priority=17)


def _source_of(edition: EditionPage) -> EditionPage | None:
    derived = derivation_of(edition)
    if derived is None:
        return None
    found = EditionPage.objects.select_related("locale").filter(translation_key=edition.translation_key)
    return found.filter(locale__language_code=code_of(derived.language)).first()


def _follows(edition: EditionPage, tag: str) -> bool:
    derived = derivation_of(edition)
    return derived is not None and derived.language == tag


def _may_fill(edition: EditionPage, user: Any) -> bool:
    return may(user, Action.TRANSLATE, edition.tag) and bool(edition.permissions_for_user(user).can_edit())


def _file(page: EditionPage, tag: str, user: Any) -> HttpResponse:
    """The file as a download, named by the address of the story and the two languages."""
    answer = HttpResponse(send_out(page, tag, user=user), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{page.slug}.{page.tag}-{tag}.xlf"'
    return answer


def _read(upload: UploadedFile[Any]) -> Sheet:
    """Read strangers' bytes in the limited process; raises Refused."""
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file, Reader() as reader:
        for part in upload.chunks():
            file.write(part)
        file.flush()
        found = reader.sheet(file, upload.name or "")
    if isinstance(found, Refused):
        raise found
    return found


def _tell(request: HttpRequest, brought: Brought) -> None:
    derived = derivation_of(brought.page)
    messages.success(request, _("The translation stands in the draft. Read it before you publish it."))
    if brought.behind and derived is not None:
        words = ngettext(
            "The file is of version %(read)s and readers get version %(now)s now: %(count)s part is marked behind.",
            "The file is of version %(read)s and readers get version %(now)s now: %(count)s parts are marked behind.",
            brought.behind,
        )
        messages.warning(request, words % {"read": derived.version, "now": brought.newest, "count": brought.behind})
    for remark in brought.remarks[:MOST_REMARKS]:
        messages.warning(request, _worded(remark))
    left = len(brought.remarks) - MOST_REMARKS
    if left > 0:
        words = ngettext("%(count)s more thing to look at.", "%(count)s more things to look at.", left)
        messages.warning(request, words % {"count": left})


def _worded(remark: Remark) -> str:
    said = remark.words if remark.doubt == "note" or len(remark.words) <= WORDS else f"{remark.words[:WORDS]}…"
    where = _("Line %(line)s: ") % {"line": remark.line} if remark.line else ""
    return f"{where}{DOUBTS[remark.doubt]} “\u2068{said}\u2069”"
