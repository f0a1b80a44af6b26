"""Dates of events at the precision known, their order, and the language that tells an event to whom it was not told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from dateline.edition.codec import decode, encode
from dateline.edition.timeline import LONGEST_TEXT, LONGEST_TITLE, Event, EventDate, EventText
from dateline.edition.values import Dossier, DossierName
from tests.builders import a_dossier, an_event, uid


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "over"),
    [
        ("1997", "year", date(1997, 1, 1), date(1997, 12, 31), datetime(1998, 1, 1, tzinfo=UTC)),
        ("2008-02", "month", date(2008, 2, 1), date(2008, 2, 29), datetime(2008, 3, 1, tzinfo=UTC)),
        ("1997-05-27", "day", date(1997, 5, 27), date(1997, 5, 27), datetime(1997, 5, 28, tzinfo=UTC)),
        (
            "2008-08-08T14:30:00Z",
            "instant",
            date(2008, 8, 8),
            date(2008, 8, 8),
            datetime(2008, 8, 8, 14, 30, tzinfo=UTC),
        ),
        ("9999", "year", date(9999, 1, 1), date(9999, 12, 31), datetime(9999, 12, 31, tzinfo=UTC)),
    ],
)
def test_a_date_keeps_its_precision_and_says_when_it_is_over(
    text: str, precision: str, first: date, last: date, over: datetime
) -> None:
    found, about = EventDate(text), EventDate(f"{text}~")
    assert (found.precision, found.first, found.last, found.over) == (precision, first, last, over)
    assert (str(found), found.about) == (text, False)
    assert (str(about), about.text, about.about, about.precision) == (f"{text}~", text, True, precision)


def test_an_instant_of_any_zone_is_kept_in_universal_time() -> None:
    assert str(EventDate("2008-08-08t23:30+04:00~")) == "2008-08-08T19:30:00Z~"


@pytest.mark.parametrize(
    "text",
    ["", "~", "97", "0000", "1997-13", "1997-5", "1997-02-30", "1997~~", "May 1997", "1997-05-27T08:22", "x"],
)
def test_what_is_no_date_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="is no date of an event: write 1997, 1997-05, 1997-05-27"):
        EventDate(text)


def test_a_year_stands_before_its_months_and_a_month_before_its_days() -> None:
    ordered = ["1996-12-31", "1997", "1997~", "1997-05", "1997-05-27", "1997-05-27T08:00:00Z", "1997-06", "1998"]
    assert [str(each) for each in sorted(map(EventDate, reversed(ordered)))] == ordered
    assert EventDate("1997") != "1997"


def test_an_event_is_one_small_entry_and_comes_back_whole() -> None:
    event = an_event("act", "1997-05~", stories=(uid("told"),), people=(uid("anna"),))
    bare = encode(an_event(texts={"en": EventText("Signed")}))
    assert decode(encode(event)) == event
    assert b'"date":"1997-05~"' in encode(event)
    assert b"stories" not in bare
    assert b'"texts":{"en":{"title":"Signed"}}' in bare


@pytest.mark.parametrize("date", [b"1997", b'"once"'])
def test_bytes_with_another_date_are_no_event(date: bytes) -> None:
    payload = encode(an_event()).replace(b'"1997-05-27"', date)
    with pytest.raises(msgspec.ValidationError, match="date of an event"):
        decode(payload)


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        (" ", "", "says in a few words"),
        ("x" * (LONGEST_TITLE + 1), "", "is told in"),
        ("x", "y" * (LONGEST_TEXT + 1), "is told in"),
        ("x\ny", "", "title holds"),
    ],
)
def test_a_text_is_short_and_says_something(title: str, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        EventText(title, text)


@pytest.mark.parametrize(
    ("told", "tag", "wanted"),
    [
        (("en", "fa"), "fa", "fa"),
        (("en", "sr-Cyrl", "ar"), "sr-Latn", "sr-Cyrl"),
        (("en", "pt"), "pt-BR", "pt"),
        (("ar", "en", "fr"), "fa", "en"),
        (("fr", "ar"), "fa", "ar"),
        (("ru",), "fa", ""),
        ((), "fa", ""),
    ],
)
def test_who_was_not_told_hears_it_in_the_nearest_language_on_line(
    told: tuple[str, ...], tag: str, wanted: str
) -> None:
    event: Event = an_event(texts={each: EventText(each) for each in told})
    online = frozenset({"en", "fa", "ar", "fr", "pt", "pt-BR", "sr-Cyrl", "sr-Latn"})
    assert event.language_for(tag, online) == wanted


def test_a_dossier_without_lead_order_and_own_pictures_is_the_bytes_it_always_was() -> None:
    assert encode(a_dossier(languages=("en",))) == (
        b'{"type":"dossier","id":"%s","names":{"en":{"name":"nato en","slug":"nato","summary":""}},"picture":null}'
        % str(uid("nato")).encode()
    )
    named = DossierName("Nato", "nato", picture=uid("map"))
    told = Dossier(id=uid("nato"), names={"en": named}, lead=uid("story"), order="oldest")
    assert decode(encode(told)) == told
