"""A small bureau for tests: fourteen stories, two sections, a dossier, a picture, in whichever languages are asked for.

Texts are built from each language's own name and digits, so that no furniture string can stand in them by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from dateline.edition.blocks import (
    Audio,
    Block,
    Embed,
    Heading,
    List,
    Paragraph,
    PictureBlock,
    PullQuote,
    Quote,
    Table,
    Video,
)
from dateline.edition.curation import Breaking, Curation, Fill, Pick, Slot
from dateline.edition.house import Accent, Account, Contact, Face, Licence, Link, LinkGroup, Navigation, SiteFace
from dateline.edition.inline import Run, text
from dateline.edition.label import Label
from dateline.edition.media import Media, MediaFile
from dateline.edition.moment import Moment
from dateline.edition.picture import Picture, PictureText, Rendition
from dateline.edition.podcast import Podcast, PodcastWords
from dateline.edition.profile import Profile, ProfileWords
from dateline.edition.timeline import Event, EventDate, EventText
from dateline.edition.values import (
    Byline,
    Change,
    Derivation,
    Dossier,
    DossierName,
    Edition,
    Entity,
    Front,
    PageKind,
    Redirect,
    Section,
    SectionName,
    Site,
    StandingPage,
    Value,
    Withdrawn,
    WithdrawnPage,
)
from dateline.languages.language import language
from tests.builders import uid

DAYS = ("2008-08-12", "2008-09-01", "2008-11-20", "2009-01-15", "2009-02-02", "2009-02-18", "2009-03-03", "2009-03-05")
WIDTHS = (480, 960, 1440)
LABELS = {
    8: Label("agency", "AFP"),
    9: Label("sponsored", "Tourist Board & Co"),
    10: Label("analysis"),
    11: Label("opinion"),
}


def own(tag: str, number: int | str) -> str:
    """Words of a language that are no furniture: its own name and a number."""
    return f"{language(tag).name} {number}"


def renditions(name: str) -> tuple[Rendition, ...]:
    """What the newsroom makes of a photograph of 3 by 2."""
    kinds = (("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg"))
    whole = [Rendition(f"{name}-{w}.{end}", w, w * 2 // 3, media) for end, media in kinds for w in WIDTHS]
    cut = [
        Rendition(f"{name}-{crop}-{w}.{end}", w, w * high // wide, media, crop=crop)
        for crop, (wide, high) in (("16x9", (16, 9)), ("1x1", (1, 1)))
        for end, media in kinds
        for w in WIDTHS[:2]
    ]
    return (*whole, *cut)


def picture(tags: Sequence[str]) -> Picture:
    """A photograph with its texts in each language."""
    texts = {tag: PictureText(caption=own(tag, 71), alt=own(tag, 72)) for tag in tags}
    return Picture(
        id=uid("brussels"), credit="AFP", rights="© AFP 2009", renditions=renditions("brussels"), texts=texts
    )


def blocks(tag: str) -> tuple[Block, ...]:
    """One block of each kind; the text tries to break out of its markup."""
    hostile = '</script><script>alert("1")</script> & <b>'
    cell = tuple(text(own(tag, n)) for n in (51, 52))
    return (
        Paragraph(uid("p1"), (Run(own(tag, 41)), Run(" bold", bold=True), Run(hostile), Run(" سلام", language="fa"))),
        Heading(uid("h1"), text(own(tag, 42))),
        Quote(uid("q1"), text(own(tag, 43)), speaker="Hillary Clinton", role=own(tag, 44)),
        PullQuote(uid("u1"), text(own(tag, 45))),
        PictureBlock(uid("f1"), uid("awaited")),
        List(uid("l1"), (text(own(tag, 46)), (Run(own(tag, 47), href="https://example.org/?a=1&b=2"),))),
        Table(uid("t1"), (cell, cell)),
        Embed(uid("e1"), "https://video.example.org/watch?v=1&t=2", "VideoHouse", title="Geneva", author="N. N."),
        Audio(uid("a1"), uid("sound"), transcript=(text(own(tag, 48)), (Run(own(tag, 49)), Run(hostile)))),
        Video(uid("v1"), uid("film"), title=own(tag, 53) + hostile),
        Video(uid("v2"), url="https://video.example.org/2", provider="VideoHouse", thumbnail=uid("brussels")),
    )


def recordings(tags: Sequence[str]) -> list[Value]:
    """Sound and film, with captions in each language; English is heard in the film."""
    captions = dict.fromkeys(tags, "0f" * 16 + ".vtt")
    sound = MediaFile("1a" * 16 + ".mp3", "audio/mpeg", 2_430_000)
    film = MediaFile("2b" * 16 + ".mp4", "video/mp4", 48_000)
    titles = {tag: own(tag, 73) for tag in tags}
    return [
        Media(
            id=uid("sound"), sort="audio", file=sound, seconds=3725, titles=titles, credit="AFP", rights="© AFP 2009"
        ),
        Media(
            id=uid("film"), sort="video", file=film, seconds=65, width=1280, height=720, spoken="en",
            poster=uid("brussels"), captions=captions, credit="Reuters",
        ),
    ]  # fmt: skip


def podcast(tags: Sequence[str]) -> Podcast:
    """A series with words in each language."""
    words = {tag: PodcastWords(own(tag, 74), own(tag, 75) + " & <b>") for tag in tags}
    return Podcast(author="Dateline & Co", category="Daily News", cover=uid("brussels"), words=words)


def profile(tags: Sequence[str]) -> Profile:
    """What readers are told of Anna."""
    words = {tag: ProfileWords("anna", own(tag, 76), (own(tag, 77) + " & <b>", own(tag, 78))) for tag in tags}
    return Profile(words=words, picture=uid("brussels"), email="anna@dateline.example", site="https://anna.example/")


def clinton(tag: str, source: str) -> Edition:
    """The story of 6 March: every field filled; ``source`` is the language it was written in."""
    made_from = None if tag == source else Derivation(language=source, version=2)
    return Edition(
        story=uid("clinton"),
        language=tag,
        version=3,
        slug="us-russia-missiles",
        kicker=own(tag, 11),
        headline=own(tag, 12) + " </title> & “x”",
        summary=own(tag, 13),
        dateline=own(tag, 14),
        bylines=(Byline(person=uid("anna")), Byline(name="Bo Å. <Li>")),
        sources=("AFP", "Reuters"),
        section=uid("world"),
        dossiers=(uid("nato"),),
        people=(uid("anna"),),
        first_published=Moment.parse("2009-03-06"),
        updated=Moment.parse("2009-03-06T08:22:00Z"),
        changes=(
            Change(kind="update", version=2, instant=datetime(2009, 3, 6, 8, 22, tzinfo=UTC), note=own(tag, 21)),
            Change(kind="typo", version=3, instant=datetime(2009, 3, 6, 9, 0, tzinfo=UTC), note=own(tag, 22)),
            Change(kind="correction", version=4, instant=datetime(2009, 3, 6, 9, 30, tzinfo=UTC), note=own(tag, 23)),
        ),
        lead=PictureBlock(uid("lead"), uid("brussels")),
        blocks=blocks(tag),
        derived_from=made_from,
    )


def earlier_clinton(tag: str, source: str) -> Edition:
    """The version before: another headline, a paragraph that was taken out, one that was not there yet."""
    now = clinton(tag, source)
    kept = (Paragraph(uid("p0"), text(own(tag, 40))), *now.blocks[1:])
    return msgspec.structs.replace(now, version=2, headline=own(tag, 19), blocks=kept, changes=now.changes[:1])


def background(tag: str, number: int) -> Edition:
    """One of the earlier stories, a day known, no source, no picture."""
    return Edition(
        story=uid(f"background {number}"),
        language=tag,
        version=1,
        slug=f"background-{number}",
        kicker=own(tag, 100 + number),
        headline=own(tag, 200 + number),
        summary=own(tag, 300 + number),
        first_published=Moment.parse(DAYS[number % len(DAYS)]),
        section=uid("world" if number % 3 else "economy"),
        dossiers=(uid("nato"),) if number % 2 else (),
        label=LABELS.get(number, msgspec.UNSET),
        related=(uid("background 2"),) if number == 11 else msgspec.UNSET,
        blocks=(Paragraph(uid(f"b{number}"), text(own(tag, 400 + number))),),
    )


def retracted(tag: str) -> Edition:
    """A story the newsroom took back."""
    change = Change(kind="retraction", version=2, instant=datetime(2009, 3, 5, 12, 0, tzinfo=UTC), note=own(tag, 31))
    return Edition(
        story=uid("wrong"),
        language=tag,
        version=2,
        slug="wrong",
        headline=own(tag, 32),
        first_published=Moment.parse("2009-03-05T10:00:00Z"),
        updated=Moment.parse("2009-03-05T12:00:00Z"),
        section=uid("economy"),
        changes=(change,),
    )


def standing(tag: str, kind: PageKind, number: int, source: str) -> StandingPage:
    """A standing page with every block."""
    return StandingPage(
        id=uid(kind),
        language=tag,
        version=1,
        kind=kind,
        title=own(tag, number),
        slug=kind,
        summary=own(tag, number + 1),
        blocks=blocks(tag) if kind == "about" else (Paragraph(uid(kind), text(own(tag, number + 2))),),
        updated=Moment.parse("2009-03-01T20:30:00Z"),
        derived_from=None if tag == source else Derivation(language=source, version=1),
    )


def navigation(tag: str) -> Navigation:
    """A desk's own: sections, the dossier, pages, an address of ours and one elsewhere, and one that leads nowhere."""
    archive = Link(address=f"/{language(tag).segment}/archive/", label=own(tag, 602))
    header = (
        Link(section=uid("economy")),
        Link(section=uid("world"), label=own(tag, 601)),
        Link(dossier=uid("nato")),
        Link(page=uid("about")),
        Link(section=uid("nameless")),
    )
    footer = (
        LinkGroup((Link(section=uid("world")), archive), own(tag, 603)),
        LinkGroup((Link(page=uid("contact")), Link(address="https://example.org/?a=1&b=2", label=own(tag, 604)))),
        LinkGroup((Link(page=uid("withdrawn")),), own(tag, 605)),
    )
    return Navigation(language=tag, header=header, footer=footer)


