"""Ways to hand a story on: links that load nothing from elsewhere until they are followed, and files to carry."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from dateline.edition.values import Edition
from dateline.reader.sheet import Sheet

ENDINGS = {"epub": ".epub", "single": ".single.html"}


def share_links(sheet: Sheet, edition: Edition) -> list[dict[str, str]]:
    """Services by their own names, and a letter; each is handed headline and address, and learns nothing before."""
    address, headline = sheet.absolute(edition.path), edition.headline
    asked = {
        "WhatsApp": f"https://wa.me/?{_query(text=f'{headline} {address}')}",
        "Telegram": f"https://t.me/share/url?{_query(url=address, text=headline)}",
        sheet.language.strings.share_by_mail: f"mailto:?{_query(subject=headline, body=address)}",
    }
    return [{"name": name, "href": href} for name, href in asked.items()]


def carry_links(sheet: Sheet, page: str) -> list[dict[str, str]]:
    """The files that the story or dossier at ``page`` can be had as, to be read without a line."""
    named = {"epub": "EPUB", "single": sheet.language.strings.carry_page}
    return [{"name": name, "href": file_path(page, form)} for form, name in named.items()]


def report_link(sheet: Sheet, edition: Edition) -> str:
    """A letter to the house that says which version of which story it is about; empty where it has no address."""
    contact, address = sheet.face.contact, sheet.absolute(edition.path)
    if contact is None or not contact.email:
        return ""
    subject = f"{sheet.language.strings.report_error}: {edition.headline}"
    return f"mailto:{quote(contact.email, safe='@')}?{_query(subject=subject, body=f'{address}#v{edition.version}')}"


def file_path(page: str, form: str) -> str:
    """Where such a file stands: ``/en/dossier/nato.epub`` for ``/en/dossier/nato/``."""
    return page.removesuffix("/") + ENDINGS[form]


def _query(**values: str) -> str:
    """Percent-encoded with %20 for a space: letters show a plus sign as one (RFC 6068)."""
    return urlencode(values, quote_via=quote, safe="")
