"""Every field of ours that an editor can fill says what it asks for, with one example, in the editor's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.utils.functional import Promise
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, PanelGroup
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from dateline.newsroom.models import Picture

pytestmark = [pytest.mark.newsroom]

EXAMPLE = "as in "
OF_WAGTAIL = {"title", "slug"}  # which editors fill for us all the same


def ours() -> list[type[Any]]:
    """The models that have a form of Wagtail's in the newsroom."""
    models: Any = apps.get_app_config("newsroom").get_models()
    return [model for model in models if issubclass(model, Page) or model in get_snippet_models()]


def handler(model: Any) -> Any:
    """The panels of a model's form."""
    return model.get_edit_handler() if issubclass(model, Page) else model.snippet_viewset.get_edit_handler()


def fields_of(panel: Panel) -> Iterator[tuple[str, Any]]:
    """Name and help of each field of ours below a panel."""
    if isinstance(panel, PanelGroup):
        for child in panel.children:
            yield from fields_of(child)
    elif isinstance(panel, InlinePanel):
        yield from fields_of(panel.child_edit_handler)
    elif isinstance(panel, FieldPanel):
        field: Any = panel.db_field
        if field is not None and (field.model._meta.app_label == "newsroom" or field.name in OF_WAGTAIL):
            yield f"{panel.model.__name__}.{field.name}", panel.help_text or field.help_text


def blocks_of(block: Block, name: str) -> Iterator[tuple[str, Any]]:
    """Name and help of each block below that an editor fills."""
    if isinstance(block, ListBlock):
        yield from blocks_of(block.child_block, f"{name}.item")
    elif isinstance(block, StructBlock | StreamBlock | BaseTypedTableBlock):
        for child, each in block.child_blocks.items():
            yield from blocks_of(each, f"{name}.{child}")
        if isinstance(block, BaseTypedTableBlock):
            yield name, block.meta.help_text
    else:
        yield name, getattr(getattr(block, "field", None), "help_text", None) or block.meta.help_text


def all_fields() -> dict[str, Any]:
    """Every field and block of ours with its help."""
    found: dict[str, Any] = {}
    for model in ours():
        found |= fields_of(handler(model))
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                found |= blocks_of(field.stream_block, f"{model.__name__}.{field.name}")
    for name in Picture.admin_form_fields:
        field = Picture._meta.get_field(name)
        if field in Picture._meta.local_fields and name != "collection":
            found[f"Picture.{name}"] = field.help_text
    return found


def test_the_walk_reaches_what_editors_fill() -> None:
    assert set(all_fields()) >= {
        "EditionPage.title", "EditionPage.slug", "EditionPage.people", "EditionByline.name", "EditionPage.body.text",
        "EditionPage.body.list.items.item", "EditionPage.body.table.cell", "StandingPage.kind", "FrontPage.tagline",
        "SectionName.slug", "PersonName.name", "HouseSettings.name", "Redirect.path", "Picture.alts",
        "Navigation.footer.group.links.section.label",
    }  # fmt: skip


def test_every_field_of_ours_helps_with_an_example() -> None:
    without = sorted(name for name, words in all_fields().items() if EXAMPLE not in str(words or "").lower())
    assert not without, "say what it asks for, with one example behind “as in” (newsroom/help_texts.py)"


def test_every_help_text_can_be_translated() -> None:
    fixed = sorted(name for name, words in all_fields().items() if not isinstance(words, Promise))
    assert not fixed, "put the words through gettext_lazy"
