"""Typos that change more: what goes out as a typo and touches a number, a name, a negation, a quotation or many words.

Such a one goes out only once somebody has confirmed that it is a typo; that holds for these words and no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.edition.loud import Loud, Reason, change_digest, loud
from dateline.edition.values import Edition
from dateline.newsroom import audit
from dateline.newsroom.models.entities import OrganisationName, PlaceName
from dateline.newsroom.models.loud_typo import LoudTypo
from dateline.newsroom.models.person import PersonName
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value

if TYPE_CHECKING:
    from dateline.newsroom.models.edition import EditionPage

TYPO = "typo"
REASON_WORDS: dict[Reason, Promise] = {
    "number": gettext_lazy("a number"),
    "name": gettext_lazy("a name"),
    "negation": gettext_lazy("a negation"),
    "quotation": gettext_lazy("a quotation"),
    "words": gettext_lazy("more than eight words"),
}
NOTHING = Loud((), (), 0)


def judge(page: EditionPage, before: Edition | None) -> Loud:
    """What a draft changes as a typo; nothing where it is none. Raises Refusal for one that cannot be read yet."""
    if page.publish_kind != TYPO or before is None:
        return NOTHING
    return loud(before, draft_value(page), known(page.tag))


def unconfirmed(page: EditionPage, before: Edition | None) -> Loud:
    """The same, nothing where somebody has confirmed this very change."""
    found = judge(page, before)
    return NOTHING if found and before and _confirmed(page, before) else found


def check(page: EditionPage, before: Edition | None) -> None:
    """Refuse that a draft goes out as a typo that changes more, and that nobody has confirmed."""
    found = unconfirmed(page, before)
    if found:
        raise Refusal(words(found.reasons), field="publish_kind")


def words(reasons: Iterable[str]) -> str:
    """Why it does not go out, and what can be done."""
    said = _(
        "This is to go out as a typo, but it changes more: %(what)s. Open the story’s form: a notice at its head asks "
        "whether it is only a typo. Nothing went out."
    )
    return said % {"what": listed(reasons)}


def listed(reasons: Iterable[str]) -> str:
    """Reasons in words."""
    return _(", ").join(str(REASON_WORDS[each]) for each in reasons if each in REASON_WORDS)


def confirm(page: EditionPage, before: Edition, *, user: Any) -> None:
    """Note on the draft in memory, and in the audit log, that this change is only a typo."""
    found = judge(page, before)
    who = audit.name_of(user)[:255] if user else ""
    digest = change_digest(before, draft_value(page))
    page.typo_confirmed = {"change": digest, "user": user.pk if user else None, "who": who}
    audit.log(user, "typo confirmed", page, detail=", ".join(found.reasons))


def keep(page: EditionPage, before: Edition | None, after: Edition) -> None:
    """Put a version that just went out as a typo on the desk chief's list, where it changes more."""
    if before is None or not after.changes or after.changes[-1].kind != TYPO:
        return
    found = loud(before, after, known(page.tag))
    if found:
        said = page.typo_confirmed or {}
        LoudTypo.objects.create(
            page=page, language=page.tag, version=after.version, before=before.version,
            reasons=list(found.reasons), who=said.get("who", ""),
        )  # fmt: skip


def known(tag: str) -> dict[UUID, str]:
    """The people, places and organisations that the house keeps, by their names in a language."""
    found: dict[UUID, str] = {}
    for names in (PersonName, PlaceName, OrganisationName):
        found |= dict(names.objects.filter(language=tag).values_list("thing__uuid", "name"))
    return found


def _confirmed(page: EditionPage, before: Edition) -> bool:
    said = page.typo_confirmed or {}
    return bool(said.get("change")) and said["change"] == change_digest(before, draft_value(page))
