"""A story as schema.org ``NewsArticle``, for the script element that holds data and runs nothing."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from dateline.edition.blocks.picture import words
from dateline.edition.card import Card
from dateline.edition.house import Contact
from dateline.edition.label import Sort
from dateline.edition.values import Edition, Entity, StandingPage
from dateline.reader import played
from dateline.reader.navigation import dossier_path, person_path, section_path
from dateline.reader.people import credited, presented
from dateline.reader.sheet import Sheet
from dateline.reader.words import entity_name

ABOUT = (
    ("person", "people", "Person"),
    ("place", "places", "Place"),
    ("organisation", "organisations", "Organization"),
)
TYPES: dict[Sort, str] = {
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "sponsored": "AdvertiserContentArticle",
    "agency": "NewsArticle",
}
CORRECTIONS = {"correction", "clarification", "retraction"}


def article(sheet: Sheet, edition: Edition, siblings: tuple[Card, ...]) -> Markup:
    """The JSON-LD of an edition; ``siblings`` are the cards of all its story's editions on line."""
    address, label = sheet.absolute(edition.path), edition.label or None
    whose = {"@type": "Organization", "name": label.name} if label and label.name else None
    value = {
        "@context": "https://schema.org",
        "@type": TYPES[label.sort] if label else "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "headline": edition.headline,
        "description": edition.summary,
        "inLanguage": edition.language,
        "datePublished": str(edition.first_published),
        "dateModified": str(edition.updated or edition.first_published),
        "version": edition.version,
        "isAccessibleForFree": True,
        "license": sheet.face.licence.link if sheet.face.licence else "",
        "articleSection": sheet.section_name(edition.section),
        "image": _image(sheet, edition),
        "audio": played.objects(sheet, edition, "audio"),
        "video": played.objects(sheet, edition, "video"),
        "author": _authors(sheet, edition),
        "publisher": _publisher(sheet),
        "sponsor": whose if label and label.sort == "sponsored" else None,
        "sourceOrganization": whose if label and label.sort == "agency" else None,
        "isPartOf": _part_of(sheet, edition),
        "about": _about(sheet, edition),
        "contentLocation": {"@type": "Place", "name": edition.dateline} if edition.dateline else None,
        "correction": _corrections(edition),
        **_translations(sheet, edition, siblings),
    }
    return script_text({name: said for name, said in value.items() if said not in ("", None, [])})


