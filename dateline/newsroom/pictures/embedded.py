"""What a picture's file says about itself: XMP first, then IPTC IIM, then EXIF, field by field of our own."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from PIL import Image

from dateline.edition.moment import Moment
from dateline.languages.language import languages
from dateline.newsroom.pictures import iim
from dateline.newsroom.pictures.xmp import DEFAULT, Packet

UNSTATED = "und"
IIM_RESOURCE = 0x0404
EXIF_IFD, DATE_TAKEN, OFFSET_TAKEN = 0x8769, 0x9003, 0x9011
EXIF_TEXTS = {"captions": (0x010E, "ImageDescription"), "byline": (0x013B, "Artist"), "rights": (0x8298, "Copyright")}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
IIM_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")
IIM_TIME = re.compile(r"(\d\d)(\d\d)(\d\d)([+-]\d\d)(\d\d)")
PLACE = ("Sublocation", "City", "ProvinceState", "CountryName")


class Said(msgspec.Struct, kw_only=True):
    """``fields`` by the name of ours: a text, a list of keywords, or texts by language tag.

    ``und`` stands for a language the file does not state; ``origins`` names the place in the file each came from.
    """

    fields: dict[str, Any] = {}
    origins: dict[str, str] = {}
    warnings: list[str] = []

    def add(self, name: str, value: Any, origin: str) -> None:
        """Take a value where it says something and nothing better was found before."""
        if value and name not in self.fields:
            self.fields[name], self.origins[name] = value, origin


def read(original: bytes) -> Said:
    """All that the bytes of a picture say; a block that cannot be read is skipped with a warning.

    Raises OSError where they are no picture at all.
    """
    with Image.open(io.BytesIO(original)) as opened:
        info: dict[Any, Any] = dict(opened.info)
        exif = opened.getexif()
        said = Said()
        for block, reader in _blocks(info, exif):
            try:
                reader(said)
            except (ValueError, KeyError, TypeError, OSError, SyntaxError, OverflowError) as error:
                said.warnings.append(f"the {block} block cannot be read ({str(error)[:120]})")
    return said


def _blocks(info: dict[Any, Any], exif: Image.Exif) -> Iterator[tuple[str, Callable[[Said], None]]]:
    packet = info.get("xmp") or info.get("XML:com.adobe.xmp")
    if packet:
        raw = packet if isinstance(packet, bytes) else str(packet).encode()
        yield "XMP", lambda said: _xmp(said, Packet(raw))
    resources = info.get("photoshop")
    if isinstance(resources, dict) and isinstance(resources.get(IIM_RESOURCE), bytes):
        yield "IPTC", lambda said: _iim(said, resources[IIM_RESOURCE])
    yield "EXIF", lambda said: _exif(said, exif)


def _xmp(said: Said, packet: Packet) -> None:
    for name in ("photoshop:Headline", "dc:title"):
        said.add("title", _first(packet.alternatives(name)), f"XMP {_label(name)}")
    for field, name in (
        ("captions", "dc:description"),
        ("alts", "Iptc4xmpCore:AltTextAccessibility"),
        ("descriptions", "Iptc4xmpCore:ExtDescrAccessibility"),
    ):
        said.add(field, _by_language(packet.alternatives(name)), f"XMP {_label(name)}")
    for field, name in (("rights", "dc:rights"), ("usage_terms", "xmpRights:UsageTerms")):
        said.add(field, _first(packet.alternatives(name)), f"XMP {_label(name)}")
    for field, name in (("credit", "photoshop:Credit"), ("source", "photoshop:Source")):
        said.add(field, _one_line(" ".join(packet.texts(name))), f"XMP {_label(name)}")
    said.add("byline", _listed(packet.texts("dc:creator")), "XMP Creator")
    said.add("tags", _keywords(packet.texts("dc:subject")), "XMP Keywords")
    said.add("taken", _moment("".join(packet.texts("photoshop:DateCreated")[:1])), "XMP Date Created")
    shown = packet.members("Iptc4xmpExt:LocationShown")[:1]
    said.add("place", _listed([each.get(name, "") for each in shown for name in PLACE]), "XMP Location Shown")
    core = ("Iptc4xmpCore:Location", "photoshop:City", "photoshop:State", "photoshop:Country")
    said.add("place", _listed([text for name in core for text in packet.texts(name)[:1]]), "XMP Location")


def _iim(said: Said, block: bytes) -> None:
    sets, warnings = iim.parse(block)
    said.warnings += warnings

    def texts(number: int) -> list[str]:
        return sets.get((2, number), [])

    for field, number, label in (
        ("title", 105, "Headline"),
        ("title", 5, "Title"),
        ("credit", 110, "Credit Line"),
        ("source", 115, "Source"),
        ("rights", 116, "Copyright Notice"),
    ):
        said.add(field, _one_line(" ".join(texts(number)[:1])), f"IPTC {label}")
    caption = _clean("".join(texts(120)[:1]))
    said.add("captions", {UNSTATED: caption} if caption else {}, "IPTC Caption")
    said.add("byline", _listed(texts(80)), "IPTC By-line")
    said.add("tags", _keywords(texts(25)), "IPTC Keywords")
    said.add("place", _listed([text for number in (92, 90, 95, 101) for text in texts(number)[:1]]), "IPTC Location")
    said.add("taken", _iim_moment("".join(texts(55)[:1]), "".join(texts(60)[:1])), "IPTC Date Created")


def _exif(said: Said, exif: Image.Exif) -> None:
    for field, (tag, label) in EXIF_TEXTS.items():
        text = _one_line(_exif_text(exif.get(tag)))
        said.add(field, {UNSTATED: text} if field == "captions" and text else text, f"EXIF {label}")
    more = exif.get_ifd(EXIF_IFD)
    day, _, time = _exif_text(more.get(DATE_TAKEN)).partition(" ")
    offset = _exif_text(more.get(OFFSET_TAKEN)).strip()
    said.add("taken", _moment(f"{day.replace(':', '-')}T{time.strip()}{offset}"), "EXIF DateTimeOriginal")


def _exif_text(value: Any) -> str:
    """EXIF is ASCII by its standard and UTF-8 by custom; Pillow hands it on as Latin-1."""
    text = value if isinstance(value, str) else ""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _by_language(alternatives: dict[str, str]) -> dict[str, str]:
    """Texts by our tags, the language of ``x-default`` found where the same text stands under a tag as well."""
    found: dict[str, str] = {}
    for tag, text in alternatives.items():
        if tag != DEFAULT and (ours := _tag(tag)):
            found.setdefault(ours, _clean(text))
    default = _clean(alternatives.get(DEFAULT, ""))
    if default and default not in found.values():
        found[UNSTATED] = default
    return found


def _tag(written: str) -> str:
    """Our tag for a language tag as written in a file: the same, or the nearest shorter one; empty for none."""
    parts = written.replace("_", "-").split("-")
    ours = {tag.lower(): tag for tag in languages()}
    for length in range(len(parts), 0, -1):
        if tag := ours.get("-".join(parts[:length]).lower()):
            return tag
    return {"zh": "zh-Hans", "sr": "sr-Cyrl"}.get(parts[0].lower(), "") if parts else ""


def _first(alternatives: dict[str, str]) -> str:
    return _one_line(alternatives.get(DEFAULT) or next(iter(alternatives.values()), ""))


def _listed(texts: list[str]) -> str:
    return ", ".join(dict.fromkeys(line for text in texts if (line := _one_line(text))))


def _keywords(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(line[:100] for text in texts if (line := _one_line(text))))


def _clean(text: str) -> str:
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def _moment(written: str) -> str:
    """A day or an instant of ours. A time without a zone says no instant, so its day alone is kept."""
    for text in (written, written[:10]):
        try:
            return str(Moment.parse(text))
        except ValueError:
            continue
    return ""


def _iim_moment(day: str, time: str) -> str:
    date, clock = IIM_DATE.fullmatch(day.strip()), IIM_TIME.fullmatch(time.strip())
    if date is None:
        return ""
    written = "-".join(date.groups())
    if clock:
        written += f"T{clock[1]}:{clock[2]}:{clock[3]}{clock[4]}:{clock[5]}"
    return _moment(written)


def _label(name: str) -> str:
    return LABELS[name]


LABELS = {
    "photoshop:Headline": "Headline",
    "dc:title": "Title",
    "dc:description": "Description",
    "dc:rights": "Copyright Notice",
    "xmpRights:UsageTerms": "Rights Usage Terms",
    "photoshop:Credit": "Credit Line",
    "photoshop:Source": "Source",
    "Iptc4xmpCore:AltTextAccessibility": "Alt Text (Accessibility)",
    "Iptc4xmpCore:ExtDescrAccessibility": "Extended Description (Accessibility)",
}
