"""Links to a preview for outsiders: one revision, a day at most, known to nobody else, gone when taken back."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.languages.language import language
from dateline.newsroom import preview
from dateline.newsroom.actions.preview_links import LONGEST, give_link
from dateline.newsroom.actions.trash import throw_away
from dateline.newsroom.models import AuditEntry, EditionPage, Picture, PreviewLink
from dateline.newsroom.refusal import Refusal
from dateline.press.run import Press
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.server import parts
from tests.rooms.newsroom.house import draft, person, published
from tests.rooms.newsroom.media.files import wav
from tests.rooms.newsroom.media.test_media import audio, media
from tests.rooms.newsroom.pictures.photographs import kept, photograph

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
DAY = timedelta(hours=24)


@pytest.fixture
def printed(tmp_path: Path, settings: Any) -> None:
    """A press that has printed, over which previews are laid."""
    settings.DATELINE_PRESS_FILE = str(tmp_path / "press.sqlite")
    Press(tmp_path / "press.sqlite", KINDS, furniture()).close()


def given(page: EditionPage, **asked: Any) -> str:
    """The path of a new link."""
    user = person("sub-editor", page.tag, f"sub-{page.pk}-{PreviewLink.objects.count()}")
    address, _link = give_link(page, **{"whom": "Dr Okafor", "lasts": DAY, "user": user, **asked})
    return urlsplit(address).path


def opened(path: str) -> Any:
    """What somebody gets who is logged in nowhere."""
    return Client().get(path)


def status(path: str) -> int:
    """The status of that alone."""
    answer = opened(path)
    answer.close()
    return int(answer.status_code)


def files(picture: Picture) -> list[str]:
    return [each.file for each in picture.value().shown]


def test_an_outsider_reads_the_draft_as_it_stood_with_its_pictures_and_nothing_keeps_it(printed: None) -> None:
    picture, secret = kept("Map"), kept("Another", photograph(colour="red"))
    page = draft(title="Only for you", lead_picture=picture)
    path = given(page)
    newer = page.get_latest_revision_as_object()
    newer.title = "Rewritten since"
    newer.save_revision()
    answer = opened(path)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Only for you" in shown
    assert "Rewritten since" not in shown
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    (first, *_) = re.findall(rf"{re.escape(path)}/pictures/[\w.-]+", shown)
    media = opened(first)
    assert (media.status_code, media["Cache-Control"]) == (200, "no-store")
    assert media.content[:4] in {b"RIFF", b"\xff\xd8\xff\xe0"} or media.content[4:8] == b"ftyp"
    assert status(f"{path}/pictures/{files(secret)[0]}") == 404
    assert f"/newsroom/pictures/{files(picture)[0]}" not in shown


@pytest.mark.parametrize("tag", ["en", "fa", "zh-Hans"])
def test_the_page_says_in_its_language_that_it_is_not_published_until_when_and_for_whom(
    printed: None, tag: str
) -> None:
    path = given(draft(tag), whom="Dr <b>Okafor</b>")
    link, its = PreviewLink.objects.get(), language(tag)
    shown = opened(path).content.decode()
    (banner,) = re.findall(r"<aside[^>]* data-preview[^>]*>.*?</aside>", shown)
    assert its.text("preview_notice") in banner
    assert its.text("preview_until", when=its.instant(link.expires)) in banner
    assert "<bdi>Dr &lt;b&gt;Okafor&lt;/b&gt;</bdi>" in banner
    assert shown.index("<body") < shown.index("data-preview") < shown.index("<main")


def test_what_went_out_since_is_not_said_to_be_unpublished(printed: None) -> None:
    page = draft()
    path = given(page)
    page.get_latest_revision().publish()
    shown = opened(path).content.decode()
    assert "data-preview" in shown
    assert language("en").text("preview_notice") not in shown


def test_what_is_no_page_of_the_story_has_no_such_word(printed: None) -> None:
    assert "data-preview" not in opened("/newsroom/preview/wrong").content.decode()
    assert "data-preview" not in preview.as_readers_get_it(preview.value_of(draft())).content.decode()


def test_an_outsiders_player_gets_a_recording_in_parts_that_nothing_keeps(printed: None) -> None:
    spoken = media(wav(70, rate=16000))
    page: Any = draft()
    page.body = audio(spoken)
    page.save_revision()
    shown = opened(given(page)).content.decode()
    (address,) = re.findall(r"<audio[^>]* src=\"([^\"]+)\"", shown)
    whole = Path(settings.DATELINE_BLOBS, spoken.file.name).read_bytes()
    part = Client().get(address, headers={"range": "bytes=44-"})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 44-{parts.LONGEST + 43}/{len(whole)}")
    assert part.content == whole[44 : parts.LONGEST + 44]
    assert (part["Content-Type"], part["Cache-Control"]) == ("audio/wav", "no-store")
    assert "noindex" in part["X-Robots-Tag"]
    head = Client().head(address)
    assert (head["Content-Length"], head["Accept-Ranges"]) == (str(len(whole)), "bytes")
    assert b"".join(opened(address).streaming_content) == whole


def test_a_link_ends_at_its_hour_when_withdrawn_and_with_its_edition_and_maker(printed: None) -> None:
    page = draft(lead_picture=kept())
    first, second, third = given(page), given(page), given(page)
    media = f"{first}/pictures/{files(Picture.objects.get())[0]}"
    assert status(media) == 200
    with time_machine.travel(timezone.now() + DAY, tick=False):
        assert status(first) == status(media) == 404
    chief = Client()
    chief.force_login(person("desk chief", "en"))
    link = PreviewLink.objects.order_by("pk")[0]
    chief.post(reverse("newsroom_withdraw_link", args=[page.pk, link.pk]))
    assert status(first) == status(media) == 404
    maker = PreviewLink.objects.order_by("pk")[0].who
    get_user_model()._default_manager.filter(username=maker).update(is_active=False)
    assert status(second) == 404
    assert status(third) == 200
    throw_away(page)
    assert status(third) == 404
    assert [entry.details["remark"] for entry in AuditEntry.objects.filter(action="preview link withdrawn")] == [
        "Dr Okafor"
    ]


def test_a_wrong_link_and_a_dead_one_get_the_same_plain_page(printed: None) -> None:
    page = draft()
    path = given(page)
    PreviewLink.objects.all().delete()
    dead, wrong = opened(path), opened("/newsroom/preview/wrong")
    assert dead.status_code == wrong.status_code == 404
    assert dead.content == wrong.content
    assert "There is nothing here" in wrong.content.decode()
    assert wrong["Cache-Control"] == "no-store"


def test_the_token_is_long_and_stands_in_no_row_and_no_log(printed: None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    path = given(draft())
    token = path.rpartition("/")[2]
    assert len(token) * 6 >= 128
    opened(path)
    Client().post(path)
    opened(f"{path}x")
    PreviewLink.objects.update(expires=timezone.now())
    opened(path)
    assert "preview" in caplog.text
    assert token not in caplog.text
    rows = [str(row) for model in (PreviewLink, AuditEntry) for row in model.objects.values()]
    assert rows
    assert [row for row in rows if token in row] == []


def test_no_link_lasts_longer_than_a_day_or_is_for_nobody() -> None:
    user = person("sub-editor", "en")
    with pytest.raises(Refusal, match="a day at most"):
        give_link(draft(), whom="Dr Okafor", lasts=LONGEST + timedelta(seconds=1), user=user)
    with pytest.raises(Refusal, match="for whom"):
        give_link(draft(title="Another"), whom=" ", lasts=LONGEST, user=user)
    assert not PreviewLink.objects.exists()


def test_the_screen_shows_a_new_link_once_and_lists_it_by_whom_it_is_for() -> None:
    page = published()
    client = Client()
    client.force_login(person("sub-editor", "en"))
    screen = reverse("newsroom_preview_links", args=[page.pk])
    made = client.post(screen, {"whom": "Dr Okafor", "hours": "4"})
    (address,) = re.findall(r'value="([^"]+/newsroom/preview/[^"]+)"', made.content.decode())
    assert address.startswith(settings.WAGTAILADMIN_BASE_URL)
    assert "no-store" in made["Cache-Control"]
    later = client.get(screen).content.decode()
    assert "Dr Okafor" in later
    assert "/newsroom/preview/" not in later
    assert AuditEntry.objects.get(action="preview link given").label == page.title
    kept_link = PreviewLink.objects.get()
    assert kept_link.expires - kept_link.made == timedelta(hours=4)


def test_a_reporter_gives_no_link() -> None:
    client = Client()
    client.force_login(person("reporter", "en"))
    client.post(reverse("newsroom_preview_links", args=[draft().pk]), {"whom": "A friend", "hours": "4"})
    assert not PreviewLink.objects.exists()
