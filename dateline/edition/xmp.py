"""What a published picture's file says of itself: an XMP packet (ISO 16684-1) in the IPTC Photo Metadata Standard."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.edition.picture import Picture

DEFAULT = "x-default"
MOST = 60_000  # bytes; a JPEG's segment holds 65,502
OPENING = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
)
CLOSING = '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'


def packet(picture: Picture, *, all_texts: bool) -> bytes:
    """Credit, byline, source, rights, captions and alternative texts; empty where there is none of it.

    ``all_texts`` writes every language that fits, else only that of ``x-default``.
    """
    told = [_simple("photoshop:Credit", picture.credit), _simple("photoshop:Source", picture.source)]
    told.append(_listed("dc:creator", "Seq", [("", picture.byline)]))
    told.append(_listed("dc:rights", "Alt", [(DEFAULT, picture.rights)]))
    captions, alts = _texts(picture, all_texts=all_texts)
    told.append(_listed("dc:description", "Alt", captions))
    told.append(_listed("Iptc4xmpCore:AltTextAccessibility", "Alt", alts))
    written = "".join(told)
    return f"{OPENING}{written}{CLOSING}".encode() if written else b""


def _texts(picture: Picture, *, all_texts: bool) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Captions and alternative texts by tag, ``x-default`` first: English, or the first of the languages."""
    tags = sorted(tag for tag, said in picture.texts.items() if said.caption or said.alt)
    if not tags:
        return [], []
    default = "en" if "en" in tags else tags[0]
    captions, alts = [(DEFAULT, picture.texts[default].caption)], [(DEFAULT, picture.texts[default].alt)]
    left = MOST
    for tag in tags if all_texts else ():
        said = picture.texts[tag]
        left -= len(_item(tag, said.caption).encode()) + len(_item(tag, said.alt).encode())
        if left > 0:
            captions.append((tag, said.caption))
            alts.append((tag, said.alt))
    return captions, alts


def _simple(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _listed(name: str, sort: str, texts: list[tuple[str, str]]) -> str:
    items = "".join(_item(tag, text) for tag, text in texts if text)
    return f"<{name}><rdf:{sort}>{items}</rdf:{sort}></{name}>" if items else ""


def _item(tag: str, text: str) -> str:
    language = f' xml:lang="{tag}"' if tag else ""
    return f"<rdf:li{language}>{escape(text)}</rdf:li>"
