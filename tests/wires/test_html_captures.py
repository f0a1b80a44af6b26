"""Captured HTML: metadata, figures and blocks of a new page, and an old page of tables and line breaks."""

from __future__ import annotations

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import to_html
from dateline.wires import capture
from dateline.wires.draft import Draft

MODERN = """<!doctype html>
<html lang="fr"><head><title>Le phare d'Ouessant rallumé - Le Quotidien</title>
<link rel="canonical" href="https://quotidien.example/phare">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "Phare",
 "datePublished": "2009-03-06", "dateModified": "2009-03-06T10:22:00+02:00", "author": [{"name": "Yann Le Goff"}]}]}</script>
<script>document.write("<p>never</p>")</script></head>
<body><nav><a href="/">Accueil</a> <a href="/mer">Mer</a></nav>
<article><p class="story__kicker">Bretagne</p><h1>Le phare d’Ouessant est rallumé après&nbsp;onze mois de travaux</h1>
<p class="chapo">La lanterne a tourné jeudi soir, devant la moitié de l’île.</p>
<p class="stamp">Publié le 6 mars 2009</p>
<figure><img src="https://quotidien.example/a.jpg" alt="Le phare, de nuit" width="1200" height="800">
<figcaption>Le phare du Créac’h, jeudi soir. (Photo : AFP)</figcaption></figure>
<p>La lanterne a été hissée <b>pièce par pièce</b> par une grue venue de <a href="https://example.org/brest">Brest</a>,
 et les gardiens l’ont remontée en six semaines. <a href="javascript:alert(1)">Voir</a></p>
<h2>Une lentille de 1863</h2>
<p>La lentille d’origine a été nettoyée à la main, prisme après prisme, puis remise en place au début du mois.</p>
<blockquote><p>« Elle porte plus loin qu’avant. »</p></blockquote>
<ul><li>Portée : 32 milles</li><li>Hauteur : <em>54 mètres</em></li></ul>
<table><tr><th>Année</th><th>Pannes</th></tr><tr><td>2007</td><td>4</td></tr><tr><td>2008</td><td>9</td></tr></table>
<figure><img src="https://quotidien.example/b.jpg" alt="La grue"><figcaption>La grue sur le quai <span class="credit">Anne Kervella</span></figcaption></figure>
<p>Le prochain chantier concerne la corne de brume, muette depuis trois hivers, et que les pêcheurs réclament.</p>
<p>Partager</p></article>
<footer>© 2009 Le Quotidien</footer></body></html>"""
OLD = """<HTML><HEAD><TITLE>Radio - Wells</TITLE><META http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></HEAD>
<BODY><table><tr><td><a href="/">Rechercher</a></td><td>/ languages</td><td><select><option>Choisir langue</select></td></tr></table>
<table><tr><td><span class="r">Niger/Water</span><br><span class="t">Villages north of Zinder dig sixty new wells before the dry season</span><br>
Article published on the&nbsp; 2009-03-06&nbsp; Latest update&nbsp; 2009-03-06 08:22&nbsp; TU
<table><tr><td><img src="i.jpg"><br>A well near Zinder, 5 March 2009<br>(Photo: AFP)</td></tr></table>
The digging began on Monday with borrowed tools, and the first water came up on
Thursday at a depth of thirty-one metres.<br><br>"We had stopped hoping," said the head of the village caf\xe9, who lent his van.<br><br>
Another forty wells are planned, if the money that was promised in the capital arrives before April.</td></tr></table></BODY></HTML>"""


def modern() -> Draft:
    return capture.parse(MODERN.encode(), language="fr")


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
    draft = capture.parse(OLD.encode("latin-1"), language="en")
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
    draft = capture.parse(MODERN.encode(), language="en")
    assert "“fr”, not in en" in draft.warnings[0]
    assert not any("not in fr" in warning for warning in modern().warnings)


def test_the_same_page_gives_the_same_ids_again() -> None:
    assert modern() == modern()
    ids = [block.id for block in modern().blocks] + [picture.id for picture in modern().pictures]
    assert len(set(ids)) == len(ids)
