"""One ninjs item to a draft, or the reason why it cannot be one."""

from __future__ import annotations

import re
from typing import Any, Literal

from msgspec.structs import replace

from dateline.edition.blocks import Block, Heading, Paragraph, PictureBlock
from dateline.edition.characters import line
from dateline.edition.inline import text as running
from dateline.edition.moment import Moment
from dateline.wires import markup, remarks, tags
from dateline.wires.capture.folding import key
from dateline.wires.capture.lines import logical
from dateline.wires.draft import Draft, DraftEntity, DraftPicture, Ids, Refused
from dateline.wires.ninjs import pictures
from dateline.wires.ninjs.fields import Item, is_markup, roles, stripped
from dateline.wires.ninjs.pictures import Associated

STORIES = {"text", "composite", "article", "story", "news", ""}
WITHDRAWN = {
    "canceled": "the agency has cancelled this item", "cancelled": "the agency has cancelled this item",
    "withheld": "the agency withholds this item",
}  # fmt: skip
MEDIA_TOPIC = re.compile(r"(?:^|[/:])(20\d{6}|(?:0[1-9]|1[0-7])0{6})$")
KICKERS = {"kicker", "surtitle", "overline", "dachzeile", "vignette", "rubric", "roofline"}
ENTITIES: tuple[tuple[Literal["person", "place", "organisation"], tuple[str, ...]], ...] = (
    ("person", ("person", "people")),
    ("place", ("place", "places")),
    ("organisation", ("organisation", "organisations")),
)


def draft(item: Item, language: str | None) -> Draft:
    """The draft of an item; ``language`` is for an item that names none. Raises Refused saying why there is none."""
    _refuse_other_kinds(item)
    tag, mapped = _language(item, language)
    headline, borrowed = _headline(item)
    ids = Ids(item.id)
    around = pictures.read(item, ids)
    blocks, shown = _body(item, ids, around, headline)
    first_published, updated, doubts = _moments(item)
    embargoed, embargo_notes = _embargo(item)
    subjects, keywords = _subjects(item)
    found = Draft(
        language=tag,
        headline=headline,
        kicker=next((stripped(value) for role, _, value in roles(item, "headlines") if role in KICKERS), ""),
        summary=_summary(item),
        dateline=item.plain("located"),
        bylines=_bylines(item),
        sources=_sources(item),
        first_published=first_published,
        updated=updated,
        pictures=shown,
        blocks=blocks,
        subjects=subjects,
        entities=_entities(item),
        keywords=keywords,
        source_id=item.id,
        source_version=item.text("version") or item.text("versioncreated"),
        alternate_ids=_alternate_ids(item),
        embargoed=embargoed,
        rights=item.plain("usageterms", "copyrightnotice"),
    )
    note = item.plain("ednote")
    notes = [mapped, borrowed, *embargo_notes, *doubts, f"The agency's note: {note}" if note else "", *around.left_out]
    return replace(found, warnings=remarks.once([*notes, *remarks.of(found)]))


def _refuse_other_kinds(item: Item) -> None:
    kind = item.text("type").lower()
    if kind not in STORIES:
        raise Refused(
            f"the item is of type “{kind}”; a story (type “text”) was expected: import it with the story it belongs to"
        )
    if reason := WITHDRAWN.get(item.text("pubstatus").lower()):
        raise Refused(f"{reason}: do not publish it; if an earlier version is on line, unpublish it or kill the story")


def _language(item: Item, language: str | None) -> tuple[str, str]:
    named = item.text("language")
    if named:
        return tags.configured(named)
    if language is None:
        raise Refused("the item names no language: give one with --language")
    return language, f"The item names no language; it was taken as {language}."


def _headline(item: Item) -> tuple[str, str]:
    found = [(role, stripped(value)) for role, _, value in roles(item, "headlines") if role not in KICKERS]
    for wanted in ("main", "headline", "text", ""):
        for role, value in found:
            if role == wanted and value:
                return value, ""
    if title := item.plain("headline", "headline_text", "headline_main") or next(
        (value for _, value in found if value), ""
    ):
        return title, ""
    if title := item.plain("title"):
        return title, "The item has a title and no headline; the title was taken for it: check it."
    raise Refused("the item has no headline: ask the agency for it, or add one to the file")


def _summary(item: Item) -> str:
    found = [
        (role, stripped(value)) for role, _, value in roles(item, "descriptions") if role not in {"caption", "alt"}
    ]
    for wanted in ("summary", "abstract", "text", "main", ""):
        for role, value in found:
            if role == wanted and value:
                return value
    known = item.plain("description_summary", "summary", "description_text", "description_html", "description_xhtml")
    return known or item.plain("abstract", "description") or next((value for _, value in found if value), "")


