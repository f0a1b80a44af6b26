"""Templates, assets and their digests: what makes a page old when it changes."""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from minijinja import TemplateError

from dateline.languages.language import languages
from dateline.reader.furniture import CODE, MEDIA_TYPES, ROOM, Furniture, FurnitureError, bare, furniture

TEMPLATES = sorted(path.relative_to(ROOM / "templates").as_posix() for path in (ROOM / "templates").rglob("*.html"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Our templates and assets in a folder that may be changed."""
    for name in ("templates", "assets"):
        shutil.copytree(ROOM / name, tmp_path / name)
    return tmp_path


def digests(room: Path) -> dict[str, str]:
    """The digest of every template in a room."""
    made = Furniture(room)
    return {name: made.input_digest(f"template/{name}") for name in TEMPLATES}


def test_a_template_is_digested_with_all_that_it_draws_in(copy: Path) -> None:
    before, teasers = digests(copy), copy / "templates" / "teasers.html"
    teasers.write_text(teasers.read_text(encoding="utf-8") + "<!-- changed -->", encoding="utf-8")
    after = digests(copy)
    moved = {name for name in TEMPLATES if before[name] != after[name]}
    assert furniture().drawn_in("front.html") == [
        "base.html",
        "document.html",
        "front.html",
        "slots.html",
        "teasers.html",
    ]
    assert moved == {
        "teasers.html",
        "front.html",
        "section.html",
        "slots.html",
        "dossier.html",
        "person.html",
        "day.html",
        "search.html",
        "story.html",
    }


def test_every_input_that_pages_name_has_a_digest_of_its_own() -> None:
    names = [f"template/{name}" for name in (*TEMPLATES, CODE)]
    names += [f"asset/{name}" for name in MEDIA_TYPES] + [f"language/{tag}" for tag in languages()]
    found = [furniture().input_digest(name) for name in names]
    assert all(len(digest) == 64 for digest in found)
    assert len(set(found)) == len(names)


@pytest.mark.parametrize("name", ["template/none.html", "asset/none.css", "language/xx", "nothing", "template/../x"])
def test_an_input_that_does_not_exist_has_an_empty_digest(name: str) -> None:
    assert furniture().input_digest(name) == ""


def test_an_unknown_asset_is_refused_naming_those_there_are() -> None:
    with pytest.raises(FurnitureError, match=r"site\.css"):
        furniture().asset("site.js")


def test_the_stylesheets_address_carries_the_digest_of_its_bytes() -> None:
    asset = furniture().asset("site.css")
    assert asset.path == f"/assets/site.{sha256(asset.body).hexdigest()[:12]}.css"
    assert asset.media_type.startswith("text/css")


def test_a_name_that_the_template_lacks_is_an_error_and_no_empty_place(copy: Path) -> None:
    (copy / "templates" / "lacking.html").write_text("<p>{{ nowhere }}</p>", encoding="utf-8")
    with pytest.raises(TemplateError, match="nowhere"):
        Furniture(copy).render("lacking.html", {})


def test_text_is_escaped_as_markupsafe_does_it(copy: Path) -> None:
    (copy / "templates" / "escaped.html").write_text("{{ text }}", encoding="utf-8")
    assert Furniture(copy).render("escaped.html", {"text": "a/b <'\"&>"}) == "a/b &lt;&#39;&#34;&amp;&gt;"


def test_no_template_holds_script_or_style() -> None:
    for name in TEMPLATES:
        source = furniture().source(name) or ""
        assert "style=" not in source
        # A page that is one file has its styles inside; it is saved, not shown.
        assert ("<style" in source) == (name == "carry/page.html")
        ours = source.count('<script type="application/ld+json">') + source.count('<script src="{{ offline }}" defer>')
        assert source.count("<script") == ours
        assert not re.search(r"\son\w+=", source)


def test_a_stylesheet_goes_out_without_what_only_its_authors_read() -> None:
    for name in ("site.css", "lite.css"):
        shown = furniture().asset(name).body
        assert b"/*" not in shown
        assert shown.count(b"{") == shown.count(b"}") > 10


def test_a_script_goes_out_without_what_only_its_authors_read() -> None:
    assert bare(b"/* Why:\n   so. */\n\nif (a) {\n  b(); /* why */\n}\n") == b"if (a) {\nb();\n}\n"
    for name in ("offline.js", "sw.js"):
        shown = furniture().asset(name).body
        assert b"/* " not in shown
        assert b"{version}" not in shown


FONTS = {"khmer.woff2": 18_000, "khmer-bold.woff2": 20_000, "nastaliq.woff2": 105_000}


@pytest.mark.parametrize("name", FONTS)
def test_a_font_of_ours_is_small_hashed_and_named_by_the_stylesheet_alone(name: str) -> None:
    font, sheet = furniture().asset(name), furniture().asset("site.css").body.decode()
    assert font.body.startswith(b"wOF2")
    assert len(font.body) <= FONTS[name]
    assert re.fullmatch(rf"/assets/{name.partition('.')[0]}\.[0-9a-f]{{12}}\.woff2", font.path)
    assert sheet.count(f"url({font.path})") == 1
    assert ".woff2" not in furniture().asset("lite.css").body.decode()


def test_fonts_of_ours_stand_last_in_lists_of_their_own_scripts_alone() -> None:
    sheet = furniture().asset("site.css").body.decode()
    faces = re.findall(r"@font-face{[^}]*url\([^}]*}", sheet)
    assert len(faces) == len(FONTS)
    assert all("unicode-range:" in each and "font-display:" in each for each in faces)
    used = re.findall(r'"Carried (\w+)",(?:sans-)?serif', re.sub(r"\s*,\s*", ",", sheet))
    assert sorted(used) == ["Khmer", "Khmer", "Nastaliq"]


def test_each_font_of_ours_stands_beside_its_licence() -> None:
    for name in ("khmer", "nastaliq"):
        licence = (ROOM / "assets" / f"{name}.OFL.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License, Version 1.1" in licence
