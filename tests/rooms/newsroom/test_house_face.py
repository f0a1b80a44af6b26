"""Settings: the house's face, where a language differs, and each language's navigation."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from dateline.edition.house import Accent, Link, LinkGroup, Navigation, SiteFace
from dateline.edition.picture import Picture as PictureValue
from dateline.edition.values import Front, Removed, Site
from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.put_page import put_page
from dateline.newsroom.check import differences
from dateline.newsroom.models import FrontPage, HouseFace, HouseSettings, Picture, Section, SectionName
from dateline.newsroom.models import Navigation as NavigationRow
from tests.builders import a_page, uid
from tests.rooms.newsroom.house import PASSWORD, person

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def house() -> HouseSettings:
    """The one row."""
    found: HouseSettings = HouseSettings.objects.get(pk=1)
    return found


def drawn(title: str = "logo") -> Picture:
    """A logo with a transparent ground."""
    out = io.BytesIO()
    Image.new("RGBA", (640, 120), (0, 0, 0, 0)).save(out, "PNG")
    picture = Picture(title=title, file=SimpleUploadedFile(f"{title}.png", out.getvalue()))
    picture.save()
    return picture


def world(*tags: str) -> Section:
    """A section with a name in these languages."""
    made = Section(uuid=uid("world"), names=[SectionName(language=tag, name="World", slug="world") for tag in tags])
    made.save()
    return made


def navigation(tag: str, *links: dict[str, Any]) -> NavigationRow:
    """A saved navigation with a header of these links."""
    row = NavigationRow(language=tag, header=NavigationRow._meta.get_field("header").to_python(list(links)))
    row.save()
    return row


def test_a_logo_enters_the_record_when_the_house_shows_it() -> None:
    logo = drawn()
    assert not logo.is_public
    row = house()
    row.logo = logo
    row.save()
    site = record.newest("site")
    assert isinstance(site, Site)
    assert site.face is not None
    assert site.face.logo == logo.uuid
    assert isinstance(record.newest(logo.key), PictureValue)
    assert differences() == []


def test_an_svg_is_refused_as_a_picture(admin_client: Client) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    data = {"title": "logo", "file": SimpleUploadedFile("logo.svg", svg, "image/svg+xml"), "sort": "photo"}
    answer = admin_client.post(reverse("wagtailimages:add"), data)
    assert answer.status_code == 200
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("field", "colour", "words"),
    [
        ("accent_light", "#ffcc00", "darker"),
        ("accent_dark", "#222222", "lighter"),
        ("accent_light", "red", "is no colour"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_in_words(field: str, colour: str, words: str) -> None:
    row = house()
    setattr(row, field, colour)
    with pytest.raises(ValidationError, match=words):
        row.clean()


def test_an_account_without_an_address_is_refused_with_an_example() -> None:
    row = house()
    row.accounts = "Mastodon"
    with pytest.raises(ValidationError, match=r"social\.example"):
        row.clean()


def test_fronts_that_bear_the_houses_name_follow_it_and_others_keep_theirs() -> None:
    french = front_of("fr").get_latest_revision_as_object()
    french.title = "Le Bureau"
    french.save_revision().publish()
    row = house()
    row.name = "The Bureau"
    row.save()
    english, other = record.newest("front/en"), record.newest("front/fr")
    assert isinstance(english, Front)
    assert isinstance(other, Front)
    assert (english.name, other.name) == ("The Bureau", "Le Bureau")
    assert not FrontPage.objects.get(locale__language_code="en").has_unpublished_changes
    assert differences() == []


def test_a_languages_face_is_recorded_and_removed_with_its_row() -> None:
    row = HouseFace(language="fa", accent_light="#004400")
    row.save()
    found = record.newest("site/fa")
    assert isinstance(found, SiteFace)
    assert found.face.accent == Accent(light="#004400")
    row.delete()
    assert record.newest("site/fa") == Removed("site/fa")
    assert differences() == []


def test_a_navigation_says_goals_by_their_ids_in_all_languages() -> None:
    section = world("en", "fa")
    page = put_page(a_page("about"))
    row = NavigationRow(language="fa")
    way = {"type": "page", "value": {"page": page.pk, "label": ""}}
    row.header = NavigationRow._meta.get_field("header").to_python(
        [{"type": "section", "value": {"section": section.pk, "label": "دنیا"}}]
    )
    row.footer = NavigationRow._meta.get_field("footer").to_python(
        [{"type": "group", "value": {"title": "ما", "links": [way]}}]
    )
    row.save()
    assert record.newest("navigation/fa") == Navigation(
        language="fa",
        header=(Link(section=uid("world"), label="دنیا"),),
        footer=(LinkGroup((Link(page=uid("about")),), "ما"),),
    )
    assert differences() == []


def test_the_editor_is_told_which_links_readers_do_not_see(admin_client: Client) -> None:
    section, page = world("en"), put_page(a_page("about"))
    ways = [
        {"type": "section", "value": {"section": section.pk, "label": ""}},
        {"type": "page", "value": {"page": page.pk, "label": ""}},
    ]
    row = navigation("fa", *ways)
    assert len(row.left_out()) == 2
    url = reverse("wagtailsnippets_newsroom_navigation:edit", args=[row.pk])
    data = {"language": "fa", "header-count": "0", "footer-count": "0"}
    sent = {f"header-{place}-{name}": value for place, each in enumerate(ways) for name, value in parts(each).items()}
    answer = admin_client.post(url, {**data, "header-count": "2", **sent})
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert "“World” has no name in Persian" in said
    assert "“about en” is not published in Persian" in said


def parts(way: dict[str, Any]) -> dict[str, Any]:
    """A link as the form sends it."""
    value = {f"value-{name}": found for name, found in way["value"].items()}
    return {"deleted": "", "order": "0", "type": way["type"], "id": "", **value}


def test_without_its_navigation_a_language_has_the_default_again() -> None:
    row = navigation("en", {"type": "address", "value": {"address": "https://example.org/", "label": "Shop"}})
    assert isinstance(record.newest("navigation/en"), Navigation)
    row.delete()
    assert record.newest("navigation/en") == Removed("navigation/en")


def test_an_address_that_leads_nowhere_is_refused_in_words() -> None:
    row = NavigationRow(language="en")
    way = {"type": "address", "value": {"address": "javascript:alert(1)", "label": "x"}}
    row.header = NavigationRow._meta.get_field("header").to_python([way])
    with pytest.raises(ValidationError, match="write it whole"):
        row.clean()


def test_a_desk_chief_arranges_the_own_navigation_and_no_settings(client: Client) -> None:
    own, other = navigation("fr"), navigation("fa")
    assert client.login(username=person("desk chief", "fr").username, password=PASSWORD)
    edit = "wagtailsnippets_newsroom_navigation:edit"
    screen = client.get(reverse(edit, args=[own.pk]))
    assert screen.status_code == 200
    assert 'value="fa"' not in screen.content.decode()
    before = record.newest("navigation/fa")
    client.post(reverse(edit, args=[other.pk]), {"language": "fa", "header-count": "0", "footer-count": "0"})
    assert record.newest("navigation/fa") == before
    assert client.get(reverse("wagtailsnippets_newsroom_housesettings:edit", args=[1])).status_code == 302
