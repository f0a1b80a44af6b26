"""Where accounts show in Wagtail's admin, and which of Wagtail's own ways to change users are closed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from dateline.newsroom.accounts.urls import rooms
from dateline.newsroom.permissions import Action, may


class PeopleItem(MenuItem):
    """Settings, People."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may invite."""
        return may(request.user, Action.INVITE)


def register() -> None:
    """Called once by Wagtail's autodiscovery."""
    hooks.register("register_admin_urls", lambda: [path("", include(rooms))])
    hooks.register("register_settings_menu_item", _people_item)
    hooks.register("construct_settings_menu", _without_users)
    hooks.register("register_account_menu_item", _second_step_item)
    hooks.register("register_account_menu_item", _sign_out_item)
    hooks.register("before_create_user", _to_invite)
    hooks.register("before_edit_user", _to_person)
    hooks.register("before_delete_user", _to_person)
    hooks.register("before_bulk_action", _no_bulk)


def _people_item() -> MenuItem:
    return PeopleItem(gettext_lazy("People"), reverse("newsroom_people"), name="people", icon_name="group", order=100)


def _without_users(_request: HttpRequest, items: list[Any]) -> None:
    """Our People stands in place of Wagtail's Users."""
    items[:] = [item for item in items if item.name != "users"]


def _second_step_item(_request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second step at login"),
        "help_text": _("Set up an authenticator app or a passkey, and see your recovery codes."),
    }


def _sign_out_item(_request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("newsroom_sign_out_everywhere"),
        "label": _("Log out everywhere"),
        "help_text": _("End your sessions on every device, for example after losing a phone."),
    }


def _to_invite(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("newsroom_invite"))


def _to_person(_request: HttpRequest, user: Any) -> HttpResponse:
    return HttpResponseRedirect(reverse("newsroom_person", args=[user.pk]))


def _no_bulk(request: HttpRequest, _action: str, _people: list[Any], action_class: Any) -> HttpResponse | None:
    """Wagtail's actions on many users would pass by what deactivating and deleting a person here means."""
    if action_class.models and action_class.models[0]._meta.label == "auth.User":
        messages.error(request, _("Look after people one by one under Settings, People."))
        return HttpResponseRedirect(reverse("newsroom_people"))
    return None
