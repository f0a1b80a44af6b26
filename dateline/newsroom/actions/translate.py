"""“Translate into …”: a draft in another language with the same block ids, knowing what it was made from."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec
from django.db import transaction
from django.utils.translation import gettext

from dateline.edition.values import Derivation, Edition, SourcePart, edition_key, page_key
from dateline.edition.values import StandingPage as StandingPageValue
from dateline.edition.wording import part_digests
from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.trash import thrown_away
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal

Sort = Literal["translation", "adaptation"]
Translatable = EditionPage | StandingPage
TRANSLATABLE = (EditionPage, StandingPage)
Page = TypeVar("Page", bound=EditionPage | StandingPage)


def translate(page: Page, tag: str, *, user: Any = None, sort: Sort = "translation") -> Page:
    """Make the draft: the published text of ``page`` as it stands, for the translator to write over.

    ``derived_from`` names the source's published version and the digest of each of its parts. Raises Refusal where
    the source is not published, the target exists, or ``user`` may not write at the target desk.
    """
    source = published(page)
    front = front_of(tag)
    _check(page, front, user)
    with transaction.atomic():
        live = type(page).objects.get(pk=page.pk)
        draft = live.copy_for_translation(front.locale)
        draft.owner = user
        draft.derived_from = derivation(source, sort)
        draft.save()
        draft.save_revision(user=user)
    return type(page).objects.get(pk=draft.pk)


def catch_up(page: Page, *, user: Any = None) -> Page:
    """Note on the newest draft that its translator has read the source's published version; publishes nothing."""
    before, source = read_version(page), source_of(page)
    if before is None:
        raise Refusal(gettext("This edition was not made from another one."))
    if source is None:
        raise Refusal(gettext("The edition it was made from is not published now."))
    page.derived_from = derivation(source, before.kind)
    page.save_revision(user=user)
    return page


def read_version(page: Translatable) -> Derivation | None:
    """What the page was made from, as its translator read it; None where it is an original."""
    return msgspec.convert(page.derived_from, Derivation) if page.derived_from else None


def source_of(page: Translatable) -> Edition | StandingPageValue | None:
    """The published edition that the page was made from, as readers get it now."""
    before, key = read_version(page), edition_key if isinstance(page, EditionPage) else page_key
    found = record.newest(key(page.translation_key, before.language)) if before else None
    return found if isinstance(found, Edition | StandingPageValue) else None


def published(page: Translatable) -> Edition | StandingPageValue:
    """The published text of a page; raises Refusal where there is none."""
    source = record.newest(page.key)
    if not isinstance(source, Edition | StandingPageValue):
        raise Refusal(gettext("Publish this edition first: a translation is made from what readers get."))
    return source


def derivation(source: Edition | StandingPageValue, sort: Sort) -> dict[str, Any]:
    """What an edition made from ``source`` says about it; part by part, the ids being the same."""
    parts = tuple(SourcePart(part=name, source=name, digest=digest) for name, digest in part_digests(source).items())
    made = Derivation(language=source.language, version=source.version, kind=sort, parts=parts)
    built: dict[str, Any] = msgspec.to_builtins(made)
    return built


def targets(page: Translatable, user: Any) -> list[FrontPage]:
    """The fronts of the languages that ``user`` may translate ``page`` into and that lack it."""
    have = type(page).objects.filter(translation_key=page.translation_key).values("locale")
    missing = FrontPage.objects.exclude(locale__in=have).order_by("locale__language_code")
    return [front for front in missing if _may_translate(front, user)]


def _check(page: Translatable, front: FrontPage, user: Any) -> None:
    if type(page).objects.filter(translation_key=page.translation_key, locale=front.locale).exists():
        if thrown_away(page.translation_key, front.locale):
            raise Refusal(gettext("This story’s edition in that language is in the trash. Bring it back from there."))
        raise Refusal(gettext("This story has an edition in that language already. Open that one."))
    if user is not None and not _may_translate(front, user):
        raise Refusal(gettext("You may not start translations at that desk. Ask its desk chief."))


def _may_translate(front: FrontPage, user: Any) -> bool:
    return may(user, Action.TRANSLATE, front.tag) and front.permissions_for_user(user).can_add_subpage()
