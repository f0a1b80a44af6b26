"""Templates of stories: beginning a story from one, and keeping an edition as one."""

from __future__ import annotations

from html import escape
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.edition.blocks import Heading, List, Paragraph
from dateline.newsroom.actions.fill import start
from dateline.newsroom.body import blocks_of
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.story_template import StoryTemplate
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.unfinished import MARKED

PROMPT_AT_MOST = 200


def begin(template: StoryTemplate, tag: str, *, user: Any = None) -> EditionPage:
    """A draft at the desk of a language, filled from a template; every block gets an id of its own.

    The headline is a prompt, so the address is made from the headline that the writer puts in its place.
    """
    page = EditionPage(owner=user, title=template.headline or _("[[Headline]]"))
    page.kicker, page.summary, page.section = template.kicker, template.summary, template.section
    stream = [{**each, "id": str(uuid4())} for each in template.body.get_prep_value()]
    page.body = page._meta.get_field("body").to_python(stream)
    with transaction.atomic():
        start(page, tag)
        page.save_revision(user=user, clean=False)
    return page


def keep(page: EditionPage, name: str, language: str) -> StoryTemplate:
    """Keep the newest draft of an edition as a template, in the place of one of that name.

    Kicker, section and headings stay; every other text becomes a note, so that no story goes out with the words of
    another. Pictures, quotes and tables belong to their story and are left out. Raises Refusal where nothing is left.
    """
    draft = page.get_latest_revision_as_object()
    parts = [part for block in blocks_of(draft.body, draft.translation_key) if (part := _part(block))]
    if not parts:
        raise Refusal(_("There is no text to make a template of. Write its prompts as paragraphs first."))
    fields = {
        "headline": _note(draft.title),
        "kicker": draft.kicker,
        "summary": _note(draft.summary),
        "section": draft.section,
        "body": [{"type": "text", "id": str(uuid4()), "value": "".join(parts)}],
    }
    made, _new = StoryTemplate.objects.update_or_create(name=name, language=language, defaults=fields)
    return made


def _part(block: Any) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.plain())}</h{block.level}>"
    if isinstance(block, Paragraph | List):
        return f"<p>{escape(_note(block.plain()))}</p>"
    return ""


def _note(text: str) -> str:
    """Text as a note in double brackets; what holds a marker already is a prompt and stays."""
    text = " ".join(text.split())
    if not text or MARKED.search(text):
        return text
    return f"[[{text[:PROMPT_AT_MOST]}{'…' if len(text) > PROMPT_AT_MOST else ''}]]"
