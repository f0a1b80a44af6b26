"""Every value that the record can keep, drawn at random, hostile text included."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import strategies as st

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
from dateline.edition.erasure import Erasure, Killed
from dateline.edition.house import Accent, Account, Contact, Face, Licence, Link, LinkGroup, Navigation, SiteFace
from dateline.edition.inline import Run, Text
from dateline.edition.label import Label
from dateline.edition.media import Media, MediaFile
from dateline.edition.moment import Moment
from dateline.edition.picture import Picture, PictureText, Rendition
from dateline.edition.podcast import CATEGORIES, Podcast, PodcastWords
from dateline.edition.profile import Profile, ProfileWords
from dateline.edition.timeline import Event, EventDate, EventText
from dateline.edition.values import (
    Byline,
    Change,
    Derivation,
    Dismissal,
    Dossier,
    DossierName,
    Edition,
    Entity,
    Front,
    Redacted,
    Redirect,
    Removed,
    Section,
    SectionName,
    Site,
    SourcePart,
    StandingPage,
    Value,
    Withdrawn,
    WithdrawnPage,
)

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</p></article>&lt;b&gt;",
    "&amp;&#x3c;&nbsp;",
    "]]> --> {{ name }} {% raw %}",
    "«نقل»\u200f \u202eabc\u202c",
    "a\u00a0b\u2009c\u3000d",
    "👩🏽‍🚀 e\u0301",
]
# What no value may hold; test_characters draws these.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
letters = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters=TURNING + "\ufeff")
texts = st.one_of(st.sampled_from(HOSTILE), st.text(letters, max_size=12))
running_texts = st.one_of(texts, st.just("line\nbreak"))
ids = st.uuids()
TAGS = ["en", "fa", "ar", "zh-Hans", "sr-Latn", "pt-BR", "bm"]
tags = st.sampled_from(TAGS)
foreign = st.sampled_from(["", "fr", "fa", "he", "zh-Hant", "x-klingon", "not a tag", 'en" onload="x'])
days = st.dates(date(1, 1, 2), date(9999, 12, 30))
zones = st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-3, minutes=-30))])
instants = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=zones)  # noqa: DTZ001 - bounds are naive
moments = st.builds(Moment, st.one_of(days, instants))
slugs = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True)
paths = slugs.map(lambda slug: f"/en/2009/03/06/{slug}")
hrefs = st.sampled_from(
    ["", "", "/en/", "#part", "https://example.org/?a=1&b=<2>", "mailto:desk@example.org", "http://h/'"]
)
runs = st.builds(Run, text=running_texts, bold=st.booleans(), italic=st.booleans(), href=hrefs, language=foreign)
running: st.SearchStrategy[Text] = st.lists(runs, max_size=4).map(tuple)


def tuples(each: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Short tuples of something."""
    return st.lists(each, max_size=most).map(tuple)


def tables() -> st.SearchStrategy[Table]:
    """Tables whose rows are of one length."""
    rows = st.integers(0, 3).flatmap(lambda width: tuples(st.tuples(*[running] * width)))
    return st.builds(Table, ids, rows=rows, caption=texts, header=st.booleans())


urls = st.sampled_from(["https://video.example/watch?v=1&t=<2>", "http://a.example/'\"", "https://x.example/é"])
paragraphs = st.builds(Paragraph, ids, text=running)
picture_blocks = st.builds(PictureBlock, ids, ids, caption=texts, alt=texts)
own_files = {"media": ids}
links_out = {"url": urls, "provider": st.just("A <site>"), "thumbnail": st.none() | ids}


def recordings(made: type[Any]) -> st.SearchStrategy[Any]:
    """A file of ours, or a provider's address."""
    said = {"title": texts, "transcript": tuples(running)}
    return st.one_of(st.builds(made, ids, **own_files, **said), st.builds(made, ids, **links_out, **said))


BLOCKS: dict[type[Block], st.SearchStrategy[Any]] = {
    Paragraph: paragraphs,
    Heading: st.builds(Heading, ids, text=running, level=st.sampled_from([2, 3])),
    Quote: st.builds(Quote, ids, text=running, speaker=texts, role=texts),
    PullQuote: st.builds(PullQuote, ids, text=running, speaker=texts, role=texts),
    PictureBlock: picture_blocks,
    List: st.builds(List, ids, items=tuples(running), ordered=st.booleans()),
    Table: tables(),
    Embed: st.builds(Embed, ids, url=urls, provider=texts, title=texts, author=texts),
    Audio: recordings(Audio),
    Video: recordings(Video),
}
blocks: st.SearchStrategy[Block] = st.one_of(*BLOCKS.values())