def face() -> Face:
    """A face with every feature."""
    return Face(
        logo=uid("logo"),
        logo_dark=uid("logo dark"),
        accent=Accent(light="#7a1f5c", dark="#f0a6d8"),
        time_zone="Asia/Tehran",
        accounts=(Account("Mastodon", "https://social.example/@dateline"),),
        licence=Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        contact=Contact(
            "desk@dateline.example", "+32 2 555 01 00", ("Rue Haute 1", "1000 Brussels"), "Signal: 555 01 01"
        ),
    )


def elsewhere(source: str) -> Edition:
    """A story that only the first language has."""
    return msgspec.structs.replace(background(source, 12), slug="elsewhere", bylines=(Byline(person=uid("anna")),))


def fronts(tag: str) -> list[Curation]:
    """Every layout on the opening page; a section's and a dossier's front with a slot each."""
    world, nato = Fill(section=uid("world")), Fill(dossier=uid("nato"))
    slots = (
        Slot(
            layout="lead-two", picks=(Pick(uid("clinton")), Pick(uid("never")), Pick(uid("background 3"))), fill=Fill()
        ),
        Slot(layout="live", title=own(tag, 701), fill=nato, count=4),
        Slot(layout="row", picks=(Pick(uid("background 12"), "en"),), fill=world, count=3, other_languages=True),
        Slot(layout="opinion", title=own(tag, 702), picks=(Pick(uid("wrong")), Pick(uid("background 4")))),
        Slot(layout="pictures", picks=(Pick(uid("background 5")), Pick(uid("background 6")))),
        Slot(layout="lead", picks=(Pick(uid("clinton")), Pick(uid("background 7")))),
        Slot(layout="list", fill=Fill()),
    )
    end = datetime(2009, 3, 8, tzinfo=UTC)
    return [
        Curation(language=tag, slots=slots, breaking=Breaking(text=own(tag, 703), until=end, story=uid("clinton"))),
        Curation(language=tag, section=uid("world"), slots=(Slot(layout="row", fill=Fill(), count=3),)),
        Curation(
            language=tag,
            dossier=uid("nato"),
            slots=(Slot(layout="lead", picks=(Pick(uid("background 3")),)),),
            breaking=Breaking(text=own(tag, 704), until=end, address="/en/archive/"),
        ),
    ]