def _body(
    item: Item, ids: Ids, around: Associated, headline: str
) -> tuple[tuple[Block, ...], tuple[DraftPicture, ...]]:
    """The blocks and every picture; the first picture leads and stands in no block, the others each stand in one."""
    value = _body_text(item)
    if is_markup(value):
        found = markup.read(value, ids, known=around.known)
    else:
        found = markup.Found(tuple(_paragraphs(value, ids)), ())
    blocks = _without_headline(list(found.blocks), headline)
    first = around.pictures if around.led or not found.pictures else ()
    ordered: dict[object, DraftPicture] = {each.id: each for each in (*first[:1], *found.pictures, *around.pictures)}
    # What the body says of a picture completes what the association says.
    ordered |= {each.id: each for each in found.pictures}
    shown = tuple(ordered.values())
    placed = {each.picture for each in blocks if isinstance(each, PictureBlock)}
    if shown:
        blocks = [each for each in blocks if not (isinstance(each, PictureBlock) and each.picture == shown[0].id)]
    for each in shown[1:]:
        if each.id not in placed:
            blocks.append(PictureBlock(ids.block(), each.id, line(each.caption), line(each.alt)))
    return tuple(blocks), shown


def _body_text(item: Item) -> str:
    """The richest body that can be read: XHTML or HTML before plain text; markup of other kinds (NITF) last of all."""
    bodies = roles(item, "bodies")
    rich = [value for role, kind, value in bodies if "html" in kind or (not kind and "html" in role)]
    plain = [value for role, kind, value in bodies if "xml" not in kind and "html" not in kind]
    for name in ("body_xhtml", "body_html", "body_html5", "body_richtext"):
        rich.extend(_string(item.value.get(name)))
    plain.extend([*_string(item.value.get("body_text")), *_string(item.value.get("body"))])
    named = [value for name, value in item.value.items() if name.startswith("body_") for value in _string(value)]
    return next((value for value in (*rich, *plain, *named) if stripped(value)), "")


def _string(value: Any) -> list[str]:
    return [value] if isinstance(value, str) and value.strip() else []


def _paragraphs(value: str, ids: Ids) -> list[Block]:
    return [Paragraph(ids.block(), running(line.text)) for line in logical(value, lambda _: False)]


def _without_headline(blocks: list[Block], headline: str) -> list[Block]:
    """A body that repeats its headline first is cut there."""
    first = blocks[0] if blocks else None
    if isinstance(first, Heading | Paragraph) and key(first.plain()) == key(headline):
        return blocks[1:]
    return blocks


def _moments(item: Item) -> tuple[Moment | None, Moment | None, list[str]]:
    version, version_doubt = item.moment("versioncreated")
    first, first_doubt = item.moment("firstpublished", "firstcreated", "contentcreated")
    if first is None and version is not None and item.text("version") in {"", "0", "1", "1.0"}:
        return version, None, [version_doubt, first_doubt]
    if version is not None and (first is None or version.instant > first.instant):
        return first, version, [first_doubt, version_doubt]
    return first, None, [first_doubt, version_doubt]


def _embargo(item: Item) -> tuple[Moment | None, list[str]]:
    until, doubt = item.moment("embargoeduntil", "embargoed")
    reason = item.plain("embargoedreason")
    if until is not None:
        return until, [doubt, f"Embargo: not to be published before {until}." + (f" {reason}" if reason else "")]
    if reason or doubt:
        return None, [
            doubt,
            f"The agency sets an embargo without a time: {reason or 'ask when it ends'}. Do not publish before.",
        ]
    return None, []


def _bylines(item: Item) -> tuple[str, ...]:
    printed = item.plain("byline", "by", "byline_text")
    if printed:
        return (re.sub(r"^by\s+(?=\S)", "", printed, flags=re.IGNORECASE),)
    names = [Item(each).plain("name") for each in item.objects("authors")]
    return tuple(dict.fromkeys(name for name in names if name))


def _sources(item: Item) -> tuple[str, ...]:
    named = [Item(each).plain("name") for each in item.objects("infosource", "infosources")]
    found = [name for name in named if name] or [item.plain("source", "copyrightholder")]
    return tuple(dict.fromkeys(name for name in found if name))


def _subjects(item: Item) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """IPTC Media Topic codes, and as keywords the names of subjects in any other scheme."""
    codes, words = [], []
    for each in item.objects("subject", "subjects"):
        fields = Item(each)
        found = next(
            (m for name in ("uri", "literal", "code", "qcode") if (m := MEDIA_TOPIC.search(fields.text(name)))), None
        )
        if found:
            codes.append(found[1])
        elif name := fields.plain("name"):
            words.append(name)
    words.extend(Item(each).plain("name") for each in item.objects("keywords"))
    words.extend([item.plain("slugline")])
    return tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(word for word in words if word))


def _entities(item: Item) -> tuple[DraftEntity, ...]:
    out = []
    for sort, names in ENTITIES:
        for each in item.objects(*names):
            fields = Item(each)
            if name := fields.plain("name"):
                out.append(DraftEntity(sort=sort, name=name, code=_code(fields)))
    return tuple(dict.fromkeys(out))


def _code(fields: Item) -> str:
    code = fields.text("uri", "code", "literal")
    scheme = fields.text("scheme")
    return (
        f"{scheme}{'' if scheme.endswith(('/', '#', ':')) else ':'}{code}"
        if scheme and code and "uri" not in fields.value
        else code
    )


def _alternate_ids(item: Item) -> dict[str, str]:
    value = item.value.get("altids")
    if isinstance(value, dict):
        return {str(role): str(each) for role, each in value.items() if isinstance(each, str | int)}
    found = {}
    for number, each in enumerate(item.objects("altids"), start=1):
        fields = Item(each)
        if known := fields.text("value", "name"):
            found[fields.text("role") or str(number)] = known
    return found
