"""Putting new wordings into a draft in memory: what a translator, a machine or the memory made of its source."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from dateline.edition.filling import Filled
from dateline.newsroom.actions.fill import set_body
from dateline.newsroom.body import homes_of
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import derive

FIELDS = {"headline": "title"}


def fill(draft: EditionPage, found: Filled, *, lines: Mapping[str, int] | None = None) -> None:
    """Give the draft these texts and what they were made from; ``lines`` are those of a file, for the refusal.

    Raises Refusal where a text is too long for its field or a picture is not in the newsroom.
    """
    for name, text in found.fields.items():
        field = draft._meta.get_field(FIELDS.get(name, name))
        if field.max_length and len(text) > field.max_length:
            words = _("Line %(line)s: this text is longer than the %(most)s characters that fit there. Shorten it.")
            if lines is None:
                words = _("“%(text)s” is longer than the %(most)s characters that fit there.")
            shown = f"{text[:60]}…"
            raise Refusal(words % {"line": (lines or {}).get(name, 0), "most": field.max_length, "text": shown})
        setattr(draft, field.name, text)
    if found.lead is not None and draft.lead_picture is not None:
        draft.lead_caption, draft.lead_alt = found.lead.caption, found.lead.alt
    set_body(draft, found.blocks, homes_of(draft.body))
    derive(draft, found.derived)
