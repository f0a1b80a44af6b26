"""Uploading: forms that fill themselves from the file, say so, let the editor win, and ask for what lacks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from dateline.newsroom.models import Picture
from dateline.newsroom.pictures.embedded import read
from dateline.newsroom.pictures.filling import fill
from tests.rooms.newsroom.house import person
from tests.rooms.newsroom.pictures.photographs import (
    IPTC_REFERENCE,
    alternatives,
    iim,
    kept,
    photograph,
    uploaded,
    with_iim,
    with_xmp,
)

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]

CREDITED = iim((2, 110, b"AFP"), (2, 105, b"Rain in Geneva"), (2, 120, b"After the rain"), (2, 25, b"rain"))


def form(content: bytes, **written: Any) -> Any:
    """A bound upload form, as the chooser and the add screen use it."""
    data = {"title": "photo", "sort": "photo", "collection": Collection.get_first_root_node().pk, **written}
    admin = get_user_model()._default_manager.filter(is_superuser=True).first()
    user = admin or get_user_model()._default_manager.create_superuser("chief", password="a long enough password")
    return get_image_form(Picture)(data, {"file": uploaded(content)}, user=user)


def add(client: Client, content: bytes, name: str = "photo.jpg", **common: str) -> dict[str, Any]:
    """One file dropped on the bulk screen; the answer as its script gets it."""
    sent = {"title": name.rpartition(".")[0], "files[]": uploaded(content, name), **common}
    answer: dict[str, Any] = json.loads(client.post(reverse("wagtailimages:add_multiple"), sent).content)
    return answer


def test_an_upload_fills_the_fields_that_were_left_empty() -> None:
    filled = form(with_iim(CREDITED))
    assert filled.is_valid(), filled.errors
    picture = filled.save()
    assert (picture.title, picture.credit, picture.captions) == ("Rain in Geneva", "AFP", {"en": "After the rain"})
    assert [tag.name for tag in picture.tags.all()] == ["rain"]


def test_the_reference_photograph_fills_every_field_of_the_form_but_texts_for_the_blind(shared: Path) -> None:
    filled = form((shared / IPTC_REFERENCE).read_bytes())
    assert filled.is_valid(), filled.errors
    picture = filled.save()
    empty = [name for name in Picture.admin_form_fields if name != "tags" and not getattr(picture, name)]
    nobody_says = {"rights_until", "sensitive", "warnings"}
    assert set(empty) - nobody_says == {
        "alts",
        "descriptions",
    }  # the standard has them since 2021, this photograph is of 2017
    assert picture.tags.count() == 3


def test_what_the_editor_wrote_wins() -> None:
    filled = form(with_iim(CREDITED), title="Geneva", credit="Reuters", captions="en: Wet\nfr: Mouillé")
    assert filled.is_valid(), filled.errors
    picture = filled.save()
    assert (picture.title, picture.credit) == ("Geneva", "Reuters")
    assert picture.captions == {"en": "Wet", "fr": "Mouillé"}


def test_languages_that_the_editor_left_out_come_from_the_file() -> None:
    file = with_xmp(alternatives("dc:description", en="Rain", fr="Pluie") + "<photoshop:Credit>AFP</photoshop:Credit>")
    filled = form(file, captions="en: Wet")
    assert filled.is_valid(), filled.errors
    assert filled.save().captions == {"en": "Wet", "fr": "Pluie"}


def test_a_picture_that_credits_nobody_asks_whom_to_credit() -> None:
    asked = form(photograph())
    assert not asked.is_valid()
    assert "as in “AFP”" in asked.errors["credit"][0]


@pytest.mark.parametrize(
    ("content", "words"), [(photograph()[:-900], "cut off or damaged"), (b"<svg/>", "Export it as PNG")]
)
def test_a_file_that_cannot_be_taken_is_refused_at_the_form(content: bytes, words: str) -> None:
    asked = form(content)
    assert not asked.is_valid()
    assert words in asked.errors["file"][0]
    assert "credit" not in asked.errors


def test_a_broken_block_never_fails_an_upload(admin_client: Client) -> None:
    broken = with_iim(iim((2, 110, b"AFP")) + b"\x1c\x02\x78\x50\x00cut off")
    filled = form(broken)
    assert filled.is_valid(), filled.errors
    page = admin_client.get(reverse("wagtailimages:edit", args=[filled.save().pk])).content.decode()
    assert "IPTC 2:120 says it is longer than the file" in page


def test_the_form_says_where_each_value_came_from_and_what_the_file_says_otherwise(admin_client: Client) -> None:
    filled = form(with_iim(CREDITED))
    assert filled.is_valid(), filled.errors
    picture = filled.save()
    picture.credit = "<Reuters>"
    picture.save()
    page = admin_client.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert "From the file: IPTC Caption." in page
    assert "The file says “AFP” (IPTC Credit Line)." in page


def test_what_a_hostile_file_says_is_text_in_the_form(admin_client: Client) -> None:
    filled = form(with_iim(iim((2, 110, b"<script>alert(1)</script>"))), credit="AFP")
    assert filled.is_valid(), filled.errors
    page = admin_client.get(reverse("wagtailimages:edit", args=[filled.save().pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_every_field_has_help_with_an_example(admin_client: Client) -> None:
    shown = admin_client.get(reverse("wagtailimages:edit", args=[kept().pk])).context["form"]
    without = [field.name for field in shown if field.name != "collection" and not field.help_text]
    assert without == []


def test_credit_and_rights_are_asked_once_for_all_files(admin_client: Client) -> None:
    common = {"credit": "AFP", "rights": "© AFP 2009", "language": "fr"}
    for name in ("one.jpg", "two.jpg"):
        content = with_iim(iim((2, 120, "Après la pluie".encode())), photograph(colour="red" if name < "p" else "blue"))
        assert add(admin_client, content, name, **common)["success"]
    rows = Picture.objects.values_list("title", "credit", "rights", "captions")
    assert sorted(row[0] for row in rows) == ["one", "two"]
    assert {row[1:3] for row in rows} == {("AFP", "© AFP 2009")}
    assert all(row[3] == {"fr": "Après la pluie"} for row in rows)


def test_each_file_of_many_has_its_own_error_and_the_others_go_on(admin_client: Client) -> None:
    bad = add(admin_client, photograph()[:-900], "bad.jpg", credit="AFP")
    drawing = add(admin_client, b"<svg/>", "drawing.svg", credit="AFP")
    good = add(admin_client, photograph(), "good.jpg", credit="AFP")
    assert (bad["success"], drawing["success"], good["success"]) == (False, False, True)
    assert "cut off or damaged" in bad["error_message"]
    assert "Export it as PNG" in drawing["error_message"]
    assert Picture.objects.get().title == "good"


def test_a_file_that_lacks_its_credit_is_kept_prefilled_and_asks_for_the_rest(admin_client: Client) -> None:
    said = add(admin_client, with_iim(iim((2, 120, b"After the rain"))), "rain.jpg")
    waiting = UploadedFile.objects.get()
    assert "en: After the rain" in said["form"]
    assert Picture.objects.count() == 0
    prefix = f"uploaded-image-{waiting.pk}"
    rest = {"title": "Rain", "sort": "photo", "credit": "AFP", "captions": "en: After the rain"}
    sent = {f"{prefix}-{name}": value for name, value in rest.items()} | {
        f"{prefix}-collection": str(Collection.get_first_root_node().pk)
    }
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    assert json.loads(admin_client.post(url, sent).content)["success"]
    picture = Picture.objects.get()
    assert (picture.credit, picture.captions) == ("AFP", {"en": "After the rain"})
    assert picture.sizes
    assert picture.found["origins"]["captions"] == "IPTC Caption"


def test_a_reporter_may_upload(client: Client) -> None:
    client.force_login(person("reporter"))
    assert client.get(reverse("wagtailimages:add_multiple")).status_code == 200
    assert add(client, photograph(), credit="AFP")["success"]
    assert Picture.objects.get().uploaded_by_user is not None


def test_the_upload_screen_asks_for_all_and_leads_to_the_texts_that_lack(admin_client: Client) -> None:
    page = admin_client.get(reverse("wagtailimages:add_multiple")).content.decode()
    assert 'name="credit"' in page
    assert 'name="lacks_alt"' in page


def test_an_import_fills_empty_fields_without_a_form() -> None:
    picture = Picture(title="Rain", credit="")
    filled = fill(picture, read(with_iim(CREDITED)), language="en")
    assert filled == ["captions", "credit"]
    assert (picture.title, picture.credit) == ("Rain", "AFP")
