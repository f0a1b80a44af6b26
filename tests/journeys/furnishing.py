"""A process that leaves a trace of each kind of work in a house with the sample bureau, and tells what stands where.

``python -m`` it with language tags, English first. Prints the numbers of things and, by tag, what opens the doors.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from tempfile import TemporaryFile
from typing import Any

import django

django.setup()  # models can be loaded only after this

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.users.models import UserProfile  # noqa: E402

from dateline.newsroom.accounts import links  # noqa: E402
from dateline.newsroom.actions.assign import assign  # noqa: E402
from dateline.newsroom.actions.embargo import set_embargo  # noqa: E402
from dateline.newsroom.actions.going_out import join, plan  # noqa: E402
from dateline.newsroom.actions.kill import Wish  # noqa: E402
from dateline.newsroom.actions.preview_links import give_link  # noqa: E402
from dateline.newsroom.actions.sign_off import ask_to_kill, ask_to_redact  # noqa: E402
from dateline.newsroom.actions.translate import translate  # noqa: E402
from dateline.newsroom.actions.trash import throw_away  # noqa: E402
from dateline.newsroom.erasing.wish import OfEdition, Redaction  # noqa: E402
from dateline.newsroom.intake import open_batch, take  # noqa: E402
from dateline.newsroom.models.account import Account, OneTimeLink  # noqa: E402
from dateline.newsroom.models.edition import EditionPage  # noqa: E402
from dateline.newsroom.models.front import FrontPage  # noqa: E402
from dateline.newsroom.models.house import HouseSettings  # noqa: E402
from dateline.newsroom.models.navigation import Navigation  # noqa: E402
from dateline.newsroom.models.recording import Recording  # noqa: E402
from dateline.newsroom.models.section import Section  # noqa: E402
from dateline.newsroom.sample.waiting import FORMAT, PAGE  # noqa: E402
from dateline.wires.formats import Asked  # noqa: E402
from dateline.wires.limited import Reader  # noqa: E402
from tests.journeys.house import CAREFUL, EVERYTHING, OWN_PASSWORD, member  # noqa: E402

INVITED = "invited"


def come_in(tag: str) -> dict[str, str]:
    """The people of a language; the careful one's recovery code, and the link of somebody invited."""
    people = get_user_model()._default_manager
    for name in (EVERYTHING, CAREFUL):
        user = people.create_superuser(member(name, tag), f"{name}@{tag}.example", OWN_PASSWORD)
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": tag.lower()})
    TOTP.activate(user, generate_totp_secret())
    Account.objects.update_or_create(user=user, defaults={"must_change_password": True})
    invited = people.create_user(member(INVITED, tag), is_active=False)
    UserProfile.objects.update_or_create(user=invited, defaults={"preferred_language": tag.lower()})
    Account.objects.create(user=invited, invited=True)
    address, _ = links.make(invited, OneTimeLink.Purpose.INVITATION)
    code = RecoveryCodes.activate(user).generate_codes()[0]
    return {"code": code, "link": address.rstrip("/").rpartition("/")[2]}


def correct(story: EditionPage) -> None:
    """Publish a correction, which every translation of the story has to follow."""
    draft = story.get_latest_revision_as_object()
    draft.summary = f"{draft.summary} It was on a Friday."
    draft.publish_kind, draft.publish_note = "correction", "An earlier version gave the wrong day."
    draft.save_revision().publish()


def send_out(draft: EditionPage, user: Any) -> dict[str, Any]:
    """All that may stand between a draft and its readers: an embargo, a release, a link for somebody outside."""
    tomorrow = timezone.now() + timedelta(days=1)
    set_embargo(draft, tomorrow, source="The harbour office", user=user)
    release = plan("The report on the harbour", tomorrow + timedelta(days=1), waits=True, user=user)
    join(release, [draft], user=user)
    give_link(draft, whom="The harbour office", lasts=timedelta(hours=2), user=user)
    return {"release": release.pk}


def capture() -> Any:
    """A capture of a page that waits under Imports: the sample's own may have been released by the first day's walk."""
    batch = open_batch("Another harbour")
    with Reader() as reader, TemporaryFile() as file:
        file.write(PAGE.read_bytes().replace(b"ferry", b"steamer"))
        file.seek(0)
        (found,) = reader.read(file, FORMAT, Asked(name="baltic-steamer.txt", language="en"))
    take(batch, found, name="baltic-steamer.txt", format=FORMAT)
    return batch.items.get()


def first_of(edition: EditionPage) -> Redaction:
    """Its first passage, to be redacted."""
    return Redaction(editions=(OfEdition(language=edition.tag, parts=(str(edition.value().blocks[0].id),)),))


def furnish() -> dict[str, Any]:
    """Something in every list; the numbers of what stands there."""
    people = get_user_model()._default_manager
    user, everybody = people.filter(is_superuser=True).earliest("pk"), people.get(username=member(EVERYTHING, "en"))
    live = EditionPage.objects.filter(live=True, locale__language_code="en")
    story = live.filter(lead_picture__isnull=False).earliest("pk")
    has = story.get_translations(inclusive=True)
    lacking = FrontPage.objects.exclude(locale__in=has.values("locale")).earliest("pk")
    translation = translate(story, lacking.tag, user=user)
    correct(story)
    item = capture()
    draft = EditionPage.objects.get(pk=item.page_id)
    assign(draft.translation_key, draft.tag, everybody, by=user)
    *_, told, killed, trashed = live.exclude(pk=story.pk).order_by("pk")
    return send_out(draft, user) | {
        "redaction": str(ask_to_redact(told.translation_key, first_of(told), user=user).pk),
        "story": story.pk,
        "both": str(story.translation_key),
        "behind": has.filter(live=True).exclude(pk=story.pk).earliest("pk").pk,
        "draft": draft.pk,
        "translation": translation.pk,
        "front": story.get_parent().pk,
        "picture": story.lead_picture_id,
        "recording": Recording.objects.earliest("pk").pk,
        "batch": str(item.batch_id),
        "item": item.pk,
        "receipt": str(ask_to_kill(killed.translation_key, Wish(), user=user, reason="It named a child.").pk),
        "trashed": throw_away(trashed, user=user).pk,
        "person": user.pk,
        "invited": people.get(username=member(INVITED, "en")).pk,
        "house": HouseSettings.objects.earliest("pk").pk,
        "navigation": Navigation.objects.get(language="en").pk,
        "section": Section.objects.earliest("pk").pk,
    }


if __name__ == "__main__":
    opened = {tag: come_in(tag) for tag in sys.argv[1:]}
    print(json.dumps(furnish() | opened))
