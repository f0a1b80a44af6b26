"""The desk's screens: the edit form in the edition's language, previews that are the reader's page, files kept in."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from lxml import html
from PIL import Image
from pytest_django.fixtures import Settings

from dateline.newsroom import preview
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.models import EditionPage, Picture
from dateline.press.run import connect
from tests.rooms.newsroom.house import draft, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> None:
    """A press file without a page in it."""
    settings.DATELINE_PRESS_FILE = str(tmp_path / "press.sqlite")
    connect(tmp_path / "press.sqlite").close()


def picture() -> Picture:
    out = io.BytesIO()
    Image.new("RGB", (700, 400), "#336699").save(out, "JPEG")
    made = Picture(title="Map", file=ContentFile(out.getvalue(), name="map.jpg"), credit="AFP")
    made.save()
    return made


def view(client: Client, page: EditionPage) -> Any:
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("section", ["name"]), ("dossier", ["name", "summary"]), ("person", ["name"]), ("place", ["name"])],
)
def test_names_take_the_direction_of_what_is_written_in_them(
    admin_client: Client, kind: str, fields: list[str]
) -> None:
    page = html.fromstring(admin_client.get(reverse(f"wagtailsnippets_newsroom_{kind}:add")).content.decode())
    for name in fields:
        (field,) = page.xpath(f"//*[@name='names-0-{name}']")
        assert field.get("dir") == "auto"


def test_a_fronts_names_read_their_own_way_in_a_newsroom_of_either_direction() -> None:
    title = front_of("fa").get_admin_display_title()
    assert title.startswith("\u2068Persian\u2069 · \u2068فارسی\u2069")


def test_the_image_form_shows_a_files_name_that_fits_it() -> None:
    made = picture()
    assert made.filename == f"{made.digest[:12]}.jpg"


@pytest.mark.parametrize(("tag", "direction"), [("fa", "rtl"), ("fr", "ltr")])
def test_the_form_writes_in_the_direction_of_its_language(admin_client: Client, tag: str, direction: str) -> None:
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "editionpage", front_of(tag).pk])
    form = admin_client.get(url).context["form"]
    assert form.fields["summary"].widget.attrs["dir"] == direction
    assert form.fields["summary"].widget.attrs["lang"] == tag


def test_a_new_edition_opens_with_a_text_to_write_in(admin_client: Client) -> None:
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "editionpage", front_of("en").pk])
    form = admin_client.get(url).context["form"]
    assert [block.block_type for block in form.initial["body"]] == ["text"]


def test_the_kind_is_asked_from_the_second_publication_on(admin_client: Client) -> None:
    first = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft().pk]))
    later = admin_client.get(reverse("wagtailadmin_pages:edit", args=[published(title="Two").pk]))
    assert "publish_kind" not in first.context["form"].fields
    assert "publish_kind" in later.context["form"].fields


@pytest.mark.parametrize("tag", ["en", "fa"])
def test_a_preview_is_the_readers_page_of_the_draft(admin_client: Client, site: None, tag: str) -> None:
    answer = view(admin_client, draft(tag, "Unpublished headline", kicker="Kicker"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="{tag}"' in html
    assert "Unpublished headline" in html
    assert "First." in html


def test_a_preview_shows_pictures_from_the_newsrooms_own_store(admin_client: Client, site: None) -> None:
    made = picture()
    html = view(admin_client, draft(lead_picture=made)).content.decode()
    file = made.value().shown[0].file
    assert f"/newsroom/pictures/{file}" in html
    assert admin_client.get(f"/newsroom/pictures/{file}").status_code == 200


def test_nobody_outside_sees_a_draft_or_an_unpublished_picture(client: Client) -> None:
    made = picture()
    for url in (
        f"/newsroom/pictures/{made.sizes[0]['file']}",
        made.file.url,
        f"/newsroom/pages/{draft().pk}/view_draft/",
    ):
        answer = client.get(url)
        assert answer.status_code == 302
        assert "/newsroom/login/" in answer["Location"]


def test_a_preview_before_the_first_site_says_what_to_do(
    admin_client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DATELINE_PRESS_FILE = str(tmp_path / "none.sqlite")
    answer = view(admin_client, draft())
    assert "start the worker" in answer.content.decode()


def test_a_preview_of_what_cannot_be_published_says_why(admin_client: Client, site: None) -> None:
    other = draft(title="Other story")
    body = f'<p><a linktype="page" id="{other.pk}">there</a></p>'
    assert "Other story" in view(admin_client, draft(title="One", body=body)).content.decode()


def test_a_preview_of_a_translation_names_its_source(site: None) -> None:
    made = translate(published(), "fr")
    made.editorial_first_published = "2009-03-06"
    answer = preview.render(made.value())
    assert answer.status_code == 200
    assert answer["Content-Language"] == "fr"


@pytest.mark.parametrize(
    "name",
    ["section", "dossier", "person", "place", "organisation", "redirect", "housesettings", "houseface", "navigation"],
)
def test_every_shared_thing_has_its_screens(admin_client: Client, name: str) -> None:
    assert admin_client.get(reverse(f"wagtailsnippets_newsroom_{name}:list")).status_code == 200
    added = admin_client.get(reverse(f"wagtailsnippets_newsroom_{name}:add"))
    assert added.status_code == (302 if name == "housesettings" else 200)


def test_a_pictures_texts_are_written_a_language_a_line(admin_client: Client) -> None:
    made = picture()
    url = reverse("wagtailimages:edit", args=[made.pk])
    data = {"title": "Map", "sort": "photo", "credit": "AFP", "source": "", "rights": "", "tags": "", "alts": ""}
    admin_client.post(url, {**data, "captions": "en: A map\nfa: نقشه"})
    assert Picture.objects.get(pk=made.pk).captions == {"en": "A map", "fa": "نقشه"}
    answer = admin_client.post(url, {**data, "captions": "A map without a language"})
    assert "must start with a language" in answer.content.decode()
