"""The house's face on a page: its logo, the colours' stylesheet, and the lines at the foot."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from dateline.edition.house import Contact, Face
from dateline.edition.picture import Picture, Rendition
from dateline.edition.values import segment
from dateline.press.reading import Reading
from dateline.reader.colours import stylesheet, stylesheet_path
from dateline.reader.rights import picture_of

LOGO_WIDTH = 960  # a logo stands at most 20rem wide: enough for three pixels to the point


def face_of(reading: Reading, tag: str) -> Face:
    """The house's face as a language shows it."""
    house, own = reading.site().face or Face(), reading.site_face(tag)
    return own.face.over(house) if own else house


def colours_path(reading: Reading, tag: str = "") -> str:
    """The address of the stylesheet with the house's colours, empty where the software's own stand."""
    own = reading.site_face(tag) if tag else None
    if own and own.face.accent:
        body, name = stylesheet(own.face), segment(tag)
    else:
        body, name = stylesheet(reading.site().face or Face()), ""
    return stylesheet_path(body, name) if body else ""


def logo(reading: Reading, face: Face, house: str) -> Markup:
    """The logo as ``<picture>``, the dark one for dark screens; its alternative text is the name of the house."""
    picture = picture_of(reading, face.logo) if face.logo else None
    drawn = drawing(picture) if picture else None
    if drawn is None:
        return Markup()
    dark = picture_of(reading, face.logo_dark) if face.logo_dark else None
    dark_drawn = drawing(dark) if dark else None
    source = ""
    if dark_drawn:
        source = f'<source media="(prefers-color-scheme: dark)" srcset="{escape(dark_drawn.path)}">'
    return Markup(  # noqa: S704 - every value is escaped here
        f'<picture>{source}<img class="logo" src="{escape(drawn.path)}" alt="{escape(house)}"'
        f' width="{drawn.width}" height="{drawn.height}"></picture>'
    )


def drawing(picture: Picture) -> Rendition | None:
    """The rendition that a masthead shows: WebP, which keeps transparency, and no larger than is seen."""
    whole = picture.cut("")
    fitting = [each for each in whole if each.media_type == "image/webp"] or list(whole)
    small = [each for each in fitting if each.width <= LOGO_WIDTH]
    return max(small, key=lambda each: each.width) if small else min(fitting, key=lambda each: each.width, default=None)


def foot(face: Face) -> dict[str, Any]:
    """Contact, accounts and licence, ready for the template."""
    contact = face.contact or Contact()
    return {
        "email": contact.email,
        "phone": contact.phone,
        "dial": quote("".join(each for each in contact.phone if each.isalnum() or each == "+"), safe="+"),
        "post": contact.post,
        "secure": contact.secure,
        "accounts": [{"name": each.service, "href": each.address} for each in face.accounts],
        "licence": {"text": face.licence.text, "link": face.licence.link} if face.licence else None,
        "reachable": bool(contact.email or contact.phone or contact.post or contact.secure),
    }
