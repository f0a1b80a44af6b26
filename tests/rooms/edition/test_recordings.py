"""Sound and film in a body: what their markup promises to readers without eyes, ears, scripts or a good line."""

from __future__ import annotations

import msgspec
import pytest

from dateline.edition.blocks import Audio, Video
from dateline.edition.inline import text
from dateline.edition.media import Media, MediaFile, clock, iso_duration
from dateline.edition.picture import Rendition
from dateline.languages.language import language
from tests.builders import a_picture, uid
from tests.rooms.edition.test_blocks import ID, Stage

FILE = MediaFile("1a" * 16 + ".mp4", "video/mp4", 2_430_000)
FILM = Media(
    id=uid("film"), sort="video", file=FILE, seconds=185, width=1280, height=720, spoken="en", poster=uid("poster"),
    titles={"en": 'Reset "button"'}, captions={"fa": "0f" * 16 + ".vtt", "en": "2b" * 16 + ".vtt"},
    credit="AFP", rights="© AFP",
)  # fmt: skip
POSTER = a_picture(renditions=(Rendition("0123456789abcdef-640.jpg", 640, 360, "image/jpeg"),))


def shown(block: Audio | Video, tag: str = "en", media: Media | None = FILM) -> str:
    return block.html(Stage(POSTER, media, language(tag)))


def test_a_film_loads_nothing_before_it_is_started_and_keeps_its_place() -> None:
    html = shown(Video(ID, uid("film")))
    assert '<figure class="video"><p class="title">Reset "button"</p>' in html
    assert (
        f'<video controls preload="none" src="/media/{FILE.name}" aria-label="Reset &quot;button&quot;"'
        f' width="1280" height="720" poster="{POSTER.shown[0].path}">'
    ) in html
    assert "autoplay" not in html


def test_captions_name_their_language_and_are_shown_unasked_to_those_who_hear_another() -> None:
    block = Video(ID, uid("film"))
    track = f'<track kind="captions" src="/media/{"0f" * 16}.vtt" srclang="fa" label="فارسی"'
    assert f"{track}>" in shown(block)
    assert "default" not in shown(block)
    assert f"{track} default>" in shown(block, "fa")


def test_length_and_download_are_written_in_the_editions_own_digits() -> None:
    english, persian = shown(Video(ID, uid("film"))), shown(Video(ID, uid("film")), "fa")
    assert '<time class="length" datetime="PT3M5S">3:05</time>' in english
    assert f'<a class="download" href="/media/{FILE.name}" type="video/mp4" download>Download (2.4 MB)</a>' in english
    assert "۳:۰۵" in persian
    assert "۲٫۴" in persian


def test_credit_and_rights_stand_below() -> None:
    html = shown(Video(ID, uid("film")))
    assert '<span class="credit">Video: <bdi>AFP</bdi></span> <bdi class="rights">© AFP</bdi>' in html


def test_the_transcript_is_folded_below_and_can_be_searched() -> None:
    block = Audio(ID, uid("film"), transcript=(text("We want <that>."), text("Yes.")))
    assert (
        '<details class="transcript"><summary>Transcript</summary><p>We want &lt;that&gt;.</p><p>Yes.</p></details>'
        in shown(block)
    )
    assert block.plain() == "We want <that>.\nYes."


def test_the_sound_of_a_film_is_played_without_a_picture() -> None:
    html = shown(Audio(ID, uid("film")))
    assert html.startswith('<figure class="audio">')
    assert "poster" not in html
    assert "width" not in html


def test_a_player_without_a_title_is_called_what_it_is() -> None:
    plain = msgspec.structs.replace(FILM, titles={}, seconds=0, credit="", rights="", poster=None)
    html = shown(Video(ID, uid("film")), "fr", plain)
    assert 'aria-label="Vidéo"' in html
    assert "<time" not in html
    assert 'class="title"' not in html


def test_a_recording_that_is_not_published_shows_nothing() -> None:
    assert shown(Video(ID, uid("film"), transcript=(text("x"),)), media=None) == ""


def test_a_card_loads_nothing_from_the_provider() -> None:
    html = shown(Video(ID, url="https://v.example/1", provider="YouTube", thumbnail=uid("poster")))
    assert "<iframe" not in html
    assert f'src="{POSTER.shown[0].path}"' in html
    assert html.count("https://v.example") == 1


@pytest.mark.parametrize("kind", [Audio, Video])
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "one of the two, and not both"),
        ({"media": uid("film"), "url": "https://v.example", "provider": "V"}, "one of the two, and not both"),
        ({"url": "javascript:alert(1)", "provider": "V"}, "give an http or https address"),
        ({"url": "https://v.example"}, "name the provider"),
    ],
)
def test_neither_file_nor_address_or_both_is_refused_with_words(
    kind: type[Audio | Video], fields: dict[str, str], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        msgspec.convert({"id": str(ID), "kind": kind.__name__.lower(), **msgspec.to_builtins(fields)}, kind)


@pytest.mark.parametrize(
    ("seconds", "shown_as", "iso"),
    [(0, "0:00", "PT0S"), (5, "0:05", "PT5S"), (60, "1:00", "PT1M"), (3725, "1:02:05", "PT1H2M5S")],
)
def test_lengths_are_written_as_players_and_iso_8601_write_them(seconds: int, shown_as: str, iso: str) -> None:
    assert (clock(seconds), iso_duration(seconds)) == (shown_as, iso)
