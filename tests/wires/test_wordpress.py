"""WordPress exports: what posts become, what is left out and said, and files that do harm are refused with words."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator

import pytest

from dateline.edition.blocks import Embed, Heading, List, Paragraph, PictureBlock, PullQuote, Quote, Table
from dateline.wires import wordpress
from dateline.wires.draft import Draft, Refused
from dateline.wires.finding import Finding
from dateline.wires.formats import Asked, of_name
from dateline.wires.limited import Reader
from tests.wires.shared import shared
from tests.wires.wordpress_site import PICTURE, category, export, post

REAL = "testdata/imports/wordpress/themeunittestdata.wordpress.xml"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


def parse(*items: str, language: str = "") -> list[Draft | Refused]:
    return list(wordpress.parse(io.BytesIO(export(*items)), language=language))


def drafted(*items: str) -> Draft:
    made = parse(*items)[0]
    assert isinstance(made, Draft)
    return made


def read(reader: Reader, data: bytes) -> list[Finding | Refused]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return list(reader.read(file, "wordpress", Asked(name="site.xml")))


def reason(reader: Reader, data: bytes) -> str:
    [found] = read(reader, data)
    assert isinstance(found, Refused)
    return found.reason


def said(draft: Draft) -> str:
    return "\n".join(draft.warnings)


def test_the_real_export_comes_through_whole_and_accounts_for_what_is_no_story(reader: Reader) -> None:
    with shared(REAL).open("rb") as file:
        found = list(reader.read(file, "wordpress", Asked(name=REAL)))
    drafts = [each.draft for each in found if isinstance(each, Finding)]
    assert len(drafts) == 79
    assert len({each.source_id for each in drafts}) == 79
    assert {each.source_id: each.reason.split()[0] for each in found if isinstance(each, Refused)} == {
        "comment": "33", "nav_menu_item": "70", "attachment": "2",
    }  # fmt: skip
    assert {type(block) for each in drafts for block in each.blocks} == {
        Embed, Heading, List, Paragraph, PictureBlock, PullQuote, Quote, Table,
    }  # fmt: skip
    gallery = next(each for each in drafts if each.headline == "Post Format: Gallery")
    assert len(gallery.pictures) == 23
    assert all(each.alt or each.caption for each in gallery.pictures[:3])
    greek = next(each for each in drafts if each.headline.startswith("Επίπεδο 2"))
    assert greek.addresses == ("/greek/επίπεδο-2/",)


def test_the_head_of_a_post_is_told_from_its_fields() -> None:
    made = drafted(post(more=category("Harbours") + category("Sea") + category("ice", "post_tag")))
    assert (made.headline, made.kicker, made.bylines) == ("Ferries 1 & more", "Harbours", ("Mira Sand",))
    assert (made.summary, str(made.first_published)) == ("What happened.", "2019-05-02T08:00:00Z")
    assert (made.sections, made.keywords) == (("Harbours", "Sea"), ("ice",))
    assert made.addresses == ("/2019/05/02/ferries-1/",)
    assert "tags there were: ice" in said(made)
    assert "several categories" in said(made)


def test_without_universal_time_only_the_day_is_known() -> None:
    made = drafted(post(wp__post_date_gmt="0000-00-00 00:00:00"))
    assert str(made.first_published) == "2019-05-02"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"wp__status": "private"}, "private there"),
        ({"wp__status": "draft"}, "never published"),
        ({"wp__status": "future"}, "scheduled there"),
        ({"wp__post_password": "sesame"}, "behind a password"),
    ],
)
def test_what_readers_could_not_read_is_a_draft_that_says_so(fields: dict[str, str], words: str) -> None:
    made = drafted(post(1, "<p>Words.</p>", more="", **fields))
    assert words in said(made)
    assert "sesame" not in repr(made)


def test_what_was_in_the_bin_is_refused_with_words() -> None:
    [refused] = parse(post(wp__status="trash"))
    assert isinstance(refused, Refused)
    assert "in the bin" in refused.reason


def test_an_address_of_a_draft_is_no_redirect() -> None:
    assert drafted(post(wp__status="draft")).addresses == ()
    assert drafted(post(link="https://old.example/?p=1")).addresses == ()
    assert drafted(post(link="https://old.example/")).addresses == ()


def test_a_post_without_a_title_takes_its_first_words_and_says_so() -> None:
    made = drafted(post(1, "<p>The ferry left.</p>", title=""))
    assert made.headline == "The ferry left."
    assert "no title" in said(made)


def test_classic_text_has_paragraphs_and_lines_where_wordpress_shows_them() -> None:
    made = drafted(post(1, "One\nand a half.\n\nTwo.\n<h2>Three</h2>\nFour."))
    assert [each.plain() for each in made.blocks] == ["One\nand a half.", "Two.", "Three", "Four."]


def test_an_image_of_any_size_is_the_picture_of_the_library() -> None:
    body = (
        '[caption id="attachment_7" width="300"]<a href="x"><img class="wp-image-7" '
        'src="https://old.example/wp-content/uploads/2019/05/harbour-300x200.png"/></a> Ferries wait[/caption]'
    )
    made = drafted(post(1, f"Before.\n\n{body}\n\nAfter."), PICTURE)
    [picture] = made.pictures
    assert picture.href.endswith("/2019/05/harbour.png")
    assert (picture.caption, picture.alt) == ("Ferries wait", "Two ferries")
    assert [type(each) for each in made.blocks] == [Paragraph, Paragraph]


def test_a_picture_of_the_library_is_one_picture_in_all_stories() -> None:
    body = '<img src="https://old.example/wp-content/uploads/2019/05/harbour.png"/>'
    one, two = parse(post(1, body), post(2, body), PICTURE)
    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert one.pictures[0].id == two.pictures[0].id


def test_the_featured_picture_leads_and_a_gallery_shows_what_was_uploaded_to_its_post() -> None:
    meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>"
    led = drafted(post(2, '<p>A.</p><img src="https://old.example/b.png"/>', more=meta), PICTURE)
    assert [each.href.rpartition("/")[2] for each in led.pictures] == ["harbour.png", "b.png"]
    assert [type(each) for each in led.blocks] == [Paragraph, PictureBlock]
    assert [each.caption for each in drafted(post(1, "[gallery]"), PICTURE).pictures] == ["The harbour at dawn"]


def test_shortcodes_are_taken_out_and_named_and_brackets_of_people_stay() -> None:
    made = drafted(post(1, 'He said [sic] so. [poll id="3"] [box]Inside.[/box] [contact-form-7 id="1" title="x"]'))
    assert made.blocks[0].plain() == "He said [sic] so. Inside."
    assert "[box], [poll], [contact-form-7]" in said(made)


def test_blocks_that_the_site_filled_are_named() -> None:
    made = drafted(
        post(1, '<!-- wp:paragraph -->\n<p>A.</p>\n<!-- /wp:paragraph -->\n<!-- wp:latest-posts {"a":1} /-->')
    )
    assert [each.plain() for each in made.blocks] == ["A."]
    assert "latest-posts" in said(made)


def test_embeds_sound_and_film_become_cards() -> None:
    body = (
        '<figure class="wp-block-embed"><div>\nhttps://youtu.be/abc\n</div><figcaption>A film</figcaption></figure>'
        '<figure class="wp-block-audio"><audio controls src="https://old.example/a.mp3"></audio></figure>'
        "[video src='https://old.example/b.mp4']"
    )
    made = drafted(post(1, body))
    cards = [each for each in made.blocks if isinstance(each, Embed)]
    assert [each.url for each in cards] == [
        "https://youtu.be/abc", "https://old.example/a.mp3", "https://old.example/b.mp4",
    ]  # fmt: skip
    assert (cards[0].provider, cards[0].title) == ("YouTube", "A film")


def test_lists_within_lists_keep_every_item_in_its_place() -> None:
    made = drafted(post(1, "<ul><li>One<ol><li>Two</li><li>Three</li></ol></li><li>Four</li></ul>"))
    [block] = made.blocks
    assert isinstance(block, List)
    assert block.plain().splitlines() == ["One", "Two", "Three", "Four"]
    assert "within lists" in said(made)


def test_scripts_and_addresses_that_run_something_are_no_part_of_a_story() -> None:
    made = drafted(post(1, '<p onclick="x()"><a href="javascript:x()">A</a> <script>alert(1)</script>b.</p>'))
    assert [each.plain() for each in made.blocks] == ["A b."]
    assert "javascript" not in repr(made)


def test_the_language_is_the_items_own_or_the_channels_or_as_asked() -> None:
    own = parse(post(1, more=category("Français", "language", "fr")), post(2))
    assert [each.language for each in own if isinstance(each, Draft)] == ["fr", "en"]
    asked = parse(post(1), language="es")[0]
    assert isinstance(asked, Draft)
    assert asked.language == "es"
    [unknown] = wordpress.parse(io.BytesIO(export(post(1), language="tlh")))
    assert isinstance(unknown, Refused)
    assert "tlh" in unknown.reason


def test_the_same_export_gives_the_same_drafts() -> None:
    items = (post(1, "[gallery]\n\nText.", more=category("Sea")), PICTURE)
    assert parse(*items) == parse(*items)


def test_control_characters_that_xml_refuses_do_not_stop_an_export() -> None:
    [made] = wordpress.parse(io.BytesIO(export(post(1, "Wo\x0brds\x02."))))
    assert isinstance(made, Draft)
    assert made.blocks[0].plain() == "Words."


def test_entities_are_refused_and_nothing_they_name_is_read(reader: Reader) -> None:
    entity = b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;">]>'
    head, rest = export(post(1, "x")).split(b"<rss", 1)
    assert "entities" in reason(reader, head + entity + b"<rss" + rest.replace(b">x<", b">&b;<"))


def test_what_is_cut_short_or_no_export_is_refused_before_any_draft(reader: Reader) -> None:
    whole = export(post(1), post(2))
    assert "cut short" in reason(reader, whole[: len(whole) // 2 + 300])
    feed = b'<rss version="2.0"><channel><title>A</title><item><title>B</title></item></channel></rss>'
    for none in (feed, b"<html><body>A page</body></html>", b"PK\x03\x04\x00\x00", b""):
        assert "no WordPress export" in reason(reader, none)
    assert "cut short" in reason(reader, export().replace(b"</channel></rss>", b"<a>" * 5000))


def test_an_export_is_known_by_its_name() -> None:
    assert of_name("harbour.wordpress.2019-05-02.xml") == "wordpress"
