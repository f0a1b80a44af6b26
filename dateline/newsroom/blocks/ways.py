"""The links of a navigation in the editor's hands: one block a kind of goal, grouped once in the footer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StreamBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from dateline.edition.characters import line
from dateline.edition.house import Link, LinkGroup
from dateline.newsroom import help_texts

OWN_LABEL = _("Empty takes its own name in this language; other words stand in its place, as in “All of Europe”.")
ADDRESS = _("A path of this site, as in /en/archive/, or a whole address elsewhere, as in https://example.org/")


def label_block() -> CharBlock:
    """Other words than the goal's own name."""
    return CharBlock(required=False, max_length=80, label=_("Other words"), help_text=OWN_LABEL)


class SectionLink(StructBlock):
    """To a section."""

    section = SnippetChooserBlock("newsroom.Section", label=_("Section"), help_text=help_texts.LINKED_SECTION)
    label = label_block()

    class Meta:
        icon = "folder-inverse"
        label = _("Section")


class DossierLink(StructBlock):
    """To a dossier."""

    dossier = SnippetChooserBlock("newsroom.Dossier", label=_("Dossier"), help_text=help_texts.LINKED_DOSSIER)
    label = label_block()

    class Meta:
        icon = "folder-open-inverse"
        label = _("Dossier")


class PageLink(StructBlock):
    """To a standing page, in whichever language it was chosen: readers are led to the one in theirs."""

    page = PageChooserBlock(
        page_type="newsroom.StandingPage", label=_("Standing page"), help_text=help_texts.LINKED_PAGE
    )
    label = label_block()

    class Meta:
        icon = "doc-full"
        label = _("Standing page")


class AddressLink(StructBlock):
    """To an address of ours or elsewhere."""

    address = CharBlock(max_length=500, label=_("Address"), help_text=ADDRESS)
    label = CharBlock(max_length=80, label=_("Words"), help_text=_("What readers click, as in Newsletter"))

    class Meta:
        icon = "link-external"
        label = _("Address")


class Ways(StreamBlock):
    """Links in their order."""

    section = SectionLink()
    dossier = DossierLink()
    page = PageLink()
    address = AddressLink()


class Group(StructBlock):
    """Links that stand together in the footer."""

    title = CharBlock(required=False, max_length=80, label=_("Heading"), help_text=_("As in “About us”; may be empty."))
    links = Ways(label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Group of links")


class Footer(StreamBlock):
    """Groups of links."""

    group = Group()


def links_of(stream: Any) -> tuple[Link, ...]:
    """A stream of Ways as values; goals deleted since are left out."""
    found = (_link(child.block_type, child.value) for child in stream)
    return tuple(link for link in found if link is not None)


def groups_of(stream: Any) -> tuple[LinkGroup, ...]:
    """A stream of Footer as values."""
    return tuple(LinkGroup(links_of(each.value["links"]), line(each.value["title"])) for each in stream)


def _link(sort: str, value: Any) -> Link | None:
    label = line(value["label"])
    if sort == "address":
        return Link(address=value["address"].strip(), label=label)
    goal = value[sort]
    if goal is None:
        return None
    return Link(label=label, **{sort: goal.translation_key if sort == "page" else goal.uuid})
