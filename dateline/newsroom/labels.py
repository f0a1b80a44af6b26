"""A story's label in the newsroom: what may be chosen, and whose copy it is where it is not our own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from msgspec import UNSET, UnsetType

from dateline.edition.characters import line
from dateline.edition.label import NAMED, Label
from dateline.newsroom.refusal import Refusal

CHOICES = [
    ("", _("None: our own news")),
    ("analysis", _("Analysis")),
    ("opinion", _("Opinion")),
    ("sponsored", _("Sponsored")),
    ("agency", _("Agency copy")),
]


def label_of(page: Any) -> Label | UnsetType:
    """The label of a page as it stands in memory; none of a draft that does not yet say whose copy it is."""
    name = line(page.label_name) if page.label in NAMED else ""
    return Label(page.label, name) if page.label and (name or page.label not in NAMED) else UNSET


def check_label(page: Any) -> None:
    """Refuse that copy which is not our own goes out without saying whose it is."""
    if page.label in NAMED and not line(page.label_name):
        words = {
            "sponsored": gettext("Say who paid for it, as in “Tourist Board”: readers are told above the headline."),
            "agency": gettext("Say which agency wrote it, as in “AFP”: readers are told above the headline."),
        }
        raise Refusal(words[page.label], field="label_name")
