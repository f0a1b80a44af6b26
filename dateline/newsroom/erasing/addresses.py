"""The addresses at which readers have a story: its own, its history's, earlier ones, pictures, pages that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from django.conf import settings

from dateline.edition.media import media_path
from dateline.edition.values import Edition, Gone
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.recording import Recording
from dateline.newsroom.models.redirect import Redirect
from dateline.press.showing import Shown, looking_at
from dateline.reader.pages.history import history_path

What = Literal["story", "history", "earlier", "picture", "recording", "shown"]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One address: SHA-256 of what stood there (empty where nothing did), the status meant; the one found since.

    ``now`` is the digest of what was found there since.

    Of a file of a picture, sound or film the digest is what its name says, the beginning of it. Pages that showed the
    story may go with it, where they showed nothing else.
    """

    language: str
    address: str
    what: What
    state: int
    digest: str = ""
    found: int | None = None
    now: str = ""


class Answers(msgspec.Struct, frozen=True):
    """The statuses that a story's addresses are to answer with."""

    story: int
    history: int
    earlier: int


# After a redaction everything answers as before: the first while an edition is published, the second when it is not.
STANDING, OFF_LINE = Answers(200, 200, 301), Answers(410, 404, 301)
ANSWERS = {"gone": Answers(410, 410, 301), "absent": Answers(404, 404, 404), "moved": Answers(301, 404, 301)}


def lines_of(
    editions: dict[str, list[Edition | Gone]], answers: Answers | None, files: Iterable[Picture | Recording] = ()
) -> list[Line]:
    """Every address, by language; asked of the site as it stands now. ``answers`` None: they stay as they are."""
    with looking_at(Path(settings.DATELINE_PRESS_FILE)) as site:
        found = [line for key, values in sorted(editions.items()) for line in _of_edition(site, key, values, answers)]
        found += [line for each in files if each.is_public for line in _of_file(each)]
        own = {line.address for line in found}
        found += [line for line in _showing(site, editions) if line.address not in own]
    return found


def _of_edition(site: Shown, key: str, values: Sequence[Edition | Gone], wanted: Answers | None) -> Iterator[Line]:
    language = key.rpartition("/")[2]
    answers = wanted or (STANDING if values and isinstance(values[-1], Edition) else OFF_LINE)
    paths = list(dict.fromkeys(each.path for each in values if each.path))
    if not paths:
        return
    current = [each.path for each in values if each.path][-1]
    yield Line(language=language, address=current, what="story", state=answers.story, digest=site.digest_at(current))
    versions = [each for each in values if isinstance(each, Edition)]
    if versions and versions[-1].version > 1:
        past = history_path(versions[-1])
        yield Line(language=language, address=past, what="history", state=answers.history, digest=site.digest_at(past))
    moved = Redirect.objects.filter(target__in=paths).order_by("path").values_list("path", flat=True)
    for path in moved:
        yield Line(language=language, address=path, what="earlier", state=answers.earlier, digest=site.digest_at(path))


def _of_file(file: Picture | Recording) -> Iterator[Line]:
    if isinstance(file, Recording):
        for name in file.value().names:
            yield Line(
                language="", address=media_path(name), what="recording", state=404, digest=name.partition(".")[0]
            )
        return
    for size in file.public_value().shown:
        yield Line(language="", address=size.path, what="picture", state=404, digest=size.file.partition("-")[0])


def _showing(site: Shown, editions: Iterable[str]) -> Iterator[Line]:
    """Fronts, lists, feeds, sitemaps and other stories that show a headline of it now."""
    topics = [f"{sort}:{key}" for key in editions for sort in ("card", "value")]
    for page in site.reading(topics):
        yield Line(language=page.language, address=page.path, what="shown", state=200, digest=page.digest)
