"""A newsroom in miniature: random edits over a few stories, for the property tests of the law."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal, NamedTuple

import msgspec
from hypothesis import strategies as st

from dateline.edition.blocks import Audio, Block, Paragraph, PictureBlock, Video
from dateline.edition.curation import Breaking, Curation, Fill, Layout, Pick, Slot
from dateline.edition.erasure import Killed
from dateline.edition.house import Accent, Face, Licence, Link, LinkGroup, Navigation, SiteFace
from dateline.edition.inline import text
from dateline.edition.label import Label
from dateline.edition.moment import Moment
from dateline.edition.podcast import Podcast, PodcastWords
from dateline.edition.timeline import EventText
from dateline.edition.values import (
    Byline,
    Change,
    Derivation,
    Dismissal,
    Edition,
    Front,
    PageKind,
    PublishKind,
    Redacted,
    Redirect,
    Removed,
    Site,
    SourcePart,
    StandingPage,
    Value,
    Withdrawn,
    WithdrawnPage,
    redacted_key,
)
from dateline.edition.wording import part_digests
from tests.builders import (
    START,
    a_dossier,
    a_house,
    a_page,
    a_picture,
    a_recording,
    a_section,
    a_writer,
    an_edition,
    an_event,
    uid,
)

LANGUAGES = ("en", "fa")
STORIES = tuple(f"story-{number}" for number in range(5))
DAYS = ("2009-03-05", "2009-03-06", "2009-03-06T07:00:00Z", "2009-03-06T08:22:00Z", "2009-04-01")
SECTIONS = ("world", "economy")
DOSSIERS = ("nato", "gas")
WRITERS = ("ana", "ben")
DATES = ("2009-03~", "2009-03-05", "2009-03-06T08:40:00Z", "2009-03-06T09:10:00Z", "2010")
LABELS = (msgspec.UNSET, Label("opinion"), Label("analysis"), Label("sponsored", "A house"), Label("agency", "AFP"))
PAGES: tuple[PageKind, ...] = ("about", "contact")

Edit = tuple[str, str, str, int]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["publish", "update", "typo", "retitle", "unpublish", "move", "dossier", "redate", "credit"]
            + ["rename", "unname", "front", "delete", "redirect", "correction", "derive", "dismiss"]
            + ["house", "face", "navigation", "page", "withdraw page", "kill", "redact", "curate"]
            + ["play", "series", "recording", "byline", "writer", "event", "event", "drop event", "label", "relate"]
        ),
        st.sampled_from(STORIES),
        st.sampled_from(LANGUAGES),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=25,
)


def a_change(kind: str, version: int) -> Change:
    """A change an hour after the one before."""
    named: PublishKind = "typo" if kind == "typo" else "correction" if kind == "correction" else "update"
    return Change(kind=named, version=version, instant=START + timedelta(hours=version), note=f"Note {version}")


LAYOUTS: tuple[Layout, ...] = ("lead", "lead-two", "row", "pictures", "live")


def curated(story: str, language: str, number: int) -> Value:
    """A front arranged anew, or left to us again: picks that may be in no language, other languages, rules, an end."""
    section = uid(SECTIONS[0]) if number == 3 else None
    dossier = uid(DOSSIERS[0]) if number == 4 else None
    front = Curation(language=language, section=section, dossier=dossier)
    if story == STORIES[0]:
        return Removed(front.key)
    picks = tuple(Pick(uid(each), "fa") for each in (story, STORIES[number], STORIES[1]))
    slots = (
        Slot(layout=LAYOUTS[number], picks=picks, fill=Fill() if number % 2 else None, other_languages=number < 3),
        Slot(layout="list", fill=Fill(section=uid(SECTIONS[number % 2])), count=2),
        Slot(layout="opinion", picks=picks[::-1], fill=Fill(dossier=uid(DOSSIERS[1]))),
    )
    until = START + timedelta(seconds=5 * number)
    return msgspec.structs.replace(front, slots=slots, breaking=Breaking(text="Now", until=until, story=uid(story)))


class Erasing(NamedTuple):
    """An edit that erases: what stood under these keys goes, and these values take its place."""

    kind: Literal["kill", "redaction"]
    keys: tuple[str, ...]
    instead: tuple[Value, ...]


class Desk:
    """What is published now; ``apply`` turns an edit into the values that the newsroom would record."""

    def __init__(self) -> None:
        self.live: dict[tuple[str, str], Edition] = {}
        self.pages: dict[tuple[str, str], StandingPage] = {}
        self.fronts = set(LANGUAGES)
        self.addresses: dict[tuple[str, str], Edition] = {}
        self.told: dict[tuple[str, str], list[Edition]] = {}

    def opening(self) -> tuple[Value, ...]:
        """The house before the first story."""
        sections = [a_section(name, order=number) for number, name in enumerate(SECTIONS)]
        return (
            *a_house(*LANGUAGES),
            *sections,
            *(a_dossier(name) for name in DOSSIERS),
            *(a_writer(name, LANGUAGES) for name in WRITERS),
            a_picture(),
            a_recording("sound-0"),
        )

    def apply(self, edit: Edit) -> tuple[Value, ...]:
        """The values of one batch; empty where the edit makes no sense now."""
        action, story, language, number = edit
        if action in {"credit", "rename", "unname", "delete", "front", "redirect", "writer"}:
            return self._shared(action, language, number)
        if action == "curate":
            return (curated(story, language, number),)
        if action in {"house", "face", "navigation", "page", "withdraw page"}:
            return self._of_the_house(action, language, number)
        if action in {"series", "recording"}:
            return self._played(action, number)
        if action in {"event", "drop event"}:
            return self._event(action, story, language, number)
        edition = self.live.get((story, language))
        if action == "publish":
            return self._publish(edition or self._first(story, language, number))
        if edition is None:
            return ()
        if action == "dismiss":
            return self._dismiss(story, language)
        if action == "unpublish":
            del self.live[story, language]
            return (Withdrawn(story=edition.story, language=language, path=edition.path),)
        return self._publish(self._edited(action, edition, number))

    def erase(self, edit: Edit) -> Erasing | None:
        """A kill of a story in all languages, or a redaction of one edition; None for other edits."""
        action, story, language, number = edit
        if action == "kill":
            return self._kill(story, number)
        if action != "redact" or (story, language) not in self.live:
            return None
        edition = self.live[story, language]
        change = Change(kind="redaction", version=edition.version + 1, instant=START + timedelta(days=1))
        kept = msgspec.structs.replace(edition, blocks=edition.blocks[1:], changes=(*edition.changes, change))
        # Now and then a whole version goes, so nothing takes its place.
        told = self.told[story, language][number % 2 :]
        left = tuple(msgspec.structs.replace(each, blocks=each.blocks[1:]) for each in told)
        copies = Redacted(story=edition.story, language=language, versions=left)
        self.told[story, language] = list(left)
        return Erasing("redaction", (edition.key, copies.key), (*self._publish(kept), copies))

    def _kill(self, story: str, number: int) -> Erasing | None:
        stood = [edition for (name, _), edition in sorted(self.addresses.items()) if name == story]
        if not stood:
            return None
        values: list[Value] = []
        for edition in stood:
            self.live.pop((story, edition.language), None)
            gone = Killed(
                story=edition.story,
                language=edition.language,
                instant=START + timedelta(days=number),
                path=edition.path if number == 0 else "",
                history=edition.version > 1,
                announced=number != 1,
                section=edition.section,
                dossiers=edition.dossiers,
                writers=edition.writers,
            )
            values.append(gone)
            self.told[story, edition.language] = []
            values.append(Removed(redacted_key(edition.story, edition.language)))
            if number == 2:
                values.append(Redirect(path=edition.path, target=f"/{edition.language}/"))
        keys = [key for each in stood for key in (each.key, redacted_key(each.story, each.language))]
        return Erasing("kill", tuple(keys), tuple(values))

    def _first(self, story: str, language: str, number: int) -> Edition:
        lead = PictureBlock(uid(f"{story} lead"), uid("brussels"), caption="A caption")
        section = uid(SECTIONS[number % 2])
        return an_edition(
            story, language, first_published=Moment.parse(DAYS[number]), lead=lead, section=section, version=0
        )

    def _edited(self, action: str, edition: Edition, number: int) -> Edition:
        changes: dict[str, Any] = {}
        if action in {"update", "typo", "correction"}:
            changes["blocks"] = (Paragraph(uid("told"), text(f"As said {number}.")), *edition.blocks[1:])
            changes["changes"] = (*edition.changes, a_change(action, edition.version + 1))
        if action == "play":
            changes["blocks"] = (*edition.blocks[:1], *self._recordings(number))
        if action == "derive":
            changes["derived_from"] = self._derived(edition)
        if action == "update":
            changes["updated"] = Moment.parse(f"2009-03-06T1{number}:00:00Z")
        if action == "retitle":
            changes["headline"] = f"Another headline {number}"
        if action == "move":
            changes["section"] = uid(SECTIONS[number % 2]) if number < 4 else None
        if action == "dossier":
            changes["dossiers"] = tuple(uid(name) for name in DOSSIERS[: number % 3])
        if action in {"label", "relate", "byline"}:
            changes |= self._told(action, number)
        if action == "redate":
            changes["first_published"] = Moment.parse(DAYS[number])
        return msgspec.structs.replace(edition, **changes)

    def _told(self, action: str, number: int) -> dict[str, Any]:
        """What a story is said to be, by whom, and what is read beside it."""
        match action:
            case "label":
                return {"label": LABELS[number]}
            case "relate":
                return {"related": tuple(uid(name) for name in STORIES[:number]) or msgspec.UNSET}
        return {"bylines": tuple(Byline(person=uid(name)) for name in WRITERS[: number % 3])}

    def _derived(self, edition: Edition) -> Derivation | None:
        """Made from the other language's text as it stands now."""
        other = LANGUAGES[1 - LANGUAGES.index(edition.language)]
        source = self.live.get((edition.slug, other))
        if source is None:
            return None
        parts = tuple(SourcePart(name, name, digest) for name, digest in part_digests(source).items())
        return Derivation(language=other, version=source.version, parts=parts)

    def _recordings(self, number: int) -> tuple[Block, ...]:
        """A sound, a film without a file that is published, a link, or nothing at all."""
        sound = Audio(uid("played"), uid(f"sound-{number % 2}"), transcript=(text(f"Said {number}."),))
        link = Video(uid("linked"), url="https://video.example/1", provider="VideoHouse")
        return ((sound,), (link,), (sound, link), (), (Video(uid("lost"), uid("never")),))[number]

    def _played(self, action: str, number: int) -> tuple[Value, ...]:
        """Sound that is recorded anew or taken away; a section that becomes a series, changes, or is one no more."""
        if action == "recording":
            name = f"sound-{number % 2}"
            return (a_recording(name, seconds=number) if number else Removed(f"media/{uid(name)}"),)
        words = {tag: PodcastWords(f"Series {number}", "All of it.") for tag in LANGUAGES[: number % 3]}
        podcast = Podcast(author="Dateline", category="News", cover=uid("brussels"), words=words)
        section = a_section(SECTIONS[number % 2])
        return (msgspec.structs.replace(section, podcast=podcast) if number else section,)

    def _event(self, action: str, story: str, language: str, number: int) -> tuple[Value, ...]:
        """An event that comes, gets another date, dossier or text, leads to a story, or goes."""
        name = f"event of {story}"
        if action == "drop event":
            return (Removed(f"event/{uid(name)}"),)
        texts = {tag: EventText(f"{name} {number}") for tag in (language, LANGUAGES[number % 2])}
        dossiers = tuple(uid(each) for each in DOSSIERS[number % 2 :])
        stories = (uid(STORIES[number]), uid(story))[: number % 3]
        return (an_event(name, DATES[number], texts=texts, dossiers=dossiers, stories=stories),)

    def _dismiss(self, story: str, language: str) -> tuple[Value, ...]:
        source = self.live.get((story, LANGUAGES[1 - LANGUAGES.index(language)]))
        if source is None:
            return ()
        part, digest = str(uid("told")), part_digests(source).get(str(uid("told")), "")
        words = Dismissal(
            story=source.story,
            language=language,
            source=source.language,
            part=part,
            digest=digest,
            reason="Not here.",
            instant=START,
        )
        return (words,)

    def _publish(self, edition: Edition) -> tuple[Value, ...]:
        edition = msgspec.structs.replace(edition, version=edition.version + 1)
        self.live[edition.slug, edition.language] = self.addresses[edition.slug, edition.language] = edition
        self.told.setdefault((edition.slug, edition.language), []).append(edition)
        return (edition,)

    def _of_the_house(self, action: str, language: str, number: int) -> tuple[Value, ...]:
        accent, zone = Accent(light=f"#{number}b5c66"), ("", "Europe/Paris", "Asia/Tehran")[number % 3]
        kind = PAGES[number % 2]
        if action == "house":
            face = Face(accent=accent, time_zone=zone, logo=uid("brussels")) if number else None
            return (Site(name=f"Dateline {number}", base_url="https://dateline.example", face=face),)
        if action == "face":
            face = Face(accent=accent, licence=Licence(f"CC {number}"))
            return (SiteFace(language=language, face=face) if number else Removed(f"site/{language}"),)
        if action == "navigation":
            return (self._navigation(language, number) if number else Removed(f"navigation/{language}"),)
        slug = f"{kind}-{number % 3}"
        if action == "page":
            self.pages[kind, language] = a_page(kind, language, slug=slug, version=number + 1)
            return (self.pages[kind, language],)
        page = self.pages.pop((kind, language), None)
        return (WithdrawnPage(id=page.id, language=language, path=page.path),) if page else ()

    def _navigation(self, language: str, number: int) -> Navigation:
        ways = [Link(section=uid(each)) for each in SECTIONS] + [Link(dossier=uid(each)) for each in DOSSIERS]
        ways += [Link(page=uid(each)) for each in PAGES]
        return Navigation(language=language, header=tuple(ways[:number]), footer=(LinkGroup(tuple(ways[number:])),))

    def _shared(self, action: str, language: str, number: int) -> tuple[Value, ...]:
        if action == "writer":
            return (a_writer(WRITERS[number % 2], LANGUAGES[: number % 3], told=number > 2),)
        if action == "credit":
            return (a_picture(credit=f"Agency {number}"),)
        if action == "rename":
            dossier = a_dossier(DOSSIERS[number % 2], title=f"Dossier {number}")
            return (msgspec.structs.replace(dossier, lead=uid(STORIES[number])) if number % 2 else dossier,)
        if action == "unname":
            return (a_section(SECTIONS[number % 2], languages=LANGUAGES[: number % 3]),)
        if action == "delete":
            return (Removed(f"dossier/{uid(DOSSIERS[number % 2])}"),)
        if action == "redirect":
            return (Redirect(path=f"/{language}/old-{number}", target=f"/{language}/"),)
        if language in self.fronts:
            self.fronts.remove(language)
            return (Removed(f"front/{language}"),)
        self.fronts.add(language)
        return (Front(language=language, name=f"Dateline {language}"),)
