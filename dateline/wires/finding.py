"""What an import found, and what it took each line for and why; a person puts a line right and the draft follows."""

from __future__ import annotations

from typing import Literal, get_args
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from dateline.edition.blocks import Block, Heading, Paragraph, PictureBlock, PullQuote, Quote
from dateline.edition.inline import Text
from dateline.edition.inline import text as running
from dateline.wires.draft import NAMESPACE, Draft, DraftPicture, Ids

Role = Literal[
    "furniture", "kicker", "headline", "summary", "stamp", "byline", "sources", "caption", "credit",
    "paragraph", "heading", "quote", "block",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)
SINGLE: tuple[Role, ...] = ("kicker", "headline", "summary")
TEXTS: dict[Role, type[Paragraph | Heading | Quote]] = {"paragraph": Paragraph, "heading": Heading, "quote": Quote}
BY_HAND = "put right by hand"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line as found: its ``role``, the ``reason`` for it, and the block it is or was in the body.

    ``sure`` is false where a line was left out though nothing marks it as a site's. Role ``block`` is a block that is
    no running text: a list, a table, a picture, an embed.
    """

    text: str
    role: Role
    reason: str = ""
    block: Block | None = None
    sure: bool = True

    @property
    def in_body(self) -> bool:
        """Whether its block stands in the body."""
        return self.block is not None and (self.role in TEXTS or self.role in {"block", "caption"})

    @property
    def choices(self) -> tuple[Role, ...]:
        """The roles that a person may give it."""
        own: tuple[Role, ...] = ("block",) if _is_other(self.block) else ()
        every: tuple[Role, ...] = (
            "paragraph", "heading", "quote", *own, "furniture", "headline", "kicker", "summary", "byline", "caption",
        )  # fmt: skip
        return tuple(role for role in every if role != self.role)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A draft with the lines it was made of, in the order of the source; no lines where a wire marks its parts."""

    draft: Draft
    lines: tuple[Line, ...] = ()


def finding(draft: Draft) -> Finding:
    """The finding of a wire that says itself what each part is: its blocks are the lines."""
    return Finding(draft=draft, lines=tuple(line_of(block) for block in draft.blocks))


def line_of(block: Block, reason: str = "") -> Line:
    """A block of the body as a line."""
    role: Role = "block"
    if isinstance(block, Paragraph):
        role = "paragraph"
    elif isinstance(block, Heading):
        role = "heading"
    elif isinstance(block, Quote):
        role = "quote"
    return Line(text=block.plain(), role=role, reason=reason, block=block)


def corrected(found: Finding, place: int, role: Role) -> Finding:
    """The finding with the line at ``place`` (from 0) taken for something else; IndexError where there is none.

    A line that had the place of a single thing (headline, kicker, summary) becomes furniture; nothing is lost.
    """
    line = found.lines[place]
    draft = _without(found.draft, line)
    lines = list(found.lines)
    if role in SINGLE:
        draft = replace(draft, **{role: line.text})
        lines = [_displaced(each, role) for each in lines]
    elif role == "byline":
        draft = replace(draft, bylines=(*draft.bylines, line.text))
    block = _block(draft, line, place, role)
    if role == "caption":
        draft, block = _captioned(draft, line, place)
    lines[place] = Line(text=line.text, role=role, reason=BY_HAND, block=block)
    return with_lines(draft, lines)


def with_lines(draft: Draft, lines: list[Line]) -> Finding:
    """A finding whose body is what its lines say."""
    blocks = tuple(each.block for each in lines if each.block is not None and each.in_body)
    return Finding(draft=replace(draft, blocks=blocks), lines=tuple(lines))


def with_pictures(found: Finding, pictures: tuple[DraftPicture, ...]) -> Finding:
    """The finding with its pictures described anew; the blocks that show them say the same."""
    known = {each.id: each for each in pictures}

    def shown(line: Line) -> Line:
        if not isinstance(line.block, PictureBlock) or line.block.picture not in known:
            return line
        picture = known[line.block.picture]
        return replace(line, block=replace(line.block, caption=picture.caption, alt=picture.alt))

    return with_lines(replace(found.draft, pictures=pictures), [shown(each) for each in found.lines])


def _displaced(line: Line, role: Role) -> Line:
    if line.role != role:
        return line
    return replace(line, role="furniture", reason="another line was chosen for its place", sure=False)


def _without(draft: Draft, line: Line) -> Draft:
    """The draft without what this line gave to its head or to a picture."""
    if line.role in SINGLE and getattr(draft, line.role) == line.text:
        return replace(draft, **{line.role: ""})
    if line.role in {"byline", "sources", "stamp"}:
        return replace(
            draft,
            bylines=tuple(each for each in draft.bylines if each not in line.text),
            sources=tuple(each for each in draft.sources if line.role != "sources" or each not in line.text),
        )
    if line.role == "caption":
        kept = [_uncaptioned(each, line) for each in draft.pictures]
        return replace(draft, pictures=tuple(each for each in kept if each.caption or each.href or each.alt))
    if line.role == "credit":
        pictures = [
            replace(each, credit="") if each.credit and each.credit in line.text else each for each in draft.pictures
        ]
        return replace(draft, pictures=tuple(pictures))
    return draft


def _uncaptioned(picture: DraftPicture, line: Line) -> DraftPicture:
    return replace(picture, caption="") if picture.caption and picture.caption in line.text else picture


def _captioned(draft: Draft, line: Line, place: int) -> tuple[Draft, Block | None]:
    """The first picture without a caption gets it; else a new picture stands where the line stood."""
    bare = next((each for each in draft.pictures if not each.caption), None)
    if bare is not None:
        named = replace(bare, caption=line.text)
        return replace(draft, pictures=tuple(named if each is bare else each for each in draft.pictures)), None
    picture = DraftPicture(id=Ids(draft.source_id).picture(line.text), caption=line.text)
    leads = not draft.pictures
    block = None if leads else PictureBlock(_id(draft, place), picture.id, line.text, "")
    return replace(draft, pictures=(*draft.pictures, picture)), block


def _block(draft: Draft, line: Line, place: int, role: Role) -> Block | None:
    """The block for a role: the same words in the same id, whatever kind it becomes; kept while it is out."""
    kind = TEXTS.get(role)
    if kind is None:
        return line.block
    return kind(line.block.id if line.block else _id(draft, place), _runs(line))


def _runs(line: Line) -> Text:
    if isinstance(line.block, Paragraph | Heading | Quote | PullQuote):
        return line.block.text
    return running(line.text)


def _id(draft: Draft, place: int) -> UUID:
    return uuid5(NAMESPACE, f"{draft.source_id}/line/{place}")


def _is_other(block: Block | None) -> bool:
    return block is not None and not isinstance(block, Paragraph | Heading | Quote)
