"""No false "current", no false alarm: chains of editions under random edits, against a model that compares words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.edition.behind import Standing, standing
from dateline.edition.blocks import Paragraph
from dateline.edition.inline import Run, text
from dateline.edition.values import Change, Derivation, Dismissal, Edition, PublishKind, SourcePart
from dateline.edition.wording import notice, part_digests
from tests.builders import an_edition
from tests.effort import examples

LANGUAGES = ("en", "ar", "fa", "ur")
KINDS: tuple[PublishKind, ...] = ("typo", "update", "clarification", "correction", "retraction")
TOLD = {"clarification", "correction", "retraction"}
START = datetime(2009, 3, 6, tzinfo=UTC)


@dataclass
class Desk:
    """One language: what it published, and what its translator remembers of the source, in plain words."""

    language: str
    versions: list[Edition]
    seen: dict[str, str] = field(default_factory=dict)
    made: dict[str, set[str]] = field(default_factory=dict)
    heard: set[int] = field(default_factory=set)
    waved: dict[str, str] = field(default_factory=dict)
    dismissals: list[Dismissal] = field(default_factory=list)

    @property
    def text(self) -> Edition:
        return self.versions[-1]


def words(edition: Edition) -> dict[str, str]:
    """Every block's words by id."""
    return {str(each.id): each.plain() for each in edition.blocks}


