"""The fields of a found draft that a person may type over: how each is shown, and read back from a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from dateline.edition.moment import Moment
from dateline.newsroom.refusal import Refusal
from dateline.wires.draft import Draft
from dateline.wires.finding import Finding, with_pictures

PICTURE_FIELDS = ("caption", "credit", "alt")
STAMP_HELP = gettext_lazy("A day (2009-03-06) or an instant in universal time (2009-03-06T08:22:00Z).")


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field; ``rows`` above 1 is a larger box, ``ltr`` keeps what is no text of the language left to right."""

    label: Promise
    show: Callable[[Draft], str]
    read: Callable[[str], Any]
    help: Promise | str = ""
    rows: int = 1
    ltr: bool = False


def _text(name: str, label: Promise, rows: int = 1) -> Field:
    return Field(label=label, show=lambda draft: getattr(draft, name), read=lambda typed: typed, rows=rows)


def _stamp(name: str, label: Promise) -> Field:
    def show(draft: Draft) -> str:
        return str(getattr(draft, name) or "")

    def read(typed: str) -> Moment | None:
        try:
            return Moment.parse(typed) if typed else None
        except ValueError:
            words = _("“%(typed)s” is no date. Write 2009-03-06, or 2009-03-06T08:22:00Z in universal time.")
            raise Refusal(words % {"typed": typed}) from None

    return Field(label=label, show=show, read=read, help=STAMP_HELP, ltr=True)


def _lines(name: str, label: Promise) -> Field:
    return Field(
        label=label,
        show=lambda draft: "\n".join(getattr(draft, name)),
        read=lambda typed: tuple(each.strip() for each in typed.splitlines() if each.strip()),
        help=gettext_lazy("One a line."),
        rows=2,
    )


FIELDS: dict[str, Field] = {
    "kicker": _text("kicker", gettext_lazy("Kicker")),
    "headline": _text("headline", gettext_lazy("Headline"), 3),
    "summary": _text("summary", gettext_lazy("Summary"), 2),
    "dateline": _text("dateline", gettext_lazy("Dateline")),
    "first_published": _stamp("first_published", gettext_lazy("First published")),
    "updated": _stamp("updated", gettext_lazy("Latest update")),
    "bylines": _lines("bylines", gettext_lazy("Bylines")),
    "sources": _lines("sources", gettext_lazy("Sources")),
}


def fill(found: Finding, typed: Mapping[str, str]) -> Finding:
    """The finding with what was typed into the fields; those that are not in the form stay. Raises Refusal."""
    draft = found.draft
    for name, field in FIELDS.items():
        if name in typed:
            listed = name in {"bylines", "sources"}
            words = "\n".join(typed[name].split("\r\n")).strip() if listed else " ".join(typed[name].split())
            if words != field.show(draft):
                draft = replace(draft, **{name: field.read(words)})
    return found if draft is found.draft else replace(found, draft=draft)


def fill_pictures(found: Finding, typed: Mapping[str, str]) -> Finding:
    """The finding with what was typed about its pictures."""
    pictures = []
    for number, each in enumerate(found.draft.pictures):
        said = {
            name: typed[f"picture-{number}-{name}"] for name in PICTURE_FIELDS if f"picture-{number}-{name}" in typed
        }
        pictures.append(replace(each, **{name: " ".join(words.split()) for name, words in said.items()}))
    return with_pictures(found, tuple(pictures)) if tuple(pictures) != found.draft.pictures else found