KINDS = ["first", "typo", "update", "correction", "clarification", "retraction", "derivation"]
versions = st.integers(1, 10_000)
changes = st.builds(
    Change,
    kind=st.sampled_from(KINDS),
    version=versions,
    instant=instants,
    note=texts,
    parts=tuples(texts, 2),
)
derivations = st.builds(
    Derivation,
    language=tags,
    version=versions,
    kind=st.sampled_from(["translation", "adaptation"]),
    parts=tuples(st.builds(SourcePart, texts, texts, texts), 2),
)
labels = st.one_of(
    st.builds(Label, st.sampled_from(["analysis", "opinion"])),
    st.builds(Label, st.sampled_from(["sponsored", "agency"]), texts.filter(str.strip)),
)
editions = st.builds(
    Edition,
    story=ids,
    language=tags,
    version=versions,
    slug=slugs,
    headline=texts,
    first_published=moments,
    kicker=texts,
    summary=texts,
    dateline=texts,
    bylines=tuples(st.builds(Byline, texts, st.none() | ids), 2),
    sources=tuples(texts, 2),
    section=st.none() | ids,
    dossiers=tuples(ids, 2),
    subjects=tuples(texts, 2),
    people=tuples(ids, 2),
    places=tuples(ids, 1),
    organisations=tuples(ids, 1),
    updated=st.none() | moments,
    changes=tuples(changes, 2),
    lead=st.none() | picture_blocks,
    blocks=tuples(blocks, 4),
    derived_from=st.none() | derivations,
    label=st.just(msgspec.UNSET) | labels,
    related=st.just(msgspec.UNSET) | tuples(ids, 2),
)


