"""WordPress's shortcodes: captions, galleries, embeds, sound and film become HTML; others are taken out and named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from dateline.wires.wordpress.export import Attachment

CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.S)
EMBED = re.compile(r"\[embed\b[^\]]*\](.*?)\[/embed\]", re.S)
PLAYED = re.compile(r"\[(audio|video)\b([^\]]*)\](?:\s*\[/\1\])?")
GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.I)
VALUE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")
ADDRESS = re.compile(r"""https?://[^\s"'\]<>]+""")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.I)
# Only what can be nothing else is taken for a shortcode: brackets are also written by people ("[sic]").
WITH_VALUES = r"[a-z][\w-]*(?:\s+[\w-]+\s*=\s*(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\]\"']+))+\s*/?"
TECHNICAL = r"[a-z][a-z0-9]*[_-][\w-]+\s*/?|[a-z][\w-]*\s*/"
SHORTCODE = re.compile(rf"\[({WITH_VALUES}|{TECHNICAL})\]")
PAIRED = re.compile(r"\[([a-z][\w-]*)\b([^\]\[]*)\](?=.*?\[/\1\])", re.S)


def values(written: str) -> dict[str, str]:
    """The ``name=value`` pairs of a shortcode."""
    return {name: one or two or three for name, one, two, three in VALUE.findall(written)}


def replaced(content: str, post: str, attachments: Mapping[str, Attachment]) -> tuple[str, list[str]]:
    """The content with HTML in place of its shortcodes, and remarks on what was taken out.

    ``post`` is the post's id: a gallery that names no pictures shows those that were uploaded to it.
    """
    remarks: list[str] = []
    content = CAPTION.sub(lambda found: _caption(found[1], found[2]), content)
    content = EMBED.sub(lambda found: _card(found[1].strip()), content)
    content = PLAYED.sub(lambda found: _played(found[2]), content)
    content = GALLERY.sub(lambda found: _gallery(values(found[1]), post, attachments, remarks), content)
    content, names = _stripped(content)
    if names:
        named = ", ".join(f"[{each}]" for each in dict.fromkeys(names))
        remarks.append(f"Shortcodes that only the old site could fill were taken out: {named}.")
    return content, remarks


def figure(picture: Attachment) -> str:
    """A picture of the library as HTML."""
    caption = f"<figcaption>{picture.caption}</figcaption>" if picture.caption.strip() else ""
    return f'<figure><img src="{escape(picture.address)}" alt="{escape(picture.alt)}"/>{caption}</figure>'


def _caption(written: str, inner: str) -> str:
    image = IMAGE.search(inner)
    if image is None:
        return inner
    said = values(written).get("caption") or (inner[: image.start()] + inner[image.end() :]).strip()
    return f"\n\n<figure>{image[0]}<figcaption>{said}</figcaption></figure>\n\n"


def _card(address: str) -> str:
    return f'\n\n<iframe src="{escape(address)}"></iframe>\n\n' if ADDRESS.match(address) else escape(address)


def _played(written: str) -> str:
    said = values(written)
    named = (said[name] for name in ("src", "mp3", "mp4", "ogg", "m4a", "webm", "wav") if said.get(name))
    loose = ADDRESS.search(written)
    return _card(next(named, loose[0] if loose else ""))


def _gallery(said: dict[str, str], post: str, known: Mapping[str, Attachment], remarks: list[str]) -> str:
    ids = re.findall(r"\d+", said.get("ids") or said.get("include") or "")
    if not ids:
        left = set(re.findall(r"\d+", said.get("exclude", "")))
        ids = [
            key
            for key, each in known.items()
            if each.parent == post and key not in left and PICTURE.search(each.address)
        ]
    if missing := [key for key in ids if key not in known]:
        remarks.append(f"A gallery names pictures that are not in the export (number {', '.join(missing)}).")
    elif not ids:
        remarks.append("A gallery shows pictures that the export does not name: look at the old page.")
    return "\n\n" + "".join(figure(known[key]) for key in ids if key in known) + "\n\n"


def _stripped(content: str) -> tuple[str, list[str]]:
    names: list[str] = []
    paired = {found[1] for found in PAIRED.finditer(content)}

    def drop(name: str) -> str:
        names.append(name)
        return ""

    for name in sorted(paired):
        content = _without_tags(content, name, drop)
    content = SHORTCODE.sub(lambda found: drop(re.split(r"[\s/]", found[1])[0]), content)
    return content, names


def _without_tags(content: str, name: str, drop: Callable[[str], str]) -> str:
    """What stands between an opening and a closing tag is text of the story and stays."""
    content = re.sub(rf"\[/{re.escape(name)}\]", "", content)
    return re.sub(rf"\[{re.escape(name)}(?:\s[^\]]*)?\]", lambda _: drop(name), content)
