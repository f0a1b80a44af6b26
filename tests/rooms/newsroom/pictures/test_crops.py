"""Focal point and crops: the arithmetic, and the screen on which a desk sets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dateline.edition.picture import CROPS
from dateline.edition.picture import Picture as PictureValue
from dateline.newsroom import record
from dateline.newsroom.models import Picture
from dateline.newsroom.models.audit_entry import AuditEntry
from dateline.newsroom.pictures.framing import Framing
from tests.rooms.newsroom.house import person, published
from tests.rooms.newsroom.pictures.photographs import kept, photograph, uploaded

percents = st.integers(0, 49)
framings = st.builds(
    Framing, x=st.integers(0, 100), y=st.integers(0, 100), left=percents, top=percents, right=percents, bottom=percents
)


@given(framings, st.tuples(st.integers(20, 3000), st.integers(20, 3000)), st.sampled_from(sorted(CROPS)))
def test_a_crop_lies_in_what_is_shown_is_as_large_as_fits_and_as_near_to_the_point(
    framing: Framing, whole: tuple[int, int], crop: str
) -> None:
    shown, box = framing.shown(whole), framing.cropped(whole, CROPS[crop])
    assert shown[0] <= box[0] < box[2] <= shown[2]
    assert shown[1] <= box[1] < box[3] <= shown[3]
    assert box[::2] == shown[::2] or box[1::2] == shown[1::2], "it is as wide or as high as what is shown"
    point = (whole[0] * framing.x / 100, whole[1] * framing.y / 100)
    for axis in (0, 1):
        middle = (box[axis] + box[axis + 2]) / 2
        at_edge = box[axis] == shown[axis] or box[axis + 2] == shown[axis + 2]
        assert at_edge or abs(middle - point[axis]) <= 1


@pytest.mark.parametrize("wrong", [{"x": 101}, {"left": 60, "right": 40}, {"top": -1}, {"bottom": 100}])
def test_a_framing_that_leaves_nothing_is_none(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"percentage|left"):
        Framing(**wrong)


def crop(client: Client, picture: Picture, **numbers: int) -> Any:
    told = {"x": 50, "y": 50, "left": 0, "top": 0, "right": 0, "bottom": 0, **numbers}
    return client.post(reverse("newsroom_picture_crops", args=[picture.pk]), told)


@pytest.mark.newsroom
@pytest.mark.django_db
def test_a_new_focal_point_makes_new_files_in_every_text_and_is_written_down(admin_client: Client) -> None:
    picture = kept("Wide", photograph((900, 400)))
    published(lead_picture=picture)
    before = picture.value()
    assert crop(admin_client, picture, x=80, right=10).status_code == 302
    after = record.newest(picture.key)
    assert isinstance(after, PictureValue)
    assert not {each.file for each in after.renditions} & {each.file for each in before.renditions}
    assert {round(each.width / each.height, 1) for each in after.cut("")} == {2.0}, "810 by 400 are left"
    assert after.texts == before.texts
    assert AuditEntry.objects.get(action="picture cropped").details["remark"].startswith("x 80")
    page = admin_client.get(reverse("newsroom_picture_crops", args=[picture.pk])).content.decode()
    assert 'name="x" value="80"' in page
    assert after.cut("1x1")[0].file.partition("-")[0] in page


@pytest.mark.newsroom
@pytest.mark.django_db
def test_cutting_everything_off_is_refused_with_words(admin_client: Client) -> None:
    picture = kept()
    said = crop(admin_client, picture, left=60, right=40).content.decode()
    assert "Cut off less at the left and right, or top and bottom." in said
    assert Picture.objects.get().framing == {}


@pytest.mark.newsroom
@pytest.mark.django_db
def test_whoever_may_not_change_a_picture_may_not_crop_it(client: Client) -> None:
    picture = kept()
    client.force_login(person("reporter"))
    assert crop(client, picture, x=1).status_code in {302, 403}
    assert Picture.objects.get().framing == {}


@pytest.mark.newsroom
@pytest.mark.django_db
def test_an_awaited_file_has_no_crops_yet_and_another_file_begins_anew(admin_client: Client) -> None:
    awaited = Picture.awaited("To come")
    answer = admin_client.get(reverse("newsroom_picture_crops", args=[awaited.pk]), follow=True)
    assert "The file is awaited. Add it first" in answer.content.decode()
    picture = kept()
    crop(admin_client, picture, x=1)
    row = Picture.objects.get(pk=picture.pk)
    row.file = uploaded(photograph(colour="red"), "new.jpg")
    row.save()
    assert Picture.objects.get(pk=picture.pk).framing == {}
