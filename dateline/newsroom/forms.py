"""The edit form of an edition: it asks for the publish kind where the edition was published before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from dateline.edition.values import PublishKind
from dateline.languages.language import languages
from dateline.newsroom import embargo, unread
from dateline.newsroom.labels import check_label
from dateline.newsroom.marks import mark, marks_in, opened_in
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import tag_of
from dateline.newsroom.unfinished import unfinished, words_for
from dateline.newsroom.versions import check_kind, kind_of

PAGE_WORDS = {"title", "summary"}
OWN_WORDS = {
    "title",
    "kicker",
    "summary",
    "dateline",
    "lead_caption",
    "lead_alt",
    "sources",
    "label_name",
    "publish_note",
}

# What each publish kind is for and what readers will see of it, in the words of the form.
KIND_WORDS: dict[PublishKind, tuple[Any, Any]] = {
    "typo": (_("Typo"), _("a slip mended; readers are told nothing and no stamp moves")),
    "update": (_("Update"), _("the story went on; new stamp, and your note if you write one")),
    "correction": (_("Correction"), _("something was wrong; new stamp and your note, named as a correction")),
    "clarification": (_("Clarification"), _("something could be misread; new stamp and your note, named so")),
    "retraction": (_("Retraction"), _("the story does not stand; it is marked as withdrawn, with your note")),
    "derivation": (_("Checked against the source"), _("text as it was; readers see nothing, it is behind no more")),
}


class TextForm(WagtailAdminPageForm):
    """The form of a page with a text of its own: nothing goes out in which something is still to come."""

    def _post_clean(self) -> None:
        """Refuse at the form, with nothing lost, a text in which something is still to come."""
        super()._post_clean()
        if "action-publish" in self.data and not self.errors:
            for words in (words_for(unfinished(self.instance, self._names())), self._unread()):
                if words:
                    self.add_error(None, Refusal(words))

    def _unread(self) -> str:
        """What a machine made and nobody has read, in words; only editions hold such."""
        return ""

    def _names(self) -> list[str]:
        """The names in the byline forms, which reach the edition only when it is saved."""
        forms = self.formsets["bylines"].forms if "bylines" in self.formsets else []
        kept = [form for form in forms if not form.data.get(form.add_prefix("DELETE"))]
        return [form.data.get(form.add_prefix("name")) or "" for form in kept]


class StandingPageForm(TextForm):
    """A new page opens with a text to write in; its fields say their language and direction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        open_with_a_text(self)
        write_in_the_language(self, PAGE_WORDS)


class CuratedFrontForm(WagtailAdminPageForm):
    """What cannot be published is said beside its field when it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        write_in_the_language(self, {"breaking_text"})

    def _post_clean(self) -> None:
        """Refuse in words, with nothing lost, what is no arrangement."""
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.value()
        except Refusal as refusal:
            self.add_error(None, refusal)


class EditionForm(TextForm):
    """Kind and note stand in the form from the second publication on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # an empty one is made from the headline, in any script
            if not self.instance.version and self.instance.slug == str(self.instance.translation_key)[:8]:
                self.initial["slug"] = ""  # the headline was still to come when this one was made
        open_with_a_text(self)
        write_in_the_language(self, OWN_WORDS)
        if not self.instance.version:
            for name in ("publish_kind", "publish_note"):
                self.fields.pop(name, None)
        elif "publish_kind" in self.fields:
            self.fields["publish_kind"].choices = [("", _("Choose …")), *self._kinds()]

    def _unread(self) -> str:
        return unread.words_for(self.instance)

    def _kinds(self) -> Iterator[tuple[str, Any]]:
        """The publish kinds that fit; only what was made from a source can be checked against it."""
        for kind, (name, words) in KIND_WORDS.items():
            if kind != "derivation" or self.instance.derived_from:
                yield kind, format_lazy("{} – {}", name, words)

    def _post_clean(self) -> None:
        """Put the marks of the source's column on the draft; refuse in words what publishing would refuse anyway."""
        super()._post_clean()
        self._follow()
        if "action-publish" in self.data:
            self._check_embargo()
            self._check_label()
        if "publish_kind" in self.fields and "action-publish" in self.data and "publish_kind" not in self.errors:
            try:
                check_kind(kind_of(self.instance), self.instance.publish_note)
            except Refusal as refusal:
                self.add_error(None, refusal)

    def _check_embargo(self) -> None:
        """Publishing with an hour to come is scheduling, which an embargo allows from its end on."""
        at = self.cleaned_data.get("go_live_at")
        try:
            embargo.check(self.instance.translation_key, at=at if at and at > timezone.now() else None)
        except Refusal as refusal:
            self.add_error(None, refusal)

    def _check_label(self) -> None:
        try:
            check_label(self.instance)
        except Refusal as refusal:
            self.add_error(None, refusal)

    def _follow(self) -> None:
        marks, unmarked = list(marks_in(self.data)), list(opened_in(self.data))
        if self.errors or not (marks or unmarked) or not self.instance.derived_from:
            return
        try:
            mark(self.instance, marks, unmarked)
        except Refusal as refusal:
            self.add_error(None, refusal)


def open_with_a_text(form: WagtailAdminPageForm) -> None:
    """A new page opens with a text to write in, not with an empty list of blocks."""
    if form.instance.pk is None and not form.instance.body and "body" in form.fields:
        form.initial["body"] = form.instance._meta.get_field("body").to_python([{"type": "text", "value": ""}])


def write_in_the_language(form: WagtailAdminPageForm, names: set[str]) -> None:
    """Fields that hold the page's own words say their language and direction; Draftail finds its own."""
    language = languages().get(tag_of(form.instance.locale.language_code)) if form.instance.locale_id else None
    if language is None:
        return
    for name in names & set(form.fields):
        form.fields[name].widget.attrs |= {"lang": language.tag, "dir": language.direction}
