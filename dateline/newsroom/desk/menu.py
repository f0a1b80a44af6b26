"""The main menu, in the order of a newsroom's day and in the field's words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

# Wagtail's names of menu items, in our order; what stands in none of these lines keeps Wagtail's own place after them.
DAY = (
    *("today", "board", "corrections", "explorer", "fronts", "imports", "releases"),
    *("images", "recordings", "shared-things", "trash"),
)
LABELS = {"explorer": _("Stories"), "images": _("Pictures"), "shared-things": _("Sections, names")}
FIRST = 10


def today() -> MenuItem:
    """The newsroom's home."""
    return MenuItem(_("Today"), reverse("wagtailadmin_home"), name="today", icon_name="home", order=FIRST)


def house_name_script() -> SafeString:
    """Has the link above the menu called after the house's name, which it shows."""
    return format_html('<script type="module" src="{}"></script>', static("newsroom/brand.js"))


def help_of_our_own(_request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's news and guide are about Wagtail; what helps here are the shortcuts and the words beside each field."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


def arrange(_request: HttpRequest, items: list[Any]) -> None:
    """Order and words; loose documents would be neither in the record nor erased by it, so they have no item."""
    items[:] = [item for item in items if item.name != "documents"]
    for item in items:
        item.label = LABELS.get(item.name, item.label)
        if item.name in DAY:
            item.order = FIRST + 10 * DAY.index(item.name)
