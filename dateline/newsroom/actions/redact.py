"""Redacting: a passage, a picture or an old version leaves record and newsroom for good, while the story stays live."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _
from msgspec.structs import replace

from dateline.edition.erasure import Killed
from dateline.edition.redaction import OMITTED, Cut, Moved
from dateline.edition.values import Dismissal, Edition, edition_key
from dateline.newsroom import board_rows, record
from dateline.newsroom.actions.erase import drop_picture, erasable, erase_entries, note
from dateline.newsroom.actions.kill import holding
from dateline.newsroom.erasing.addresses import lines_of
from dateline.newsroom.erasing.around import cut_around, cut_captions, cut_logs, pictures_named
from dateline.newsroom.erasing.drafts import cut_page, cut_revisions, drop_version, publish_again
from dateline.newsroom.erasing.finding import bodies
from dateline.newsroom.erasing.past import TELLING, Past, editions_of, past_of, shown_here_alone
from dateline.newsroom.erasing.wish import Held, Redaction, held
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.receipt import Receipt
from dateline.newsroom.pictures import uses
from dateline.newsroom.refusal import Refusal

SHORTEST = 2


class Work(NamedTuple):
    """A redaction under way: what was asked for, what the record holds of it by key, the newsroom's rows."""

    receipt: Receipt
    wish: Redaction
    past: Past
    moved: Moved
    found: dict[str, Held]
    pages: list[EditionPage]


def check(story: UUID, wish: Redaction) -> None:
    """Raises Refusal where this cannot be taken out of the story."""
    past = past_of(story)
    if not past.entries and not editions_of(story):
        words = _("Neither the newsroom nor the record knows the story %(story)s: look at its id in the address bar.")
        raise Refusal(words % {"story": story})
    if any(isinstance(values[-1], Killed) for values in past.editions.values() if values):
        raise Refusal(_("This story was killed: nothing of it is left."))
    if not wish.pictures and not any(each.parts or each.words or each.versions for each in wish.editions):
        raise Refusal(_("Choose what is to go: a passage, a picture or an earlier version."))
    for own in wish.editions:
        if any(len(each.strip()) < SHORTEST for each in own.words):
            raise Refusal(_("One letter alone would be taken out of every word: write at least two."), field="words")
        if wish.cut(own.language).found_in(own.instead):
            raise Refusal(_("What stands in their place may not repeat the words."), field="instead")
        newest = past.editions.get(edition_key(story, own.language), [])[-1:]
        if any(isinstance(each, Edition) and each.version in own.versions for each in newest):
            words = _("Readers have version %(number)s in %(language)s now. Publish another first, or choose passages.")
            raise Refusal(words % {"number": own.versions[-1], "language": called(own.language)})


def redact(receipt: Receipt, *, user: Any = None) -> None:
    """Take out what a receipt's wish names, and write down there what became of it; in the caller's transaction.

    Each live edition whose past held any of it goes out once more, as a redaction. Raises Refusal.
    """
    with transaction.atomic():
        work = _begin(receipt)
        going = shown_here_alone(pictures_named(work.wish.pictures), work.pages)
        touched = {key: each for key, each in work.past.editions.items() if work.found[key].versions}
        receipt.lines = msgspec.to_builtins(lines_of(touched, None, going))
        receipt.left = _left(work.wish, going)
        receipt.dropped = {"revisions": 0, "notes": 0, "pictures": len(going)}
        receipt.dropped["versions"] = sum(len(each.versions) for each in work.found.values())
        keys = {key for page in work.pages for key in _edition(work, page, user)}
        if not any(receipt.dropped.values()):
            raise Refusal(_("None of this stands anywhere in the story: look at the words again."))
        for each in work.found.values():
            if each.left is not None:
                record.post(each.left)
                keys.add(each.left.key)
        keys |= _dismissals(work) | {each.key for each in going}
        for picture in going:
            drop_picture(picture)
        receipt.wish = {}
        _erase(work, keys)
        for page in work.pages:
            board_rows.keep(receipt.story, page.tag)
        note(user, "redacted", receipt)


