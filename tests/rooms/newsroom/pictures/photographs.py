"""Photographs made for tests: JPEG files with EXIF, IPTC IIM and XMP as cameras and agencies write them."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dateline.newsroom.models import Picture

IPTC_REFERENCE = "testdata/photos/IPTC-PhotometadataRef-Std2017.1.jpg"
AGENCY_EXAMPLE = "testdata/photos/iptc-agency-photographer-example.jpg"
PLACE_OF_SOURCE = b"38deg53minNorth"
SERIAL, MAKER_NOTE = b"SERIAL5059083", b"MAKERNOTE-OF-CAMERA"


def photograph(size: tuple[int, int] = (640, 400), colour: str = "#336699", **options: Any) -> bytes:
    """A JPEG of one colour; options as Pillow's ``save`` takes them."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **options)
    return out.getvalue()


def with_iim(block: bytes, original: bytes | None = None) -> bytes:
    """The photograph with an APP13 segment that holds ``block`` as its IPTC resource."""
    resource = b"8BIM" + (0x0404).to_bytes(2) + b"\0\0" + len(block).to_bytes(4) + block + b"\0" * (len(block) % 2)
    return with_segment(0xED, b"Photoshop 3.0\0" + resource, original)


def with_segment(marker: int, content: bytes, original: bytes | None = None) -> bytes:
    """The photograph with one more segment at its beginning."""
    whole = original or photograph()
    return whole[:2] + bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2) + content + whole[2:]


def iim(*sets: tuple[int, int, bytes]) -> bytes:
    """Data sets as IIM writes them."""
    return b"".join(bytes([0x1C, record, number]) + len(value).to_bytes(2) + value for record, number, value in sets)


def with_xmp(properties: str, original: bytes | None = None) -> bytes:
    """The photograph with an XMP packet that holds ``properties``, which may use the standard's prefixes."""
    return with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet(properties).encode(), original)


def packet(properties: str) -> str:
    """An XMP packet."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        f"{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def alternatives(name: str, **texts: str) -> str:
    """A property with its language alternatives; ``x_default`` for x-default, ``pt_BR`` for pt-BR."""
    items = "".join(f'<rdf:li xml:lang="{tag.replace("_", "-")}">{text}</rdf:li>' for tag, text in texts.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def revealing() -> bytes:
    """A photograph that would give its source away: position, serial number, maker's note, thumbnail, comment."""
    exif = Image.Exif()
    exif[0x010E] = PLACE_OF_SOURCE.decode()
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (38.0, 53.0, 24.0), "W", (77.0, 2.0, 57.0)
    more = exif.get_ifd(0x8769)
    more[0xA431], more[0x927C] = SERIAL.decode(), MAKER_NOTE
    thumbnail = photograph((64, 40))
    exif.get_ifd(1)[0x0201] = thumbnail
    whole = photograph(exif=exif.tobytes(), comment=PLACE_OF_SOURCE)
    return with_xmp(
        f"<dc:source>{PLACE_OF_SOURCE.decode()}</dc:source>", with_iim(iim((2, 90, PLACE_OF_SOURCE)), whole)
    )


def kept(title: str = "Map", content: bytes | None = None, **fields: Any) -> Picture:
    """A saved picture."""
    file = uploaded(content or photograph(), "map.jpg")
    made = Picture(**{"title": title, "file": file, "credit": "AFP", **fields})
    made.save()
    return made


def uploaded(content: bytes, name: str = "photo.jpg") -> Any:
    """Bytes as a browser sends them."""
    return SimpleUploadedFile(name, content)
