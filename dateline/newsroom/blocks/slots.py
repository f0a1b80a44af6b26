"""The slots of a front in the desk's hands, and a stream of them as values."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from dateline.edition.characters import line
from dateline.edition.curation import ROOM, Fill, Pick, Slot
from dateline.newsroom import help_texts
from dateline.newsroom.tags import tag_of

LAYOUTS = [
    ("lead", _("Lead: one story, large")),
    ("lead-two", _("Lead and two beside it")),
    ("row", _("Row: up to four, with pictures")),
    ("list", _("List: headlines and summaries")),
    ("opinion", _("Opinion: who wrote stands first")),
    ("pictures", _("Pictures: a large grid")),
    ("live", _("Live strip: times and headlines")),
]
FILLS = [
    ("none", _("nothing")),
    ("latest", _("the newest of what this front is about")),
    ("section", _("the newest of a section")),
    ("dossier", _("the newest of a dossier")),
]


class SlotBlock(StructBlock):
    """One part of a front."""

    layout = ChoiceBlock(choices=LAYOUTS, default="lead", label=_("Layout"), help_text=help_texts.SLOT_LAYOUT)
    title = CharBlock(required=False, max_length=120, label=_("Heading"), help_text=help_texts.SLOT_TITLE)
    stories = ListBlock(
        PageChooserBlock(page_type="newsroom.EditionPage", label=_("Story"), help_text=help_texts.SLOT_STORY),
        default=[],
        label=_("Picked stories"),
        help_text=help_texts.SLOT_STORIES,
    )
    other_languages = BooleanBlock(
        required=False, label=_("From another language"), help_text=help_texts.SLOT_OTHER_LANGUAGES
    )
    fill = ChoiceBlock(choices=FILLS, default="latest", label=_("Fill up with"), help_text=help_texts.SLOT_FILL)
    section = SnippetChooserBlock(
        "newsroom.Section", required=False, label=_("Section"), help_text=help_texts.SLOT_SECTION
    )
    dossier = SnippetChooserBlock(
        "newsroom.Dossier", required=False, label=_("Dossier"), help_text=help_texts.SLOT_DOSSIER
    )
    count = IntegerBlock(required=False, min_value=1, label=_("At most"), help_text=help_texts.SLOT_COUNT)

    class Meta:
        icon = "table"
        label = _("Slot")

    def clean(self, value: Any) -> Any:
        """A rule names its section or dossier; nobody asks for more stories than the layout has room for."""
        cleaned = super().clean(value)
        wrong = {}
        if cleaned["fill"] in {"section", "dossier"} and not cleaned[cleaned["fill"]]:
            wrong[cleaned["fill"]] = ValidationError(gettext("Choose what fills the slot."))
        room = ROOM[cleaned["layout"]]
        if (cleaned["count"] or 0) > room:
            words = gettext("This layout has room for %(count)s at most. Choose another layout, or add a slot.")
            wrong["count"] = ValidationError(words % {"count": room})
        if wrong:
            raise StructBlockValidationError(block_errors=wrong)
        return cleaned


class Slots(StreamBlock):
    """Slots from top to bottom."""

    slot = SlotBlock()


def slots_of(stream: Any) -> tuple[Slot, ...]:
    """A stream of Slots as values; stories, sections and dossiers deleted since are left out."""
    return tuple(_slot(child.value) for child in stream)


def _slot(value: Any) -> Slot:
    return Slot(
        layout=value["layout"],
        title=line(value["title"] or ""),
        picks=tuple(Pick(page.translation_key, tag_of(page.locale.language_code)) for page in value["stories"] if page),
        fill=_fill(value),
        count=value["count"] or 0,
        other_languages=bool(value["other_languages"]),
    )


def _fill(value: Any) -> Fill | None:
    rule, goal = value["fill"], value.get(value["fill"])
    if rule == "latest":
        return Fill()
    return Fill(**{rule: goal.uuid}) if goal else None
