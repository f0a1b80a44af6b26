"""A WordPress site becomes drafts: nothing of it is public, and its old addresses lead here only with their stories."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from dateline.edition.values import Redirect as Moved
from dateline.newsroom import record
from dateline.newsroom.intake import Batch, Found, take_in
from dateline.newsroom.models import EditionPage, ImportBatch, ImportItem, Picture, Redirect, Section
from dateline.newsroom.models.section import SectionName
from dateline.record.follow import head
from dateline.wires import wordpress
from tests.rooms.newsroom.house import again, fresh
from tests.wires.shared import shared
from tests.wires.wordpress_site import PICTURE, category, export, post

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
REAL = "testdata/imports/wordpress/themeunittestdata.wordpress.xml"
OLD = "/2019/05/02/ferries-1/"


def found(*items: str) -> Iterator[Found]:
    return wordpress.parse(io.BytesIO(export(*items)))


def imported(*items: str, files: Path | None = None) -> Batch:
    return take_in(found(*items), source="wordpress: site.xml", files=files)


def only() -> EditionPage:
    page: EditionPage = EditionPage.objects.get()
    return page


def published(page: EditionPage) -> EditionPage:
    page.get_latest_revision().publish()
    return fresh(page)


def recorded() -> int:
    with record.cursor() as cursor:
        return head(cursor)[0]


def uploads(folder: Path) -> Path:
    month = folder / "2019" / "05"
    month.mkdir(parents=True)
    Image.new("RGB", (640, 400), "navy").save(month / "harbour.png")
    return folder


def test_the_real_export_is_drafts_and_nothing_of_it_is_recorded() -> None:
    before = recorded()
    with shared(REAL).open("rb") as file:
        batch = take_in(wordpress.parse(file), source=REAL)
    assert [each.status for each in batch.items].count("created") == 79
    assert [each.reason for each in batch.items if each.status == "refused" and each.source_id.startswith("http")] == []
    assert not EditionPage.objects.filter(live=True).exists()
    assert recorded() == before
    with shared(REAL).open("rb") as file:
        again_in = take_in(wordpress.parse(file), source=REAL)
    assert {each.status for each in again_in.items} == {"unchanged", "refused"}
    assert EditionPage.objects.count() == 79


def test_old_addresses_lead_to_the_story_once_it_is_published_and_not_before() -> None:
    imported(post(1))
    assert not Redirect.objects.exists()
    assert record.newest(f"redirect{OLD}") is None
    page = published(only())
    assert record.newest(f"redirect{OLD}") == Moved(path=OLD, target=page.reader_path)
    moved = again(page, "update", "Moved.", slug="ferries-wait")
    assert record.newest(f"redirect{OLD}") == Moved(path=OLD, target=moved.reader_path)


def test_an_address_that_leads_somewhere_already_is_left_alone() -> None:
    Redirect(path=OLD, target="/en/elsewhere").save()
    imported(post(1))
    published(only())
    assert Redirect.objects.get(path=OLD).target == "/en/elsewhere"


def test_a_translation_does_not_take_the_old_addresses_along() -> None:
    imported(post(1))
    page = published(only())
    assert page.old_addresses == [OLD]
    assert "old_addresses" in EditionPage.exclude_fields_in_copy


def test_a_category_is_the_section_of_that_name_else_the_kicker_and_a_remark() -> None:
    section = Section(order=1)
    names = (("en", "Sea"), ("fr", "Mer"))
    section.names = [SectionName(language=tag, name=name, slug=name.lower()) for tag, name in names]
    section.save()
    sea, land, mer = imported(
        post(1, more=category("sea")), post(2, more=category("Land")), post(3, more=category("Mer"))
    ).items
    pages = [EditionPage.objects.get(pk=each.page) for each in (sea, land, mer)]
    assert [each.section for each in pages] == [section, None, section]
    assert [each.kicker for each in pages] == ["", "Land", ""]
    assert any("no section “Land”" in each for each in land.warnings)


def test_a_picture_gets_its_file_from_the_folder_and_without_it_awaits_it(tmp_path: Path) -> None:
    body = '<img src="https://old.example/wp-content/uploads/2019/05/harbour.png"/>'
    imported(post(1, body), PICTURE)
    picture = Picture.objects.get()
    assert picture.awaiting
    assert picture.source == "https://old.example/wp-content/uploads/2019/05/harbour.png"
    first = imported(post(1, body), PICTURE, files=uploads(tmp_path)).items[0]
    picture = Picture.objects.get()
    assert (first.status, picture.awaiting, picture.width) == ("unchanged", False, 640)
    assert picture.sizes


def test_no_file_outside_the_folder_or_that_is_no_picture_is_taken(tmp_path: Path) -> None:
    folder = uploads(tmp_path / "uploads")
    outside = tmp_path / "x" / "secret.png"
    outside.parent.mkdir()
    Image.new("RGB", (10, 10)).save(outside)
    (folder / "x").symlink_to(outside.parent)
    (folder / "2019" / "05" / "words.png").write_bytes(b"no picture")
    paths = ("x/secret.png", "../x/secret.png", "%2e%2e/x/secret.png", "2019/05/words.png")
    body = "".join(f'<img src="https://old.example/wp-content/uploads/{each}"/>' for each in paths)
    [item] = imported(post(1, body), files=folder).items
    assert not Picture.objects.filter(awaiting=False).exists()
    assert any("words.png cannot be read" in each for each in item.warnings)


def test_a_picture_that_readers_have_is_not_changed_by_an_import(tmp_path: Path) -> None:
    imported(post(1, '<img src="https://old.example/wp-content/uploads/2019/05/harbour.png"/>'))
    published(only())
    again_in = imported(
        post(2, '<img src="https://old.example/wp-content/uploads/2019/05/harbour.png"/>'), files=uploads(tmp_path)
    )
    assert Picture.objects.get().awaiting
    assert any("published story" in each for each in again_in.items[0].warnings)


def test_a_run_that_was_cut_off_goes_on_in_its_batch_and_doubles_nothing() -> None:
    items = [post(number) for number in range(1, 6)]

    def cut_off() -> Iterator[Found]:
        yield from list(found(*items))[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(cut_off(), source="wordpress: site.xml")
    assert EditionPage.objects.count() == 3
    batch = imported(*items, post(6, wp__status="trash"))
    assert [each.status for each in batch.items] == [*["unchanged"] * 3, *["created"] * 2, "refused"]
    assert ImportBatch.objects.get().pk == batch.id
    assert ImportItem.objects.count() == 6
    assert EditionPage.objects.count() == 5
    assert imported(*items).id != batch.id
