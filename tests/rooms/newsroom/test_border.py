"""The border: rich text to paragraphs with ids that stay, links to readers' addresses, words for what cannot be."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from dateline.edition import values
from dateline.edition.blocks import Block, Embed, Heading, List, Paragraph, PictureBlock, PullQuote, Quote, Table
from dateline.edition.codec import encode
from dateline.edition.inline import Run, text
from dateline.edition.values import Edition
from dateline.newsroom import record
from dateline.newsroom.body import blocks_of, stream_of
from dateline.newsroom.models import EditionPage, Picture, Section, SectionName
from dateline.newsroom.models.edition import EditionByline
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.richtext import TextBlock, join, split, written_in
from dateline.newsroom.snapshot import snapshot
from tests.builders import uid
from tests.rooms.newsroom.house import draft, fresh, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
STREAM = UUID("11111111-1111-4111-8111-111111111111")
FEATURES = ["h2", "h3", "ol", "ul", "bold", "italic", "link", "language"]


def test_a_paragraph_is_known_by_its_key() -> None:
    (paragraph,) = split('<p data-block-key="abcde">One</p>', STREAM)
    assert paragraph == Paragraph(uuid5(STREAM, "abcde"), text("One"))


def test_a_key_that_is_a_uuid_is_the_id_itself() -> None:
    (paragraph,) = split(f'<p data-block-key="{uid("one")}">One</p>', STREAM)
    assert paragraph.id == uid("one")


def test_without_a_key_the_place_makes_the_id() -> None:
    first, second = split("<p>One</p><p>Two</p>", STREAM)
    assert first.id != second.id
    assert split("<p>One</p><p>Two</p>", STREAM)[1].id == second.id


def test_headings_and_lists_come_out_as_such_and_empty_paragraphs_fall_away() -> None:
    found = split('<h2 data-block-key="a">Head</h2><p></p><ul><li data-block-key="b">x</li><li>y</li></ul>', STREAM)
    assert [type(each) for each in found] == [Heading, List]


def test_a_nested_list_is_told_in_order_without_doubling() -> None:
    (found,) = split("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", STREAM)
    assert isinstance(found, List)
    assert found.plain() == "a\nb\nc"


def test_draftail_keeps_our_keys_and_language_spans() -> None:
    markup = join([Paragraph(uid("one"), (Run("He said "), Run("oui", language="fr"), Run(" twice", bold=True)))])
    converter = ContentstateConverter(FEATURES)
    through = converter.to_database_format(converter.from_database_format(markup))
    assert split(through, STREAM) == split(markup, STREAM)


def test_what_join_writes_split_reads_back() -> None:
    link = Run("d", href="https://example.org/?a=1&b=2")
    blocks: list[TextBlock] = [
        Paragraph(uid("p"), (Run("a < b & "), Run("c", bold=True, italic=True), link)),
        Heading(uid("h"), text("Head"), 3),
        List(uid("l"), (text("x"), text("y")), True),
    ]
    assert split(join(blocks), STREAM) == blocks
    written = {each.block.id: each for each in written_in(join(blocks), STREAM)}
    assert [each.block for each in written.values()] == blocks
    assert split(join(blocks, written), uid("elsewhere")) == blocks


def test_what_was_written_stays_written_and_keeps_its_id_in_another_text_block() -> None:
    markup = '<p data-block-key="aaaaa">One <i>more</i></p><ul><li data-block-key="bbbbb">x</li></ul><p>Last</p>'
    blocks = split(markup, STREAM)
    written = {each.block.id: each for each in written_in(markup, STREAM)}
    changed = [blocks[0], blocks[1], Paragraph(blocks[2].id, text("Changed"))]
    joined = join(changed, written)
    assert "One <i>more</i>" in joined
    assert split(joined, uid("elsewhere")) == changed


def test_every_kind_of_block_survives_the_newsroom_with_its_id() -> None:
    picture = Picture.awaited("Map", uuid=uid("map"))
    blocks: list[Block] = [
        Paragraph(uid("1"), text("One.")),
        Quote(uid("2"), text("Words."), "A. Speaker", "minister"),
        PullQuote(uid("3"), text("Large.")),
        PictureBlock(uid("4"), picture.uuid, "Caption", "Alt"),
        Table(uid("5"), ((text("a"), text("b")), (text("1"), text("2"))), "Figures"),
        Embed(uid("6"), "https://example.org/v", "Video site", "Title"),
        Paragraph(uid("7"), text("Last.")),
    ]
    page = draft()
    page.body = page._meta.get_field("body").to_python(stream_of(blocks))
    page.save()
    assert list(blocks_of(fresh(page).body, page.translation_key)) == blocks


def test_a_link_to_a_published_edition_becomes_its_address() -> None:
    other = published("en", "Other story", editorial_first_published="2009-03-06")
    page = published(title="One", body=f'<p><a linktype="page" id="{other.pk}">there</a></p>')
    (paragraph,) = snapshot(page).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text[0].href == "/en/2009/03/06/other-story"


def test_a_link_to_a_draft_is_refused_with_the_drafts_name() -> None:
    other = draft("en", "Other story")
    with pytest.raises(Refusal, match="Other story"):
        published(title="One", body=f'<p><a linktype="page" id="{other.pk}">there</a></p>')


def test_an_address_that_may_harm_readers_is_refused_or_falls_away() -> None:
    page = published(title="One", body='<p><a href="javascript:alert(1)">there</a></p>')
    (paragraph,) = snapshot(page).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == (Run("there"),)


PASTED = "\ufeffNATO\x07 meets\u202e"


def test_what_no_page_can_show_falls_away_from_every_text_on_its_way_out() -> None:
    fields = dict.fromkeys(("kicker", "summary", "dateline", "lead_caption", "lead_alt"), PASTED)
    page = draft(
        title=PASTED,
        editorial_first_published="2009-03-06",
        sources=f"{PASTED}\n\x07\nAFP",
        lead_picture=Picture.awaited("Map"),
        **fields,
    )
    page.bylines = [EditionByline(name=PASTED)]
    quote = ("quote", {"text": RichText(f"<p>{PASTED}</p>"), "speaker": PASTED, "role": PASTED})
    picture = ("picture", {"picture": page.lead_picture, "caption": PASTED, "alt": PASTED})
    embed = ("embed", {"url": "https://a.example/", "provider": PASTED, "title": PASTED, "author": PASTED})
    stream: Any = [("text", f"<p>{PASTED}</p>"), quote, picture, embed]
    page.body = stream
    found = encode(snapshot(page)).decode()
    assert found.count("NATO meets") == 17
    assert snapshot(page).sources == ("NATO meets", "AFP")
    assert not set(found) & set("\ufeff\x07\u202e")
    assert "\\u0007" not in found


def test_an_edition_that_was_pasted_with_them_goes_out_and_can_be_saved_again() -> None:
    page = published(title=PASTED, summary="One line\r\nand another")
    page.save()
    edition = record.newest(page.key)
    assert isinstance(edition, Edition)
    assert (edition.headline, edition.summary) == ("NATO meets", "One line and another")


def test_names_and_picture_texts_are_cleaned_too() -> None:
    Picture.awaited("Map", credit=PASTED, captions={"en": PASTED}, alts={"en": PASTED}).publish()
    section = Section(order=1)
    section.names = [SectionName(language="en", name=PASTED, slug="nato")]
    section.save()
    assert isinstance(value := record.newest(section.key), values.Section)
    assert value.names["en"].name == "NATO meets"


SLUGS = [("قمة الناتو", r"[a-z0-9-]+"), ("北约峰会", r"[a-z0-9-]+"), ("!!!", r"[0-9a-f]{8}")]


@pytest.mark.parametrize(("headline", "slug"), SLUGS)
def test_every_headline_gets_an_ascii_slug(headline: str, slug: str) -> None:
    page = draft("en", headline)
    assert page.slug.isascii()
    assert EditionPage.objects.filter(slug__regex=f"^{slug}$", pk=page.pk).exists()


def test_a_redirect_of_googles_around_a_link_is_taken_off() -> None:
    wrapped = "https://www.google.com/url?q=https://harbour.example/?a%3D1&amp;sa=D"
    [block] = split(f'<p><a href="{wrapped}">Here</a> <a href="https://google.example/url?q=x">there</a></p>', uid("x"))
    assert isinstance(block, Paragraph)
    assert [run.href for run in block.text if run.href] == [
        "https://harbour.example/?a=1",
        "https://google.example/url?q=x",
    ]