class Chain:
    """English, Arabic from it, Persian from Arabic, Urdu from Persian; acts at random, remembers in words."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.clock = START
        blocks = tuple(self.fresh() for _ in range(3))
        self.desks = [Desk("en", [an_edition(blocks=blocks)])]
        for language in LANGUAGES[1:]:
            self.desks.append(self.translated(self.desks[-1], language))

    def fresh(self) -> Paragraph:
        """A paragraph nobody has seen."""
        return Paragraph(UUID(int=self.chance.getrandbits(128), version=4), text(self.say()))

    def say(self) -> str:
        return f"Sentence {self.chance.getrandbits(60)}."

    def translated(self, source: Desk, language: str) -> Desk:
        parts = tuple(SourcePart(name, name, digest) for name, digest in part_digests(source.text).items())
        derived = Derivation(language=source.language, version=source.text.version, parts=parts)
        first = msgspec.structs.replace(source.text, language=language, version=1, changes=(), derived_from=derived)
        known = words(source.text)
        made = {name: {name} for name in known}
        return Desk(language, [first], dict(known), made, {each.version for each in source.text.changes})

    def publish(self, desk: Desk, kind: PublishKind, blocks: tuple[Paragraph, ...]) -> None:
        """The next version of a desk's text."""
        self.clock += timedelta(hours=1)
        version = desk.text.version + 1
        change = Change(kind=kind, version=version, instant=self.clock, note=self.say())
        changes = (*desk.text.changes, change)
        desk.versions.append(msgspec.structs.replace(desk.text, version=version, blocks=blocks, changes=changes))

    def act(self) -> None:
        """Something that desks do."""
        place = self.chance.randrange(len(self.desks))
        desk = self.desks[place]
        acts = [self.reword, self.embolden, self.shuffle, self.add, self.remove, self.renumber]
        if place:
            acts += [self.catch_up, self.hear, self.dismiss, self.merge] * 2
        self.chance.choice(acts)(desk)

    def reword(self, desk: Desk) -> None:
        self._edit(desk, lambda block: Paragraph(block.id, text(self.say())), self.chance.choice(KINDS))

    def embolden(self, desk: Desk) -> None:
        """Emphasis alone; it may even be published as an update."""
        self._edit(desk, lambda block: Paragraph(block.id, (Run(block.plain(), bold=True),)), "update")

    def _edit(self, desk: Desk, how: object, kind: PublishKind) -> None:
        blocks = list(desk.text.blocks)
        if blocks:
            place = self.chance.randrange(len(blocks))
            blocks[place] = how(blocks[place])  # type: ignore[operator]
            self.publish(desk, kind, tuple(blocks))  # type: ignore[arg-type]

    def shuffle(self, desk: Desk) -> None:
        blocks = list(desk.text.blocks)
        self.chance.shuffle(blocks)
        self.publish(desk, "update", tuple(blocks))  # type: ignore[arg-type]

    def add(self, desk: Desk) -> None:
        self.publish(desk, self.chance.choice(KINDS), (*desk.text.blocks, self.fresh()))  # type: ignore[arg-type]

    def remove(self, desk: Desk) -> None:
        blocks = desk.text.blocks[:-1]
        self.publish(desk, "update", blocks)  # type: ignore[arg-type]
        gone = set(words(desk.versions[-2])) - set(words(desk.text))
        for own in desk.made.values():
            own -= gone

    def renumber(self, desk: Desk) -> None:
        """Cut a paragraph out and put the same words back: a new id, nothing else. Readers of it must not hear."""
        if not desk.text.blocks or (len(self.desks) > 1 and desk is not self.desks[0]):
            return
        old = desk.text.blocks[0]
        new = Paragraph(UUID(int=self.chance.getrandbits(128), version=4), text(old.plain()))
        self.publish(desk, "update", (new, *desk.text.blocks[1:]))  # type: ignore[arg-type]

    def source(self, desk: Desk) -> Desk:
        return self.desks[self.desks.index(desk) - 1]

    def catch_up(self, desk: Desk) -> None:
        """Read one block of the source again, the way the side by side does it."""
        now = words(self.source(desk).text)
        digests = part_digests(self.source(desk).text)
        derived = desk.text.derived_from
        if not now or derived is None:
            return
        name = self.chance.choice(sorted(now))
        own = desk.made.get(name) or ({name} if name in words(desk.text) else set())
        made = [SourcePart(part, name, digests[name]) for part in sorted(own)] or [SourcePart("", name, digests[name])]
        parts = (*(each for each in derived.parts if each.source != name), *made)
        self._derive(desk, parts)
        desk.seen[name] = now[name]
        desk.made[name] = set(own)

    def hear(self, desk: Desk) -> None:
        """Tell one's own readers what the source told its."""
        told = [each for each in self.source(desk).text.changes if each.kind in TOLD]
        derived = desk.text.derived_from
        if not told or derived is None:
            return
        change = self.chance.choice(told)
        self._derive(desk, (*derived.parts, SourcePart("", *notice(change))))
        desk.heard.add(change.version)

    def _derive(self, desk: Desk, parts: tuple[SourcePart, ...]) -> None:
        derived = desk.text.derived_from
        assert derived
        again = msgspec.structs.replace(derived, parts=parts)
        version = desk.text.version + 1
        desk.versions.append(msgspec.structs.replace(desk.text, version=version, derived_from=again))

    def dismiss(self, desk: Desk) -> None:
        found = self.standing(desk).moved
        if found:
            moved = self.chance.choice(found)
            desk.dismissals.append(
                Dismissal(
                    story=desk.text.story,
                    language=desk.language,
                    source=self.source(desk).language,
                    part=moved.source,
                    digest=moved.digest,
                    reason="Not here.",
                    instant=self.clock,
                )
            )
            if moved.how == "told":
                desk.heard.add(moved.version)
            else:
                desk.waved[moved.source] = words(self.source(desk).text).get(moved.source, "")

    def merge(self, desk: Desk) -> None:
        """Make one paragraph of two."""
        if len(desk.text.blocks) < 2 or desk.text.derived_from is None:
            return
        kept, lost = (str(each.id) for each in desk.text.blocks[:2])
        self.publish(desk, "update", (desk.text.blocks[0], *desk.text.blocks[2:]))  # type: ignore[arg-type]
        derived = desk.text.derived_from
        renamed = (msgspec.structs.replace(each, part=kept) if each.part == lost else each for each in derived.parts)
        parts = tuple(dict.fromkeys(renamed))
        again = msgspec.structs.replace(derived, parts=parts)
        desk.versions[-1] = msgspec.structs.replace(desk.text, derived_from=again)
        for own in desk.made.values():
            if lost in own:
                own -= {lost}
                own |= {kept}

    def standing(self, desk: Desk) -> Standing:
        return standing(desk.versions, self.source(desk).versions, desk.dismissals)

    def expected(self, desk: Desk) -> set[str]:
        """What a person who remembers every word would say is open; words decide, ids only name."""
        source = self.source(desk)
        now, own = words(source.text), words(desk.text)
        unread = [said for name, said in now.items() if name not in desk.seen]
        open_: set[str] = set()
        for name, said in desk.seen.items():
            alive = {part for part in desk.made.get(name, set()) if part in own}
            if alive and now.get(name) != said and not (name not in now and said in unread):
                open_.add(name)
        kept = {said for name, said in desk.seen.items() if name not in now}
        open_ |= {name for name, said in now.items() if name not in desk.seen and said not in kept}
        open_ = {name for name in open_ if desk.waved.get(name, None) != now.get(name, "")}
        told = {
            f"change/{each.version}"
            for each in source.text.changes
            if each.kind in TOLD and each.version not in desk.heard
        }
        return open_ | told


@settings(max_examples=examples(150), deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_every_desk_of_a_chain_is_told_exactly_what_moved(seed: int, acts: int) -> None:
    chain = Chain(Random(seed))
    for _ in range(acts):
        chain.act()
        for desk in chain.desks[1:]:
            found = chain.standing(desk)
            assert {each.source for each in found.moved} == chain.expected(desk)
            assert (found.state == "behind") == bool(chain.expected(desk))
