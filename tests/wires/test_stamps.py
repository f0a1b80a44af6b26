"""Stamps: labels, dates, clocks and zones as pages write them, in every configured language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dateline.languages.language import languages
from dateline.wires.capture import stamp
from dateline.wires.capture.calendars import jalali
from dateline.wires.capture.words import words

INSTANT = datetime(2009, 3, 6, 8, 22, tzinfo=UTC)
LINES = [
    ("en", "Article published on the  2009-03-06  Latest update  2009-03-06 08:22  TU", "2009-03-06", "2009-03-06T08:22:00Z"),
    ("en", "Posted: March 6, 2009 3:22 am EST", "2009-03-06T08:22:00Z", ""),
    ("en", "Published 6th March 2009, updated at 10:22 CET on 7 March 2009", "2009-03-06", "2009-03-07T09:22:00Z"),
    ("en", "First published 2009-03-06T08:22:00+01:00", "2009-03-06T07:22:00Z", ""),
    ("en", "Published 6 March 2009, updated at 08:22 UTC", "2009-03-06", "2009-03-06T08:22:00Z"),
    ("en", "Updated 2009-03-06 at 10:22 UTC+2", "", "2009-03-06T08:22:00Z"),
    ("en", "Published 6 March 2009 12:05 am GMT", "2009-03-06T00:05:00Z", ""),
    ("fr", "Article publié le : 06/03/2009 Dernière mise à jour : 06/03/2009 à 08:22 TU", "2009-03-06", "2009-03-06T08:22:00Z"),
    ("fr", "Publié le 1er mars 2009 à 08h22 (heure de Paris)", "2009-03-01T07:22:00Z", ""),
    ("es", "Publicado el viernes 6 de marzo de 2009, 09:22 h CET", "2009-03-06T08:22:00Z", ""),
    ("pt", "Publicado em 06/03/2009 às 8h TU", "2009-03-06T08:00:00Z", ""),
    ("ru", "Опубликовано 06.03.2009, последнее обновление 06.03.2009 11:22 МСК", "2009-03-06", "2009-03-06T08:22:00Z"),
    ("uk", "Опубліковано 6 березня 2009 р. о 10:22 за київським часом", "2009-03-06T08:22:00Z", ""),
    ("sr-Latn", "Objavljeno 6. mart 2009. u 08:22 UTC", "2009-03-06T08:22:00Z", ""),
    ("ar", "آخر تحديث: ٠٦/٠٣/٢٠٠٩ - ٠٩:٣٠ ت.غ", "", "2009-03-06T09:30:00Z"),
    ("fa", "تاریخ انتشار: ۱۳۸۷/۱۲/۱۶ - ۱۱:۵۲ به وقت تهران", "2009-03-06T08:22:00Z", ""),
    ("hi", "अंतिम अपडेट: 6 मार्च 2009, 01:52 अपराह्न भारतीय समय", "", "2009-03-06T08:22:00Z"),
    ("zh-Hans", "发布时间：2009-03-06 下午4:22（北京时间）", "2009-03-06T08:22:00Z", ""),
    ("zh-Hant", "發表日期：2009年3月6日 更新於 2009年3月6日 08:22 世界時", "2009-03-06", "2009-03-06T08:22:00Z"),
    ("ja", "最終更新：2009年3月6日 17時22分（日本時間）", "", "2009-03-06T08:22:00Z"),
    ("ko", "입력 2009년 3월 6일 오후 5시 22분 (한국시간)", "2009-03-06T08:22:00Z", ""),
    ("vi", "Đăng ngày 6 tháng 3, 2009 - 15:22 giờ Việt Nam", "2009-03-06T08:22:00Z", ""),
    ("th", "อัปเดตล่าสุด 6 มี.ค. 2552 เวลา 15.22 น. ตามเวลาประเทศไทย", "", "2009-03-06T08:22:00Z"),
    ("km", "ចុះផ្សាយនៅថ្ងៃទី ០៦ មីនា ២០០៩", "2009-03-06", ""),
    ("ha", "An wallafa ranar 6 ga Maris, 2009", "2009-03-06", ""),
    ("sw", "Imechapishwa tarehe 6 Machi 2009, imesasishwa 6 Machi 2009 saa 08:22 GMT", "2009-03-06", "2009-03-06T08:22:00Z"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "line", "published", "updated"), LINES, ids=[line[1][:24] for line in LINES])
def test_a_stamp_is_read_as_it_is_meant(language: str, line: str, published: str, updated: str) -> None:
    found = stamp.read(line, words(language))
    assert found is not None
    assert {each.role: str(each.moment) for each in found.moments} == {
        role: value for role, value in (("published", published), ("updated", updated)) if value
    }
    assert found.rest == ""


@pytest.mark.parametrize("tag", languages())
def test_our_own_stamps_are_read_back_in_every_language(tag: str) -> None:
    language = languages()[tag]
    published = stamp.read(language.text("published", when=language.day(INSTANT.date())), words(tag))
    updated = stamp.read(language.text("updated", when=language.instant(INSTANT)), words(tag))
    assert published is not None
    assert updated is not None
    assert [(each.role, str(each.moment)) for each in published.moments] == [("published", "2009-03-06")]
    assert [(each.role, str(each.moment)) for each in updated.moments] == [("updated", "2009-03-06T08:22:00Z")]


@pytest.mark.parametrize("tag", languages())
def test_every_day_of_a_year_is_read_back_in_every_language(tag: str) -> None:
    language = languages()[tag]
    for month in range(1, 13):
        line = language.text("published", when=language.day(datetime(2008, month, 13, tzinfo=UTC).date()))
        found = stamp.read(line, words(tag))
        assert found is not None, line
        assert [str(each.moment) for each in found.moments] == [f"2008-{month:02}-13"], line


@pytest.mark.parametrize(
    "line", ["Published 2009-03-06 08:22", "Published 2009-03-06 08:22 XQT", "Published 2009-03-06 08:22 IST"]
)
def test_a_time_whose_zone_nobody_can_tell_is_not_guessed(line: str) -> None:
    found = stamp.read(line, words("en"))
    assert found is not None
    assert str(found.moments[0].moment) == "2009-03-06"
    assert "08:22" in found.moments[0].doubts[0]


def test_a_date_that_could_be_read_two_ways_is_doubted() -> None:
    doubtful, clear = stamp.read("Published 06/03/2009", words("en")), stamp.read("Published 16/03/2009", words("en"))
    assert doubtful is not None
    assert clear is not None
    assert "check that it is not the month" in doubtful.moments[0].doubts[0]
    assert clear.moments[0].doubts == ()


@pytest.mark.parametrize(
    ("day", "gregorian"),
    [
        ((1387, 12, 16), "2009-03-06"),
        ((1387, 12, 30), "2009-03-20"),
        ((1388, 1, 1), "2009-03-21"),
        ((1403, 12, 30), "2025-03-20"),
    ],
)
def test_the_persian_calendar_is_counted_as_in_iran(day: tuple[int, int, int], gregorian: str) -> None:
    assert jalali(*day).isoformat() == gregorian