def named(each: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Something by language tag."""
    return st.dictionaries(tags, each, max_size=3)


media_types = st.sampled_from(["image/jpeg", "image/png", "image/webp", "image/avif"])
sizes = st.integers(1, 4000)
crops = st.sampled_from(["", "16x9", "3x2", "1x1"])
renditions = st.builds(
    Rendition, st.sampled_from(["0f" * 16 + "-640.jpg", 'a" b']), sizes, sizes, media_types, crop=crops
)
pictures = st.builds(
    Picture,
    id=ids,
    sort=st.sampled_from(["photo", "illustration"]),
    credit=texts,
    source=texts,
    rights=texts,
    digest=texts,
    width=sizes,
    height=sizes,
    renditions=tuples(renditions),
    texts=named(st.builds(PictureText, texts, texts)),
    until=st.just(msgspec.UNSET) | st.datetimes(timezones=st.just(UTC)),
    warning=st.just(msgspec.UNSET) | named(texts),
)
media = st.builds(
    Media,
    id=ids,
    sort=st.sampled_from(["audio", "video"]),
    file=st.builds(MediaFile, st.sampled_from(["0f" * 16 + ".mp3", 'a" b']), st.just("audio/mpeg"), sizes),
    digest=texts,
    seconds=st.integers(0, 10**5),
    width=sizes,
    height=sizes,
    spoken=foreign,
    poster=st.none() | ids,
    titles=named(texts),
    captions=st.dictionaries(foreign, st.sampled_from(["0f" * 16 + ".vtt", 'a" b']), max_size=2),
    credit=texts,
    rights=texts,
)
podcasts = st.builds(
    Podcast,
    author=texts,
    category=st.sampled_from(list(CATEGORIES)),
    explicit=st.booleans(),
    cover=st.none() | ids,
    words=named(st.builds(PodcastWords, texts, texts)),
)
profiles = st.builds(
    Profile,
    words=named(st.builds(ProfileWords, slugs, texts, tuples(texts, 2))),
    picture=st.none() | ids,
    email=texts,
    site=st.sampled_from(["", "https://ana.example/?a=1&b=<2>"]),
)
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True) | st.just("")
faces = st.builds(
    Face,
    logo=st.none() | ids,
    logo_dark=st.none() | ids,
    accent=st.none() | st.builds(Accent, colours, colours),
    time_zone=st.sampled_from(["", "Europe/Paris", "Asia/Tehran"]),
    accounts=tuples(st.builds(Account, texts, urls), 2),
    licence=st.none() | st.builds(Licence, texts, urls),
    contact=st.none() | st.builds(Contact, texts, texts, tuples(texts, 2), texts),
)
links = st.one_of(
    *(st.builds(Link, label=texts, **{name: ids}) for name in ("section", "dossier", "page")),
    st.builds(Link, label=st.just("Elsewhere"), address=urls | paths),
)
slots = st.builds(
    Slot,
    layout=st.sampled_from(["list", "live", "pictures"]),
    title=texts,
    picks=tuples(st.builds(Pick, ids, tags)),
    fill=st.none() | st.builds(Fill, section=ids) | st.builds(Fill, dossier=ids),
    count=st.integers(0, 8),
    other_languages=st.booleans(),
)
curations = st.builds(
    Curation,
    language=tags,
    section=st.none() | ids,
    slots=tuples(slots, 3),
    breaking=st.none() | st.builds(Breaking, text=texts.filter(bool), until=instants, story=st.none() | ids),
)
pages = st.builds(
    StandingPage,
    id=ids,
    language=tags,
    version=versions,
    kind=st.sampled_from(["about", "contact", "privacy", "legal", "accessibility", "corrections", "other"]),
    title=texts,
    slug=slugs,
    updated=moments,
    summary=texts,
    blocks=tuples(blocks, 3),
    derived_from=st.none() | derivations,
)
event_dates = st.builds(
    lambda moment, length, about: EventDate((moment if length == 20 else moment[:length]) + about),
    moments.map(str),
    st.sampled_from([4, 7, 10, 20]),
    st.sampled_from(["", "~"]),
)
VALUES: dict[type[Value], st.SearchStrategy[Any]] = {
    Edition: editions,
    Redacted: st.builds(Redacted, story=ids, language=tags, versions=tuples(editions, 2)),
    Withdrawn: st.builds(Withdrawn, story=ids, language=tags, path=paths),
    Killed: st.builds(
        Killed,
        story=ids,
        language=tags,
        instant=instants,
        path=st.just("") | paths,
        section=st.none() | ids,
        writers=tuples(ids, 2),
    ),
    Erasure: st.builds(
        Erasure,
        id=ids,
        kind=st.sampled_from(["kill", "redaction"]),
        story=ids,
        instant=instants,
        seqs=st.lists(st.integers(1, 10**9), max_size=3).map(tuple),
        keys=st.lists(paths, max_size=3).map(tuple),
    ),
    Removed: st.builds(Removed, ids.map(lambda each: f"section/{each}")),
    Section: st.builds(
        Section,
        id=ids,
        names=named(st.builds(SectionName, texts, slugs)),
        order=st.integers(0, 99),
        podcast=st.just(msgspec.UNSET) | podcasts,
    ),
    Dossier: st.builds(
        Dossier,
        id=ids,
        names=named(st.builds(DossierName, texts, slugs, texts, st.just(msgspec.UNSET) | ids)),
        picture=st.none() | ids,
        lead=st.just(msgspec.UNSET) | ids,
        order=st.sampled_from([msgspec.UNSET, "oldest"]),
    ),
    Event: st.builds(
        Event,
        id=ids,
        dossiers=tuples(ids, 2),
        date=event_dates,
        texts=named(st.builds(EventText, st.just("What happened"), texts.map(lambda text: text[:1000]))),
        stories=tuples(ids, 2),
        people=tuples(ids, 2),
    ),
    Entity: st.builds(
        Entity,
        id=ids,
        sort=st.sampled_from(["person", "place", "organisation"]),
        names=named(texts),
        profile=st.just(msgspec.UNSET) | profiles,
    ),
    Front: st.builds(Front, language=tags, name=texts, tagline=texts),
    Site: st.builds(Site, name=texts, base_url=st.just("https://news.example"), face=st.none() | faces),
    SiteFace: st.builds(SiteFace, language=tags, face=faces),
    Navigation: st.builds(
        Navigation, language=tags, header=tuples(links), footer=tuples(st.builds(LinkGroup, tuples(links), texts), 2)
    ),
    Curation: curations,
    StandingPage: pages,
    WithdrawnPage: st.builds(WithdrawnPage, id=ids, language=tags, path=paths),
    Redirect: st.builds(Redirect, path=paths, target=paths),
    Picture: pictures,
    Media: media,
    Dismissal: st.builds(
        Dismissal,
        story=ids,
        language=tags,
        source=tags,
        part=ids.map(str),
        digest=texts,
        reason=texts.filter(str.strip),
        instant=st.datetimes(timezones=st.just(UTC)),
    ),
}
values: st.SearchStrategy[Value] = st.one_of(*VALUES.values())
FIXED = UUID("11111111-2222-4333-8444-555555555555")
