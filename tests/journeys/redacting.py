"""A process that redacts every canary of a house out of its story, in two languages: ``python -m`` it."""

from __future__ import annotations

import sys

import django

django.setup()  # models can be loaded only after this


from dateline.newsroom.actions.sign_off import ask_to_redact, confirm  # noqa: E402
from dateline.newsroom.erasing.wish import OfEdition, Redaction  # noqa: E402
from dateline.newsroom.models import Picture  # noqa: E402
from dateline.publish import publish, waiting  # noqa: E402
from dateline.server.config import config  # noqa: E402
from dateline.server.erasures import settle  # noqa: E402
from dateline.server.house import now, open_house  # noqa: E402
from tests.journeys.canaries import FIELDS, STORY, TAGS, canary  # noqa: E402
from tests.rooms.newsroom.house import person  # noqa: E402


def main() -> None:
    """One asks, another confirms, and site and search are brought along, as the worker does."""
    words = tuple(canary(field) for field in FIELDS)
    shown = Picture.objects.get(title=canary("caption"))
    wish = Redaction(
        editions=tuple(OfEdition(language=tag, words=words, instead="[…]") for tag in TAGS), pictures=(shown.uuid,)
    )
    first, second = person("administrator", "", "one"), person("administrator", "", "two")
    asked = ask_to_redact(STORY, wish, user=first, reason="A test")
    confirm(asked, user=second)
    house = open_house()
    while waiting(house):
        publish(house, now=now())
    settle(house, config(), now())
    house.close()
    sys.stdout.write(str(asked.pk))


if __name__ == "__main__":
    main()
