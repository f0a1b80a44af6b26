"""Originals of pictures: under the digest of their bytes, the same bytes once, gone with the last row of theirs."""

from __future__ import annotations

import importlib
import io
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from dateline.newsroom.models import Picture
from dateline.newsroom.originals import name_of

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
BLOBS = Path(settings.DATELINE_BLOBS)


def drawn(colour: str, form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 200), colour).save(out, form)
    return out.getvalue()


def upload(content: bytes, name: str = "map.jpg") -> Picture:
    made = Picture(title="Map", file=ContentFile(content, name=name))
    made.save()
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(("form", "ending"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp"), ("GIF", ".gif")])
def test_an_original_stands_under_its_digest_and_is_what_its_bytes_are(form: str, ending: str) -> None:
    content = drawn("#123456", form)
    made = upload(content, "قمة ../../NATO.jpeg")
    assert made.file.name == f"{sha256(content).hexdigest()}{ending}"
    assert made.digest == sha256(content).hexdigest()
    assert (BLOBS / made.file.name).read_bytes() == content
    assert not (Path(settings.MEDIA_ROOT) / "original_images").exists()


def test_the_same_bytes_stand_once_whatever_they_were_called() -> None:
    content = drawn("#abcdef")
    first, second = upload(content, "one.jpg"), upload(content, "two.jpeg")
    assert first.file.name == second.file.name
    assert len(list(BLOBS.glob(f"{first.digest}*"))) == 1


def test_the_bytes_go_with_the_last_picture_that_names_them(django_capture_on_commit_callbacks: Any) -> None:
    content = drawn("#fedcba")
    first, second = upload(content), upload(content)
    path = BLOBS / first.file.name
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
    assert path.read_bytes() == content
    with django_capture_on_commit_callbacks(execute=True):
        second.delete()
    assert not path.exists()


def test_replacing_a_file_leaves_the_old_bytes_to_the_picture_that_still_shows_them(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    old, new = drawn("#111111"), drawn("#222222")
    ours, other = upload(old), upload(old)
    for picture, stands in ((ours, True), (other, False)):
        url = reverse("newsroom_replace_picture", args=[picture.pk])
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(url, {"file": SimpleUploadedFile("new.jpg", new, "image/jpeg")})
        picture.refresh_from_db()
        assert picture.digest == sha256(new).hexdigest()
        assert (BLOBS / f"{sha256(old).hexdigest()}.jpg").exists() is stands


def test_the_newsroom_shows_an_original_to_those_who_may_enter_and_to_nobody_else(
    admin_client: Client, client: Client
) -> None:
    made = upload(drawn("#345678"))
    answer: Any = admin_client.get(made.file.url)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content) == drawn("#345678")
    assert client.get(made.file.url).status_code == 302


def test_bytes_that_are_no_picture_have_a_name_all_the_same() -> None:
    assert name_of(b"no picture") == sha256(b"no picture").hexdigest()


def test_originals_of_an_older_house_move_to_their_digests(django_capture_on_commit_callbacks: Any) -> None:
    content, made = drawn("#987654"), upload(drawn("#456789"))
    old = Path(settings.MEDIA_ROOT) / "original_images" / "map.jpg"
    old.parent.mkdir(parents=True)
    old.write_bytes(content)
    Picture.objects.filter(pk=made.pk).update(file="original_images/map.jpg")
    migration = importlib.import_module("dateline.newsroom.migrations.0004_originals_by_digest")
    with django_capture_on_commit_callbacks(execute=True):
        migration.move(apps, SimpleNamespace(connection=connection))
    made.refresh_from_db()
    assert made.file.name == f"{sha256(content).hexdigest()}.jpg"
    assert (BLOBS / made.file.name).read_bytes() == content
    assert not old.exists()
    old.parent.rmdir()