def house(*tags: str) -> list[Value]:
    """What gives the bureau a face, ways and standing pages of its own; the last language has a colour of its own."""
    logos = [Picture(id=uid(name), renditions=renditions(name.replace(" ", "-"))) for name in ("logo", "logo dark")]
    values: list[Value] = [Site(name="Dateline", base_url="https://dateline.example", face=face()), *logos]
    values.append(SiteFace(language=tags[-1], face=Face(accent=Accent(light="#5b3a00"), time_zone="Asia/Tokyo")))
    values.append(elsewhere(tags[0]))
    for tag in tags:
        values += fronts(tag)
        values += [standing(tag, "about", 610, tags[0]), standing(tag, "contact", 620, tags[0]), navigation(tag)]
        values.append(WithdrawnPage(id=uid("withdrawn"), language=tag, path=f"/{language(tag).segment}/withdrawn"))
    return values


def events(tags: Sequence[str]) -> list[Value]:
    """A timeline with every precision, past and ahead; one event is told in the first language alone."""
    dates = ("1997~", "1997-05-27", "2008-12", "2009-03-05", "2009-03-06T08:00:00Z", "2009-04", "2009-12-04~")
    return [
        Event(
            id=uid(f"event {number}"),
            dossiers=(uid("nato"),),
            date=EventDate(date),
            texts={
                tag: EventText(own(tag, 801 + number) + " & <b>", own(tag, 821 + number) if number % 3 else "")
                for tag in (tags[:1] if number == 3 else tags)
            },
            stories=(uid("background 1"), uid("secret")) if number % 2 else (),
            people=(uid("anna"),) if number == 1 else (),
        )
        for number, date in enumerate(dates)
    ]


