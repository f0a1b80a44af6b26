"""Addresses that moved for good, and the moves of what all languages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from dateline.edition import values
from dateline.edition.addresses import is_path, is_target
from dateline.edition.codec import decode
from dateline.newsroom import help_texts, record
from dateline.newsroom.refusal import Refusal
from dateline.reader.navigation import dossier_path, person_path, podcast_path, section_path
from dateline.reader.pages.feed import FORMATS
from dateline.record.follow import history

# (language, page or feed) -> (slug, path)
Addresses = dict[tuple[str, str], tuple[str, str]]
# Whether something else of the same sort stands under a slug in a language.
Held = Callable[[str, str], bool]


class Redirect(models.Model):
    """An address that moved for good."""

    wagtail_reference_index_ignore = True

    path = models.CharField(_("old address"), max_length=500, unique=True, help_text=help_texts.REDIRECT_PATH)
    target = models.CharField(_("new address"), max_length=500, help_text=help_texts.REDIRECT_TARGET)

    panels = [FieldPanel("path"), FieldPanel("target")]

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")

    def __str__(self) -> str:
        return f"{self.path} → {self.target}"

    def clean(self) -> None:
        """Both are paths of this site, and not the same one."""
        if not is_path(self.path):
            words = gettext("Write an old address of this site: one slash first, no “?”, no “#”, no backslash.")
            raise Refusal(words, field="path")
        if not is_target(self.target):
            raise Refusal(gettext("Write an address of this site, starting with one slash."), field="target")
        if self.path == self.target:
            raise Refusal(gettext("An address cannot move to itself."), field="target")

    def value(self) -> values.Redirect:
        """What readers get of it."""
        return values.Redirect(path=self.path, target=self.target)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row and record it; an old path that was changed is recorded as removed."""
        self.clean()
        with transaction.atomic():
            before = Redirect.objects.filter(pk=self.pk).values_list("path", flat=True).first()
            super().save(*args, **kwargs)
            if before and before != self.path:
                record.post(values.Removed(f"redirect{before}"))
            record.post(self.value())


def move_address(old: str, new: str) -> None:
    """Send ``old`` to ``new``: earlier moves to ``old`` follow along, and nothing leads away from ``new``."""
    for away in Redirect.objects.filter(path=new):
        away.delete()
    for earlier in Redirect.objects.filter(target=old):
        earlier.target = new
        earlier.save()
    Redirect(path=old, target=new, pk=Redirect.objects.filter(path=old).values_list("pk", flat=True).first()).save()


def lead_here(paths: list[str], target: str) -> None:
    """Send each of ``paths`` to ``target``, unless it leads somewhere already or is no path that can have moved."""
    wanted = [path for path in paths if is_path(path) and path.rstrip("/") != target.rstrip("/")]
    known = set(Redirect.objects.filter(path__in=wanted).values_list("path", flat=True))
    for path in wanted:
        if path not in known:
            Redirect(path=path, target=target).save()


def keep_addresses(before: values.Value | None, now: values.Value, held: Held) -> None:
    """Let the addresses that a section, dossier or person had lead to where it stands now, language by language.

    ``before`` is what the record said of it until now. Nothing leads away from where it stands now, nothing leads to
    where it no longer stands, and an address at which another one stands today (``held``) is left to that one.
    """
    was, here = _addresses(before), _addresses(now)
    if was == here:
        return
    _drop(path__in=[path for _, path in here.values()])
    _drop(target__in=[path for place, (_, path) in was.items() if place not in here])
    for place, (slug, path) in _last_known(values.key_of(now)).items():
        there = here.get(place)
        if there and there[1] != path and not held(place[0], slug) and not _leads_away(path):
            move_address(path, there[1])


def forget_addresses(gone: values.Value) -> None:
    """What is no more leaves no address that leads to it."""
    _drop(target__in=[path for _, path in _addresses(gone).values()])


def _leads_away(path: str) -> bool:
    """Whether whoever stood here last, or an editor's hand, has said where readers go."""
    return Redirect.objects.filter(path=path).exists()


def _drop(**chosen: Any) -> None:
    for away in Redirect.objects.filter(**chosen):
        away.delete()


def _last_known(key: str) -> Addresses:
    """The last address that the record has of each page and feed: a name that was taken away had one as well."""
    with record.cursor() as cursor:
        payloads = [entry.payload for entry in history(cursor, key)]
    payloads += [posting.payload for posting in record.pending() if posting.key == key]
    found: Addresses = {}
    for payload in payloads:
        found |= _addresses(decode(payload) if payload else None)
    return found


def _addresses(value: values.Value | None) -> Addresses:
    """Page, feed, podcast and timeline by (language, what), each with the slug it has from."""
    found: Addresses = {}
    for tag, (slug, page) in _pages(value).items():
        series = podcast_path(tag, value) if isinstance(value, values.Section) else ""
        feeds = {name: f"{page}{each.file}" for name, each in FORMATS.items()}
        paths = {"page": page, **feeds} | ({"podcast": series} if series else {})
        if isinstance(value, values.Dossier):
            paths["timeline"] = f"{page}timeline/"
        found |= {(tag, what): (slug, path) for what, path in paths.items()}
    return found


def _pages(value: values.Value | None) -> dict[str, tuple[str, str]]:
    """The slug and the page of a thing that has both, by language."""
    match value:
        case values.Section():
            return {tag: (name.slug, section_path(tag, value)) for tag, name in value.names.items()}
        case values.Dossier():
            return {tag: (name.slug, dossier_path(tag, value)) for tag, name in value.names.items()}
        case values.Entity() if value.profile:
            return {tag: (words.slug, person_path(tag, value)) for tag, words in value.profile.words.items()}
    return {}
