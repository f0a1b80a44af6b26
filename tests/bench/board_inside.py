"""The part of the board's bench that runs inside a newsroom: fills its tables, looks at the board, publishes once."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID, uuid4

import msgspec

from dateline.server import commands  # makes Django ready, which must come first

# isort: split
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from dateline.edition.behind import SEVERITY
from dateline.newsroom import board_rows
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.models import Account, Assignment, Dossier, EditionPage, EditionStanding, FrontPage, StoryRow
from tests.bench.board import Measured, timed

__all__ = ["commands"]
TIMES = 15
A_BATCH = 200
LOOKS = {
    "newest": {},
    "last page": {"p": "400"},
    "behind first": {"order": "behind"},
    "nothing yet at a desk": {"desk": "fa", "state": "none"},
    "behind at a desk": {"desk": "fr", "state": "behind", "order": "behind"},
    "current anywhere": {"state": "current"},
    "nothing yet somewhere": {"state": "none"},
    "drafts at a desk": {"desk": "fa", "state": "draft"},
    "given to somebody": {"desk": "fa", "state": "assigned"},
    "in review anywhere": {"state": "review"},
    "a dossier": {"dossier": "1"},
}


def fill(number: int) -> None:
    """So many stories in every language: rows of pages, editions, standings, stories, decisions.

    One edition in fifty is not begun, one in twenty a draft, one in ten behind, of which one in four a correction; one
    story in twenty stands in a dossier, one in ten waits for somebody in one language.
    """
    chance, now = Random(2009), timezone.now()
    dossier = Dossier.objects.create()
    fronts = list(FrontPage.objects.select_related("locale"))
    kind = ContentType.objects.get_for_model(EditionPage)
    paths = count(100)  # after the pages that stand there already
    for start in range(0, number, A_BATCH):
        batch = {uuid4(): now - timedelta(minutes=each) for each in range(start, min(start + A_BATCH, number))}
        wanted = [(story, front) for story in batch for front in fronts if chance.random() > 0.02]
        pages = [_page(front, kind, story, next(paths)) for story, front in wanted]
        for page in pages:
            page.live = chance.random() > 0.05
        with transaction.atomic():
            made = Page.objects.bulk_create(pages)
            _editions(made)
            _rows(made, batch, chance)
            chosen = {story for story in batch if chance.random() < 0.05}
            EditionPage.dossiers.through.objects.bulk_create(
                EditionPage.dossiers.through(editionpage_id=page.pk, dossier_id=dossier.pk)
                for page in made
                if page.translation_key in chosen
            )


def _page(front: FrontPage, kind: ContentType, story: UUID, path: int) -> Page:
    step = Page._int2str(path).rjust(4, "0")
    return Page(
        title=f"Story {story}", draft_title=f"Story {story}", slug=f"story-{path}", path=f"{front.path}{step}",
        depth=3, content_type=kind, translation_key=story, locale=front.locale,
    )  # fmt: skip


def _editions(pages: list[Page]) -> None:
    """The edition's half of each page, without what the board never reads."""
    halves = [
        EditionPage(page_ptr=page, title=page.title, locale=page.locale, translation_key=page.translation_key, body=[])
        for page in pages
    ]
    EditionPage._base_manager._insert(halves, fields=list(EditionPage._meta.local_concrete_fields), using="default")


def _rows(pages: list[Page], stories: dict[UUID, datetime], chance: Random) -> None:
    tags = {front.locale_id: front.tag for front in FrontPage.objects.select_related("locale")}
    standings = [_standing(page, tags[page.locale_id], chance) for page in pages if page.live]
    EditionStanding.objects.bulk_create(standings)
    worst: dict[UUID, int] = {}
    made = Counter(page.translation_key for page in pages)
    for each in standings:
        worst[each.story] = max(worst.get(each.story, 0), each.gravity)
    StoryRow.objects.bulk_create(
        StoryRow(story=story, moved=moved, languages=made[story], gravity=worst.get(story, 0), since=moved)
        for story, moved in stories.items()
    )
    waiting = [story for story in stories if chance.random() < 0.1]
    Assignment.objects.bulk_create(Assignment(story=each, language="fa", person_id=1) for each in waiting)


def _standing(page: Page, tag: str, chance: Random) -> EditionStanding:
    row = EditionStanding(page_id=page.pk, story=page.translation_key, language=tag, source="en", state="current")
    if chance.random() < 0.1:
        kind = "correction" if chance.random() < 0.25 else "update"
        row.state, row.kind, row.gravity = "behind", kind, SEVERITY.index(kind) + 1
        row.parts, row.since = 2, timezone.now()
    return row


def made_from_one() -> EditionPage:
    """A published source that 24 editions are made from; made first, since the rows below fill the tree by hand."""
    front = front_of("en")
    text = "".join(f'<p data-block-key="para{number}">Paragraph {number} of the story.</p>' for number in range(20))
    source = EditionPage(title="Source", locale=front.locale, body=[("text", text)])
    front.add_child(instance=source)
    source.save_revision().publish()
    for other in FrontPage.objects.exclude(pk=front.pk).select_related("locale"):
        if EditionPage.objects.filter(translation_key=source.translation_key).count() <= 24:
            translate(source, other.tag).get_latest_revision().publish()
    return source


def keeping(source: EditionPage) -> list[float]:
    """Milliseconds of keeping the rows of a source and of all that is made from it."""
    with transaction.atomic():  # a publication commits once, whatever it keeps
        return timed(lambda: board_rows.keep(source.translation_key, "en"), TIMES)


def look(client: Client, url: str, asked: dict[str, str]) -> None:
    """One page of the board, as a browser asks for it."""
    answer = client.get(url, asked)
    if b"board-filters" not in answer.content:
        raise ValueError(f"the board answered {answer.status_code} and no screen to {asked}")


def main() -> None:
    """Fill, look, publish; say it as JSON."""
    source = made_from_one()
    fill(int(sys.argv[1]))
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    chief = get_user_model()._default_manager.get(username="chief")
    Account.objects.filter(user=chief).update(must_change_password=False)
    client.force_login(chief, backend=settings.AUTHENTICATION_BACKENDS[-1])
    url = reverse("newsroom_board")
    looks = {}
    for name, asked in LOOKS.items():
        looks[name] = timed(lambda asked=asked: look(client, url, asked), TIMES)  # type: ignore[misc]
    found = Measured(StoryRow.objects.count(), EditionStanding.objects.count(), looks, keeping(source))
    sys.stdout.write(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    main()