def shared_things(tags: Sequence[str]) -> list[Value]:
    """What all editions refer to."""
    return [
        Site(name="Dateline", base_url="https://dateline.example"),
        *(Front(language=tag, name=own(tag, 1), tagline=own(tag, 2)) for tag in tags),
        Section(id=uid("world"), names={tag: SectionName(own(tag, 3), "world") for tag in tags}, podcast=podcast(tags)),
        Section(id=uid("economy"), names={tag: SectionName(own(tag, 4), "economy") for tag in tags}, order=1),
        Section(id=uid("nameless"), names={}, order=2),
        Dossier(
            id=uid("nato"),
            names={tag: DossierName(own(tag, 5), "nato-russia", own(tag, 6)) for tag in tags},
            picture=uid("brussels"),
            lead=uid("background 3"),
        ),
        *events(tags),
        Entity(
            id=uid("anna"), sort="person", names={tag: f"Anna {own(tag, 7)}" for tag in tags}, profile=profile(tags)
        ),
        picture(tags),
        Picture(id=uid("awaited"), credit="", texts={}),
        *recordings(tags),
    ]


def bureau_with_a_face(*tags: str) -> list[Value]:
    """The bureau with everything that its settings can show."""
    return [*bureau(*tags), *house(*tags)]


def bureau(*tags: str, stories: int = 12) -> list[Value]:
    """All values of the bureau in the order they were recorded; the first language is the source."""
    values = shared_things(tags)
    for tag in tags:
        values += [background(tag, number) for number in range(stories)]
        values += [retracted(tag), earlier_clinton(tag, tags[0]), clinton(tag, tags[0])]
        segment = language(tag).segment
        values.append(Withdrawn(story=uid("secret"), language=tag, path=f"/{segment}/2009/03/01/secret"))
        values.append(Redirect(path=f"/{segment}/old", target=f"/{segment}/2009/03/06/us-russia-missiles"))
    return values
