"""A killed story that comes again over a wire: known by its identifiers, addresses and wordings, none of them kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from dateline.edition.blocks import Block
from dateline.edition.codec import digest
from dateline.newsroom import audit
from dateline.newsroom.body import blocks_of
from dateline.newsroom.erasing.past import TELLING, Past
from dateline.newsroom.models.batch import ImportItem
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.killed_mark import KilledMark
from dateline.newsroom.models.receipt import Receipt
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal
from dateline.wires.draft import Draft


def remember(receipt: Receipt, marks: Iterable[str]) -> None:
    """Keep what a killed story will be known by."""
    KilledMark.objects.bulk_create([KilledMark(receipt=receipt, mark=mark) for mark in sorted({*marks} - {""})])


def killed_before(draft: Draft) -> Receipt | None:
    """The newest kill of a story that a draft is known to be of; None where there is none."""
    found = KilledMark.objects.filter(mark__in={*_of_draft(draft)} - {""}).select_related("receipt")
    newest = found.order_by("-receipt__asked").first()
    return newest.receipt if newest else None


def bar(item: ImportItem, killed: Receipt) -> None:
    """Say on an item, which is kept, that its story was killed: nothing is made of it until somebody lets it in."""
    found = item.finding
    words = _(
        "This comes from a story that was killed on %(day)s (receipt %(number)s), so it is held. Whoever may kill "
        "stories can look at it and let it in; otherwise discard it."
    )
    day = f"{killed.decided or killed.asked:%Y-%m-%d}"
    item.killed, item.reason = killed, words % {"day": day, "number": str(killed.pk)[:8]}
    item.digest = digest(found.draft) if found else ""
    item.save()


def let_in(item: ImportItem, killed: Receipt, user: Any) -> None:
    """Take the bar off; raises Refusal where that is not for this person. None is the operator."""
    if user is not None and not may(user, Action.KILL):
        raise Refusal(_("Only somebody who may kill stories can let this in."))
    audit.log(user, "let in after a kill", item.headline, language=item.language, detail=str(killed.pk))
    item.killed = None


def marks_of(past: Past, pages: Iterable[EditionPage]) -> Iterator[str]:
    """What a story is known by: what wires called it, where it stood here and before, and what it said."""
    for versions in past.published.values():
        for each in versions:
            yield _mark("address", each.path)
            yield from _said(each.headline, each.blocks)
    for page in pages:
        yield from (_mark("address", address) for address in page.old_addresses)
        for item in ImportItem.objects.filter(page=page):
            yield from (_mark("id", item.source_id), _mark("digest", item.digest))
        for revision in page.revisions.all():
            yield from _of_page(revision.as_object())


def _of_page(page: EditionPage) -> Iterator[str]:
    try:
        yield from _said(page.title, blocks_of(page.body, page.translation_key))
    except ValueError:  # a draft that cannot be read says nothing that a wire could repeat
        return


def _of_draft(draft: Draft) -> Iterator[str]:
    yield from (_mark("id", each) for each in (draft.source_id, *draft.alternate_ids.values()))
    yield from (_mark("address", each) for each in draft.addresses)
    yield _mark("digest", digest(draft))
    yield from _said(draft.headline, draft.blocks)


def _said(headline: str, blocks: Iterable[Block]) -> Iterator[str]:
    """Headline and body together; a body alone, where it is long enough to be known by."""
    body = "\n".join(block.plain() for block in blocks)
    if len(body) >= TELLING:
        yield _mark("body", _folded(body))
    elif body:
        yield _mark("text", _folded(f"{headline}\n{body}"))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _mark(sort: str, said: str) -> str:
    """Empty things mark nothing that could be asked for."""
    return sha256(f"{sort}\n{said}".encode()).hexdigest() if said else ""
