"""A translator's marks on parts of the source, put on a draft in memory: the form and the actions save them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _
from msgspec.structs import replace

from dateline.edition.behind import NOTICE, Moved
from dateline.edition.following import heard, made_from, read_again, settled, worked_in
from dateline.edition.values import Derivation, SourcePart
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import Sides, derive, sides

if TYPE_CHECKING:
    from dateline.newsroom.models.edition import EditionPage

# Names of the form's fields.
READ, LEFT_OUT, OURS, WAS = "follow-read", "follow-left-out", "follow-ours", "follow-was"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A translator's word on one part of the source.

    ``digest`` is the wording that was read (empty where the source took the part out); ``parts`` are our parts made
    from it, None for those that were, empty for “left out on purpose”.
    """

    source: str
    digest: str
    parts: tuple[str, ...] | None = None

    @property
    def written(self) -> str:
        """As a form sends it."""
        return f"{self.source} {self.digest}"


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What an open part was made into when its form was opened, the version being ``read`` that was read then.

    Autosave keeps a mark as soon as it is set. One that is taken back later finds here what it took the place of.
    """

    source: str
    digest: str
    read: int
    parts: tuple[SourcePart, ...]


def opened(derived: Derivation, moved: Moved) -> str:
    """An open part as its form sends it along."""
    parts = tuple(each for each in derived.parts if each.source == moved.source)
    found = Opened(source=moved.source, digest=moved.digest, read=derived.version, parts=parts)
    return msgspec.json.encode(found).decode()


def mark_of(moved: Moved) -> Mark:
    """The mark that says: what moved there was followed."""
    return Mark(source=moved.source, digest=moved.digest)


def marks_in(data: Any) -> Iterator[Mark]:
    """The marks that a form sent: parts read again, with ours that were chosen, and parts left out on purpose."""
    getlist = getattr(data, "getlist", None)
    if getlist is None:
        return
    for written in getlist(READ):
        source, _space, digest = written.partition(" ")
        yield Mark(source=source, digest=digest, parts=tuple(getlist(f"{OURS}-{source}")) or None)
    for written in getlist(LEFT_OUT):
        source, _space, digest = written.partition(" ")
        yield Mark(source=source, digest=digest, parts=())


def opened_in(data: Any) -> Iterator[Opened]:
    """The parts that a form showed as open and that bear no mark in it."""
    getlist = getattr(data, "getlist", None)
    if getlist is None:
        return
    marked = {written.partition(" ")[0] for written in (*getlist(READ), *getlist(LEFT_OUT))}
    for written in getlist(WAS):
        try:
            found = msgspec.json.decode(written, type=Opened)
        except msgspec.DecodeError:
            continue  # no form of ours wrote that
        if found.source not in marked:
            yield found


def mark(page: EditionPage, marks: Iterable[Mark], unmarked: Iterable[Opened] = ()) -> None:
    """Put marks on the draft in memory, and take back what bears none any more.

    A mark about a wording that the source has left meanwhile marks nothing.
    """
    found = sides(page)
    if found.draft.derived_from is None:
        raise Refusal(_("This edition was not made from another one."))
    if not found.source.steps or found.gone:
        raise Refusal(_("The edition it was made from is not published now."))
    derived = found.draft.derived_from
    for was in unmarked:
        derived = _taken_back(derived, was)
    for each in marks:
        derived = _marked(found, derived, each)
    draft = replace(found.draft, derived_from=derived)
    derive(page, settled(derived, found._replace(own=(*found.own[:-1], draft)).standing()))


def _taken_back(derived: Derivation, was: Opened) -> Derivation:
    """The derivation as it was for one part, if it was marked since; our parts made of it since stay made of it."""
    now = [each for each in derived.parts if each.source == was.source]
    read = any(each.digest == was.digest for each in now) if was.digest else not now and was.parts
    if not read and not (was.source.startswith(NOTICE) and derived.version > was.read):
        return derived
    old = {each.part for each in was.parts}
    heirs = [replace(each, digest=was.parts[0].digest) for each in now if was.parts and each.part not in old]
    others = (each for each in derived.parts if each.source != was.source)
    return replace(derived, version=min(derived.version, was.read), parts=(*others, *was.parts, *heirs))


def _marked(found: Sides, derived: Derivation, each: Mark) -> Derivation:
    if each.source.startswith(NOTICE):
        told = next((one for one in found.source.newest.changes if f"{NOTICE}{one.version}" == each.source), None)
        return heard(derived, told) if told is not None else derived
    if found.source.steps[-1].parts.get(each.source, "") != each.digest:
        return derived
    own = replace(found.draft, derived_from=derived)
    parts = each.parts
    if parts is None:
        parts = made_from(own, found.source.newest, each.source) or worked_in(derived, each.source)
    return read_again(derived, each.source, each.digest, parts)
