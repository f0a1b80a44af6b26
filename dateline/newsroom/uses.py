"""Where a shared thing is used, for the words that refuse its deletion: editions by name, those in the trash too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.edition import EditionByline, EditionPage
from dateline.newsroom.models.entities import Organisation, Place
from dateline.newsroom.models.person import Person
from dateline.newsroom.refusal import Refusal

NAMED = 5
BY_NAME: dict[type[Any], str] = {
    Dossier: "dossiers",
    Person: "people",
    Place: "places",
    Organisation: "organisations",
}


def refuse_if_used(thing: Any) -> None:
    """Refuse, with the names of those, to delete what editions or events are filed under or name."""
    events = list(thing.events.all()) if isinstance(thing, Dossier | Person) and thing.pk else []
    if events:
        said = ngettext(
            "“%(name)s” stands in %(count)d event of a timeline, so it stays: %(named)s. Take it out there first.",
            "“%(name)s” stands in %(count)d events of timelines, so it stays: %(named)s. Take it out there first.",
            len(events),
        )
        named = "; ".join(f"\u2068{each}\u2069" for each in events[:NAMED]) + ("; …" if len(events) > NAMED else "")
        raise Refusal(said % {"name": str(thing), "count": len(events), "named": named})
    field = next((name for model, name in BY_NAME.items() if isinstance(thing, model)), "")
    if field:
        found = list(EditionPage.objects.filter(**{field: thing}).select_related("locale").order_by("-pk"))
        if found:
            raise Refusal(words(str(thing), found))


def words(name: str, users: Iterable[Any]) -> str:
    """“Peace talks” is used by 2 editions: …; ``users`` are editions, their bylines, or whatever protects a row."""
    found = {page.pk: page for page in map(_page, users)}
    named = "; ".join(map(_named, list(found.values())[:NAMED]))
    said = ngettext(
        "“%(name)s” is used by %(count)d edition, so it cannot be deleted: %(named)s. Take it out of that one first.",
        "“%(name)s” is used by %(count)d editions, so it cannot be deleted: %(named)s. Take it out of them first.",
        len(found),
    )
    return said % {"name": name, "count": len(found), "named": named + ("; …" if len(found) > NAMED else "")}


def _page(user: Any) -> Any:
    return user.page if isinstance(user, EditionByline) else user


def _named(user: Any) -> str:
    if not isinstance(user, EditionPage):
        return str(user)
    trashed = _("%(headline)s (%(language)s, in the trash)") if user.in_trash else _("%(headline)s (%(language)s)")
    return f"\u2068{trashed % {'headline': user.title, 'language': user.tag}}\u2069"