def script_text(value: Any) -> Markup:
    """JSON that no character of can end the script element or open another (HTML, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - nothing that HTML reads is left in it


def _image(sheet: Sheet, edition: Edition) -> dict[str, Any] | None:
    picture = sheet.picture(edition.lead.picture) if edition.lead else None
    if edition.lead is None or picture is None or picture.warned or picture.fallback is None:
        return None
    file, said = picture.fallback, words(edition.lead, picture, edition.language)
    image: dict[str, Any] = {
        "@type": "ImageObject",
        "url": sheet.absolute(file.path),
        "width": file.width,
        "height": file.height,
        "caption": said.caption,
        "creator": {"@type": "Person", "name": picture.byline} if picture.byline else None,
        "creditText": picture.credit,
        "copyrightNotice": picture.rights,
    }
    return {name: value for name, value in image.items() if value}


def _authors(sheet: Sheet, edition: Edition) -> list[dict[str, str]]:
    named = [
        {"@type": "Person", "name": each.name} | ({"url": sheet.absolute(each.path)} if each.path else {})
        for each in credited(sheet, edition.bylines)
    ]
    return named or [_house(sheet)]


def _house(sheet: Sheet) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": sheet.front.name, "url": sheet.absolute(sheet.root)}


def _publisher(sheet: Sheet) -> dict[str, Any]:
    contact = sheet.face.contact or Contact()
    corrections = next((page for page in sheet.pages if page.kind == "corrections"), None)
    said = {
        **_house(sheet),
        "logo": _logo(sheet),
        "sameAs": [account.address for account in sheet.face.accounts],
        "email": contact.email,
        "telephone": contact.phone,
        "correctionsPolicy": sheet.absolute(corrections.path) if corrections else "",
    }
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def _logo(sheet: Sheet) -> dict[str, Any]:
    picture = sheet.picture(sheet.face.logo) if sheet.face.logo else None
    file = picture.fallback if picture else None
    if file is None:
        icon = sheet.absolute(sheet.reading.asset("apple-touch-icon.png").path)
        return {"@type": "ImageObject", "url": icon}
    return {"@type": "ImageObject", "url": sheet.absolute(file.path), "width": file.width, "height": file.height}


def standing(sheet: Sheet, page: StandingPage) -> Markup:
    """The JSON-LD of a standing page."""
    address = sheet.absolute(page.path)
    value = {
        "@context": "https://schema.org",
        "@type": {"about": "AboutPage", "contact": "ContactPage"}.get(page.kind, "WebPage"),
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.language,
        "dateModified": str(page.updated),
        "publisher": _publisher(sheet),
    }
    return script_text({name: said for name, said in value.items() if said})


def person(sheet: Sheet, entity: Entity) -> Markup:
    """The JSON-LD of the page of a person who writes for the house."""
    tag, profile = sheet.language.tag, entity.profile
    address, words = sheet.absolute(person_path(tag, entity)), presented(entity, tag)
    picture = sheet.picture(profile.picture) if profile and profile.picture else None
    file = picture.fallback if picture else None
    about = {
        "@type": "Person",
        "@id": f"{address}#person",
        "name": entity.names[tag],
        "url": address,
        "jobTitle": words.role,
        "description": "\n".join(words.biography),
        "image": sheet.absolute(file.path) if file else "",
        "email": profile.email if profile else "",
        "sameAs": [profile.site] if profile and profile.site else [],
        "worksFor": _house(sheet),
    }
    value = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "@id": address,
        "url": address,
        "inLanguage": tag,
        "mainEntity": {name: said for name, said in about.items() if said},
    }
    return script_text(value)


def _part_of(sheet: Sheet, edition: Edition) -> list[dict[str, str]]:
    tag, parts = sheet.language.tag, []
    for section in sheet.sections:
        if section.id == edition.section:
            url = sheet.absolute(section_path(tag, section))
            parts.append({"@type": "CollectionPage", "name": section.names[tag].name, "url": url})
    for dossier in map(sheet.reading.dossier, edition.dossiers):
        if dossier and tag in dossier.names:
            url = sheet.absolute(dossier_path(tag, dossier))
            parts.append({"@type": "CreativeWorkSeries", "name": dossier.names[tag].name, "url": url})
    return parts


def _about(sheet: Sheet, edition: Edition) -> list[dict[str, str]]:
    named = [
        (schema_type, entity_name(sort, each, sheet.reading, sheet.language))
        for sort, attribute, schema_type in ABOUT
        for each in getattr(edition, attribute)
    ]
    return [{"@type": schema_type, "name": name} for schema_type, name in named if name]


def _corrections(edition: Edition) -> list[dict[str, str]]:
    return [
        {"@type": "CorrectionComment", "text": change.note, "datePublished": f"{change.instant:%Y-%m-%dT%H:%M:%SZ}"}
        for change in edition.changes
        if change.kind in CORRECTIONS and change.note
    ]


def _translations(sheet: Sheet, edition: Edition, siblings: tuple[Card, ...]) -> dict[str, Any]:
    source = edition.derived_from.language if edition.derived_from else ""
    of = [_work(sheet, card) for card in siblings if card.language == source]
    made = [_work(sheet, card) for card in siblings if card.derived_from == edition.language]
    return {"translationOfWork": of[0] if of else None, "workTranslation": made}


def _work(sheet: Sheet, card: Card) -> dict[str, str]:
    return {
        "@type": "NewsArticle",
        "@id": sheet.absolute(card.path),
        "inLanguage": card.language,
        "headline": card.headline,
    }
