"""A process that makes, for each language, two people and the stories they walk through: ``python -m`` it with tags.

Prints JSON: the story that was corrected, and by tag the numbers of editions.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from uuid import uuid4

import django

django.setup()  # models can be loaded only after this

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from wagtail.users.models import UserProfile  # noqa: E402

from dateline.newsroom.actions.translate import translate  # noqa: E402
from dateline.newsroom.models import EditionPage, Section  # noqa: E402
from dateline.newsroom.models.house import HouseSettings  # noqa: E402
from tests.journeys.house import OWN_PASSWORD, member  # noqa: E402
from tests.journeys.walks import (  # noqa: E402
    BEHIND,
    CORRECTED,
    COUNTED,
    HELD,
    KILLED,
    MISCOUNTED,
    REDACTED,
    RELEASED,
    SECOND,
    SEEN,
    WALKER,
)
from tests.rooms.newsroom.house import again, draft, published  # noqa: E402


def come_in(tag: str, password: str) -> None:
    """Two who may do all, and whose screens speak the language; ``password`` as it is kept."""
    for name in (WALKER, SECOND):
        user = get_user_model()._default_manager.create(
            username=member(name, tag), email=f"{name}@{tag}.example", password=password, is_superuser=True
        )
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": tag.lower()})


def corrected() -> EditionPage:
    """A story of a section that three languages follow, and that was corrected since."""
    source = published("en", CORRECTED, section=Section.objects.earliest("pk"))
    for tag, headline in BEHIND.items():
        page = translate(source, tag).get_latest_revision_as_object()
        page.title = headline
        page.save_revision().publish()
    return again(source, "correction", "It was a Friday.", title="Ministers meet on Friday")


def stories(tag: str) -> dict[str, Any]:
    """One to hold back, one to release with another language’s edition, one to kill in two, two to mend."""
    key, gone, beside = uuid4(), uuid4(), "fr" if tag == "en" else "en"
    held = draft(tag, HELD[tag])
    released = draft(tag, RELEASED[tag], translation_key=key)
    other = draft(beside, f"{RELEASED['en']} ({tag})", translation_key=key)
    killed = published(tag, KILLED[tag], translation_key=gone, slug=f"killed-{tag}")
    twin = published(beside, f"{KILLED['en']} ({tag})", translation_key=gone, slug=f"killed-beside-{tag}")
    told = f'<p data-block-key="aaaaa">{SEEN[tag]}</p>'
    redacted = again(published(tag, REDACTED[tag], body=told, slug=f"redacted-{tag}"), "update", summary=SEEN[tag])
    miscounted = published(tag, MISCOUNTED[tag], summary=COUNTED[tag][0], slug=f"miscounted-{tag}")
    pages = {"held": held, "released": released, "other": other, "killed": killed, "twin": twin}
    pages |= {"redacted": redacted, "miscounted": miscounted}
    return {name: page.pk for name, page in pages.items()} | {
        "paths": [page.reader_path for page in (killed, twin)],
        "redacted_path": redacted.reader_path,
        "miscounted_path": miscounted.reader_path,
        "other_headline": other.draft_title,
    }


def main() -> None:
    """All of it; a kill takes two people here."""
    HouseSettings.objects.update_or_create(pk=1, defaults={"two_people": True})
    found: dict[str, Any] = {}
    kept = make_password(OWN_PASSWORD)
    for tag in sys.argv[1:]:
        come_in(tag, kept)
        found[tag] = stories(tag)
    print(json.dumps(found | {"corrected": str(corrected().translation_key)}))


if __name__ == "__main__":
    main()
