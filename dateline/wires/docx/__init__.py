"""Word documents (docx) to drafts: mammoth reads the styles, we read its HTML like any other page's."""

from __future__ import annotations

import base64
import io
from hashlib import sha256
from typing import Any, NoReturn

import mammoth
import msgspec
from lxml import html as lxml_html

from dateline.edition.blocks import PictureBlock
from dateline.edition.characters import line
from dateline.wires import markup, remarks
from dateline.wires.docx.package import Package, opened
from dateline.wires.draft import Draft, DraftPicture, Ids, Refused
from dateline.wires.guess import guess

__all__ = ["parse"]
STYLES = """
p[style-name='Title'] => h1.word-title:fresh
p[style-name='Subtitle'] => p.word-subtitle:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote.pullquote:fresh
"""
SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif")
PLACE = "https://document.invalid/"
LONGEST_HEADLINE = 200
# What mammoth says of styles tells an editor nothing: a style it does not know is running text.
OF_STYLES = ("Unrecognised paragraph style", "Unrecognised run style", "Unrecognised table style")


def parse(data: bytes, *, language: str = "") -> Draft:
    """The draft of one document; raises Refused. ``language`` is a configured tag, or empty to guess it.

    Pictures bring their bytes: ``href`` is a ``data:`` address.
    """
    package = opened(data)
    ids = Ids(f"docx:{sha256(data).hexdigest()}")
    pictures: dict[str, DraftPicture] = {}
    said: list[str] = []
    root, messages = _html(data, _keeper(pictures, said, ids))
    title, subtitle = _taken(root, "word-title"), _taken(root, "word-subtitle")
    _without_marks(root)
    if markup.flattened(root):
        said.append("Lists within lists were set one below the other, in their order.")
    body = lxml_html.tostring(root, encoding="unicode")
    found = markup.read(body, ids, known=pictures)
    headline, blocks = (title, found.blocks) if title else _opening(found)
    if not headline:
        raise Refused("there is no text in this document")
    made = Draft(
        language=language or guess(root.text_content()) or _unknown(),
        headline=headline,
        summary=subtitle,
        pictures=found.pictures,
        blocks=tuple(each for each in blocks if not _leads(each, found)),
        source_id=f"docx:{sha256(data).hexdigest()}",
    )
    said += [*_history(package), *messages]
    return msgspec.structs.replace(made, warnings=remarks.once([*said, *remarks.of(made)]))


def _html(data: bytes, keep: Any) -> tuple[lxml_html.HtmlElement, list[str]]:
    """The document as HTML, and what mammoth says of it that an editor should know."""
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=STYLES, convert_image=keep, include_embedded_style_map=False
        )
    except RecursionError:
        raise
    except Exception as error:  # mammoth answers to a damaged part with whatever comes
        raise Refused(f"the document is damaged ({error}): open it in Word and save it again") from error
    messages = [str(each.message) for each in result.messages if not str(each.message).startswith(OF_STYLES)]
    root = lxml_html.fragment_fromstring(result.value, create_parent="div")
    return root, [f"Of this document: {each}." for each in dict.fromkeys(messages)]


def _keeper(pictures: dict[str, DraftPicture], said: list[str], ids: Ids) -> Any:
    """What mammoth calls for each picture: its bytes are kept, and its place in the text is an address."""

    def keep(image: Any) -> dict[str, str]:
        with image.open() as opened_image:
            content = opened_image.read()
        address = f"{PLACE}{sha256(content).hexdigest()}"
        href = ""
        if image.content_type in SHOWN:
            href = f"data:{image.content_type};base64,{base64.b64encode(content).decode('ascii')}"
        else:
            said.append(f"A picture is of the type {image.content_type}, which no browser shows: save it as PNG.")
        alt = line(image.alt_text or "")
        pictures[address] = DraftPicture(id=ids.picture(address), href=href or address, alt=alt)
        return {"src": address}

    return mammoth.images.img_element(keep)


def _taken(root: lxml_html.HtmlElement, style: str) -> str:
    """The words that stand in a style, taken out of the body."""
    found = root.find_class(style)
    words = line(" ".join(" ".join(each.text_content().split()) for each in found))
    for each in found:
        each.drop_tree()
    return words


def _without_marks(root: lxml_html.HtmlElement) -> None:
    """Links to places in the document lead nowhere on a page: their words stay, arrows back to a note's mark go."""
    for link in list(root.iter("a")):
        if link.get("href", "#").startswith("#"):
            if (link.text or "") == "↑":
                link.drop_tree()
            else:
                link.drop_tag()


def _opening(found: markup.Found) -> tuple[str, tuple[Any, ...]]:
    """Without a title the first heading or short line is the headline, else the opening words are."""
    first = next((each for each in found.blocks if not isinstance(each, PictureBlock)), None)
    words = line(first.plain()) if first is not None else ""
    if len(words) > LONGEST_HEADLINE:
        return remarks.opening(words, LONGEST_HEADLINE), found.blocks
    return words, tuple(each for each in found.blocks if each is not first)


def _leads(block: Any, found: markup.Found) -> bool:
    return isinstance(block, PictureBlock) and block.picture == found.pictures[0].id


def _history(package: Package) -> list[str]:
    said = []
    if package.changes:
        said.append(f"Tracked changes were taken as accepted: {package.changes}. Look at them in Word if in doubt.")
    if package.comments:
        said.append(f"Comments in the document were left out: {package.comments}.")
    if package.notes:
        said.append(f"Footnotes stand as a list at the end: {package.notes}.")
    return said


def _unknown() -> NoReturn:
    raise Refused("nothing tells which language the text is in: choose it and import again")