def _begin(receipt: Receipt) -> Work:
    wish = msgspec.convert(receipt.wish, Redaction)
    check(receipt.story, wish)
    past, pages = past_of(receipt.story), editions_of(receipt.story)
    wish = wish.widened(bodies(past, pages))
    moved = wish.moved(past)
    found = {key: held(past, wish, key, moved) for key in past.editions}
    return Work(receipt, wish, past, moved, found, pages)


def _edition(work: Work, page: EditionPage, user: Any) -> set[str]:
    """One edition's rows, versions and surroundings; returns the keys of pictures whose texts were changed."""
    cut, dropped = work.wish.cut(page.tag), work.receipt.dropped
    around = Cut(words=(*cut.words, *_wordings(work.past, page.key, cut)), instead=cut.instead)
    for number in work.wish.of(page.tag).versions:
        dropped["revisions"] += _drop_version(page, work.past, number)
    dropped["revisions"] += cut_revisions(page, cut, work.moved)
    shown = Picture.objects.filter(uses__page=page).exclude(uuid__in=work.wish.pictures).distinct()
    told = cut_captions(shown, page.tag, around)
    work.receipt.left += [{"what": "original", "name": name} for name in told["originals"]]
    dropped["notes"] += cut_around(page, around) + len(told["keys"])
    row = EditionPage.objects.get(pk=page.pk)
    changed = cut_page(row, cut, work.moved)
    EditionPage.objects.filter(pk=page.pk).update(changes=row.changes)
    if row.live and page.key in work.found and work.found[page.key].versions:
        publish_again(row, user=user)
    elif changed and not row.live:
        row.save(clean=False)
    cut_logs(row, around)  # going out under another headline is logged with the old one
    _note_uses(row)
    return set(told["keys"])


def _wordings(past: Past, key: str, cut: Cut) -> set[str]:
    """What whole passages said in any version, where it is long enough to be known again in a note or a log."""
    versions = past.published.get(key, ())
    said = {block.plain() for each in versions for block in each.blocks if str(block.id) in cut.parts}
    said |= {str(getattr(each, name)) for each in versions for name in cut.parts & {"kicker", "summary", "dateline"}}
    return {each for each in said if len(each) >= TELLING}


def _drop_version(page: EditionPage, past: Past, number: int) -> int:
    """The saved versions between the publications before and after it may hold its words."""
    entries, values = past.entries.get(page.key, []), past.values.get(page.key, [])
    told = [(entry.instant, value.version) for entry, value in zip(entries, values, strict=True)
            if isinstance(value, Edition)]  # fmt: skip
    low = max((instant for instant, version in told if version < number), default=None)
    high = min((instant for instant, version in told if version > number), default=None)
    return drop_version(page, low, high) if high else 0


def _note_uses(page: EditionPage) -> None:
    """Saved versions were changed where they lie, which no signal tells of."""
    row = EditionPage.objects.get(pk=page.pk)
    uses.note_page(row)
    if row.latest_revision:
        uses.note_draft(row.latest_revision)


def _dismissals(work: Work) -> set[str]:
    """Reasons that desks gave; returns the keys of those that held the words."""
    found = set()
    for values in work.past.values.values():
        each = values[-1]
        cut = work.wish.cut(each.language) if isinstance(each, Dismissal) else Cut()
        if isinstance(each, Dismissal) and cut.found_in(each.reason):
            record.post(replace(each, reason=cut.line(each.reason) or OMITTED))
            found.add(each.key)
    return found


def _erase(work: Work, anew: Collection[str]) -> None:
    """Drop the payloads that held it: chosen ones of editions, all earlier ones of whatever was said anew."""
    chosen = {seq for each in work.found.values() for seq in each.seqs}
    gone = [each for each in erasable({*work.found, *anew}) if each.seq in chosen or each.key in anew]
    if chosen - {each.seq for each in gone}:
        words = _("Readers have a text that holds it, and it could not be published anew. Unpublish it first.")
        raise Refusal(words)
    erase_entries(work.receipt, gone)


def _left(wish: Redaction, going: Iterable[Picture]) -> list[dict[str, str]]:
    """What stays and must be looked at: pictures that others show, templates that hold the words."""
    gone = {each.uuid for each in going}
    shown = [each for each in pictures_named(wish.pictures) if each.uuid not in gone]
    said = {text for own in wish.editions for text in own.words}
    return [*({"what": "picture", "name": each.title} for each in shown), *holding(said)]
