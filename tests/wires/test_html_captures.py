"""Captured HTML: metadata, figures and blocks of a new page, and an old page of tables and line breaks."""

from __future__ import annotations

from pathlib import Path

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import to_html
from dateline.wires import capture
from dateline.wires.draft import Draft

PAGES = Path(__file__).with_name("pages")


def modern() -> Draft:
    return capture.parse((PAGES / "new.html").read_bytes(), language="fr")


def test_a_new_page_is_read_by_its_own_metadata() -> None:
    draft = modern()
    assert draft.kicker == "Bretagne"
    assert draft.headline == "Le phare d’Ouessant est rallumé après\u00a0onze mois de travaux"
    assert draft.summary == "La lanterne a tourné jeudi soir, devant la moitié de l’île."
    assert (str(draft.first_published), str(draft.updated)) == ("2009-03-06", "2009-03-06T08:22:00Z")
    assert draft.bylines == ("Yann Le Goff",)
    assert draft.alternate_ids == {"canonical": "https://quotidien.example/phare"}


def test_its_figures_keep_caption_credit_and_alt_apart() -> None:
    assert [(each.caption, each.credit, each.alt, each.width) for each in modern().pictures] == [
        ("Le phare du Créac’h, jeudi soir.", "AFP", "Le phare, de nuit", 1200),
        ("La grue sur le quai", "Anne Kervella", "La grue", 0),
    ]


def test_its_text_becomes_blocks_without_furniture_or_scripts() -> None:
    blocks = modern().blocks
    kinds = [block.__struct_config__.tag for block in blocks]
    assert kinds == ["paragraph", "heading", "paragraph", "quote", "list", "table", "picture", "paragraph"]
    assert blocks[1].plain() == "Une lentille de 1863"
    assert blocks[4].plain() == "Portée : 32 milles\nHauteur : 54 mètres"
    assert "never" not in " ".join(block.plain() for block in blocks)


def test_emphasis_and_safe_links_survive_and_unsafe_ones_do_not() -> None:
    first = modern().blocks[0]
    assert isinstance(first, Paragraph)
    html = to_html(first.text)
    assert "<strong>pièce par pièce</strong>" in html
    assert '<a href="https://example.org/brest">Brest</a>' in html
    assert "javascript" not in html


def test_an_old_page_of_tables_and_line_breaks_is_read_as_text() -> None:
    draft = capture.parse((PAGES / "old.html").read_bytes(), language="en")
    assert draft.kicker == "Niger/Water"
    assert draft.headline == "Villages north of Zinder dig sixty new wells before the dry season"
    assert (str(draft.first_published), str(draft.updated)) == ("2009-03-06", "2009-03-06T08:22:00Z")
    assert [(each.caption, each.credit) for each in draft.pictures] == [("A well near Zinder, 5 March 2009", "AFP")]
    assert [block.plain() for block in draft.blocks] == [
        "The digging began on Monday with borrowed tools, and the first water came up on Thursday at a depth of "
        "thirty-one metres.",
        '"We had stopped hoping," said the head of the village café, who lent his van.',
        "Another forty wells are planned, if the money that was promised in the capital arrives before April.",
    ]


def test_a_page_that_names_another_language_gives_a_warning() -> None:
    draft = capture.parse((PAGES / "new.html").read_bytes(), language="en")
    assert "“fr”, not in en" in draft.warnings[0]
    assert not any("not in fr" in warning for warning in modern().warnings)


def test_the_same_page_gives_the_same_ids_again() -> None:
    assert modern() == modern()
    ids = [block.id for block in modern().blocks] + [picture.id for picture in modern().pictures]
    assert len(set(ids)) == len(ids)
