"""What all languages share: saving publishes, deleting records the removal, pictures wait for a text that uses them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from dateline.edition import values
from dateline.edition.house import Face
from dateline.edition.picture import Picture as PictureValue
from dateline.newsroom import record
from dateline.newsroom.check import differences
from dateline.newsroom.models import HouseSettings, Person, PersonName, Picture, Redirect, Section, SectionName
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.renditions import make
from tests.rooms.newsroom.house import again, draft, published

WORLD = {"fr": "Monde", "en": "World", "fa": "جهان"}
# What the form of the house holds beside name and address, as it stands there.
TOLD = {
    "retraction_hours": 1,
    "correction_hours": 4,
    "clarification_hours": 24,
    "old_after": 365,
    "changes_at": "foot",
}

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def section(name: str = "World") -> Section:
    made = Section(order=1)
    made.names = [SectionName(language="en", name=name, slug=name.lower())]
    made.save()
    return made


def jpeg(width: int = 1000, height: int = 500, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(out, "JPEG", **options)
    return out.getvalue()


def picture(content: bytes | None = None, **fields: Any) -> Picture:
    file = ContentFile(content or jpeg(), name="map.jpg")
    made = Picture(title="Map", file=file, credit="AFP", captions={"en": "A map"}, **fields)
    made.save()
    return made


def test_saving_a_section_publishes_it_and_renaming_it_again() -> None:
    made = section()
    made.names = [SectionName(language="en", name="Europe", slug="europe")]
    made.save()
    found = record.newest(made.key)
    assert isinstance(found, values.Section)
    assert found.names["en"] == values.SectionName("Europe", "europe")
    assert differences() == []


def test_a_section_is_called_as_the_person_who_reads_the_newsroom_calls_it() -> None:
    section = Section()
    section.names = [SectionName(language=tag, name=name, slug=f"s-{tag}") for tag, name in WORLD.items()]
    section.save()
    for code, name in (("fa", WORLD["fa"]), ("km-x-fa", WORLD["fa"]), ("km", WORLD["en"]), ("en", WORLD["en"])):
        with override(code):
            assert str(section) == name


def test_saving_without_a_change_records_nothing() -> None:
    made = section()
    with record.cursor() as cursor:
        cursor.execute("SELECT seq FROM record_head")
        before = cursor.fetchone()
        made.save()
        cursor.execute("SELECT seq FROM record_head")
        assert cursor.fetchone() == before


def test_deleting_a_shared_thing_records_its_removal() -> None:
    person = Person()
    person.names = [PersonName(language="en", name="A. Writer")]
    person.save()
    key = person.key
    person.delete()
    assert record.newest(key) == values.Removed(key)


def test_a_section_that_holds_editions_is_not_deleted() -> None:
    made = section()
    draft(section=made)
    with pytest.raises(ProtectedError):
        made.delete()
    assert isinstance(record.newest(made.key), values.Section)


def test_the_admin_says_in_words_that_a_section_is_in_use(admin_client: Client) -> None:
    made = section()
    draft(section=made)
    answer = admin_client.post(reverse("wagtailsnippets_newsroom_section:delete", args=[made.pk]), follow=True)
    assert "is used by 1 edition" in answer.content.decode()
    assert Section.objects.filter(pk=made.pk).exists()


def test_a_section_made_in_the_admin_is_recorded_with_its_names(admin_client: Client) -> None:
    data = {
        "order": "3", "names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "0", "names-MIN_NUM_FORMS": "1",
        "names-MAX_NUM_FORMS": "1000", "names-0-language": "fr", "names-0-name": "Monde", "names-0-slug": "monde",
        "names-0-ORDER": "1", "names-0-DELETE": "", "names-0-id": "",
    }  # fmt: skip
    admin_client.post(reverse("wagtailsnippets_newsroom_section:add"), data)
    made = Section.objects.get(order=3)
    found = record.newest(made.key)
    assert isinstance(found, values.Section)
    assert found.names["fr"].slug == "monde"


def test_a_picture_that_no_published_text_uses_is_in_no_record() -> None:
    made = picture()
    draft(lead_picture=made)
    assert record.newest(made.key) is None


def test_publishing_a_text_takes_its_pictures_along_and_later_changes_follow() -> None:
    made = picture()
    published(lead_picture=made)
    found = record.newest(made.key)
    assert isinstance(found, PictureValue)
    assert (found.credit, found.width, found.texts["en"].caption) == ("AFP", 1000, "A map")
    made.credit = "Reuters"
    made.save()
    changed = record.newest(made.key)
    assert isinstance(changed, PictureValue)
    assert changed.credit == "Reuters"
    assert differences() == []


def test_a_file_that_arrives_later_reaches_readers() -> None:
    made = Picture.awaited("Map")
    page = published(lead_picture=made)
    assert made.value().renditions == ()
    made = Picture.objects.get(pk=made.pk)
    made.file = ContentFile(jpeg(), name="arrived.jpg")
    made.save()
    found = record.newest(made.key)
    assert isinstance(found, PictureValue)
    assert len(found.renditions) > 0
    assert not Picture.objects.get(pk=made.pk).awaiting
    assert again(page, "typo").version == 2


def test_renditions_are_never_larger_than_the_original_and_stand_under_one_digest() -> None:
    made = picture(jpeg(1000, 500))
    widths = sorted({each["width"] for each in made.sizes})
    assert widths == [160, 320, 500, 640, 750, 889, 960, 1000]
    for each in made.sizes:
        with Image.open(Path(settings.DATELINE_BLOBS) / each["file"]) as opened:
            assert opened.size == (each["width"], each["height"])
    assert {each["width"] for each in made.sizes if not each.get("crop")} == {320, 640, 960, 1000}
    assert len({each["file"].partition("-")[0] for each in made.sizes}) == 1


def test_renditions_stand_upright_and_carry_no_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a source we protect"
    made = make(jpeg(800, 400, exif=exif), tmp_path)
    assert (made.width, made.height) == (400, 800)
    for each in made.renditions:
        content = (tmp_path / each.file).read_bytes()
        assert b"a source we protect" not in content
        with Image.open(io.BytesIO(content)) as opened:
            assert not opened.getexif()


def test_a_transparent_picture_keeps_its_transparency_where_the_format_can(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (400, 200), (255, 0, 0, 0)).save(out, "PNG")
    made = make(out.getvalue(), tmp_path)
    modes = {}
    for each in made.renditions:
        with Image.open(tmp_path / each.file) as opened:
            modes[each.media_type] = opened.mode
    assert modes == {"image/avif": "RGBA", "image/webp": "RGBA", "image/jpeg": "RGB"}


def test_the_house_publishes_its_name_and_cannot_be_deleted() -> None:
    house = HouseSettings.objects.get()
    house.name = "The Bureau"
    house.save()
    assert record.newest("site") == values.Site(name="The Bureau", base_url=house.base_url)
    with pytest.raises(Refusal):
        house.delete()


def test_a_redirect_made_by_hand_is_recorded_and_removed_with_its_row() -> None:
    made = Redirect(path="/en/old", target="/en/new")
    made.full_clean()
    made.save()
    assert record.newest("redirect/en/old") == values.Redirect(path="/en/old", target="/en/new")
    made.delete()
    assert record.newest("redirect/en/old") == values.Removed("redirect/en/old")


WRONG_REDIRECTS = [
    ("path", "/en/old?x=1"),
    ("path", "/en/old#part"),
    ("path", "//other.example/old"),
    ("target", "//other.example/new"),
    ("target", "https://other.example/new"),
]


@pytest.mark.parametrize(("field", "address"), WRONG_REDIRECTS)
def test_the_form_says_in_its_field_what_is_wrong_with_a_redirect(
    admin_client: Client, field: str, address: str
) -> None:
    url = reverse(f"wagtailsnippets_{Redirect._meta.app_label}_redirect:add")
    sent = {"path": "/en/old", "target": "/en/new", field: address}
    answer = admin_client.post(url, sent)
    assert list(answer.context["form"].errors) == [field]
    assert "address of this site" in answer.context["form"].errors[field][0]
    assert not Redirect.objects.exists()
    with pytest.raises(Refusal, match="address of this site"):
        Redirect(**sent).save()


@pytest.mark.parametrize("address", ["ftp://news.example", "https://news.example/en", "https://a:b@news.example"])
def test_the_form_says_what_is_wrong_with_the_houses_address(admin_client: Client, address: str) -> None:
    house = HouseSettings.objects.get()
    url = reverse(f"wagtailsnippets_{house._meta.app_label}_housesettings:edit", args=[house.pk])
    answer = admin_client.post(url, {"name": "The Bureau", "base_url": address})
    assert "scheme and host alone" in answer.context["form"].errors["base_url"][0]
    assert HouseSettings.objects.get().base_url == house.base_url


def test_the_houses_address_may_be_written_with_its_last_slash(admin_client: Client) -> None:
    house = HouseSettings.objects.get()
    url = reverse(f"wagtailsnippets_{house._meta.app_label}_housesettings:edit", args=[house.pk])
    admin_client.post(url, {"name": "The Bureau", "base_url": "https://news.example/", **TOLD})
    assert record.newest("site") == values.Site(name="The Bureau", base_url="https://news.example")


def test_what_readers_are_told_of_a_story_is_set_in_the_form_and_published(admin_client: Client) -> None:
    house = HouseSettings.objects.get()
    url = reverse(f"wagtailsnippets_{house._meta.app_label}_housesettings:edit", args=[house.pk])
    sent = {"name": "The Bureau", "base_url": house.base_url, **TOLD, "old_after": 30, "changes_at": "top"}
    admin_client.post(url, sent)
    published = record.newest("site")
    assert isinstance(published, values.Site)
    assert published.face == Face(old_after=30, changes_at="top")
    refused = admin_client.post(url, {**sent, "old_after": 36_501})
    assert list(refused.context["form"].errors) == ["old_after"]
