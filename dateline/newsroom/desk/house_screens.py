"""Settings: the house, where a language differs, and each language's navigation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.newsroom.models.face import HouseFace
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.models.navigation import Navigation
from dateline.newsroom.permissions import Action, may


class SiteSettings(ModelPermissionPolicy):
    """What the table says of the site's settings."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """All or nothing."""
        return may(user, Action.SITE_SETTINGS)


class OneHouse(SiteSettings):
    """The house is changed, never added or deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the table has it, for what may be done at all."""
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


class OwnNavigation(ModelPermissionPolicy):
    """A desk arranges the navigation of its own language."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there is a language whose navigation this person arranges."""
        return may(user, Action.NAVIGATION)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Navigation) -> bool:
        """Whether it is this one."""
        return may(user, Action.NAVIGATION, instance.language)


class OfItsDesk:
    """Wagtail's screens ask what one may do with some navigation: these ask about the one they show."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The one asked for; PermissionDenied where another desk arranges it."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not may(self.request.user, Action.NAVIGATION, found.language):  # type: ignore[attr-defined]
            raise PermissionDenied
        return found


class NavigationEdit(OfItsDesk, snippets.EditView):
    """Change it."""


class NavigationDelete(OfItsDesk, snippets.DeleteView):
    """Have the sections and standing pages in their order again."""


class NavigationHistory(OfItsDesk, snippets.HistoryView):
    """Who changed it."""


class NavigationUsage(OfItsDesk, snippets.UsageView):
    """Where it is used."""


class House(SnippetViewSet):
    """The house's name, address and face; there is one, so its menu opens it."""

    model = HouseSettings
    icon = "home"
    menu_label = _("House")
    menu_order = 10
    add_to_settings_menu = True

    @cached_property
    def menu_url(self) -> str:
        """Its edit screen."""
        return reverse(self.get_url_name("edit"), args=[1])


class HouseFaces(SnippetViewSet):
    """Where the house's face differs in a language."""

    model = HouseFace
    icon = "globe"
    menu_label = _("House in a language")
    menu_order = 11
    add_to_settings_menu = True


class Navigations(SnippetViewSet):
    """Menu and footer, one a language."""

    model = Navigation
    edit_view_class = NavigationEdit
    delete_view_class = NavigationDelete
    history_view_class = NavigationHistory
    usage_view_class = NavigationUsage
    icon = "list-ul"
    menu_label = _("Navigation")
    menu_order = 12
    add_to_settings_menu = True


def register() -> None:
    """Put the screens into the Settings menu."""
    register_permission_policy(HouseSettings, OneHouse(HouseSettings))
    register_permission_policy(HouseFace, SiteSettings(HouseFace))
    register_permission_policy(Navigation, OwnNavigation(Navigation))
    for screen in (House, HouseFaces, Navigations):
        register_snippet(screen)


def say_what_is_left_out(request: HttpRequest, instance: Any) -> None:
    """Name the links of a saved navigation that its readers do not see, and what to do."""
    if isinstance(instance, Navigation):
        for words in instance.left_out():
            messages.warning(request, words)
