"""How allauth's login flow behaves in this house: nobody signs up, who is deactivated is a stranger."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.newsroom.accounts.lockout import address_of
from dateline.newsroom.accounts.rights import has_second_step, must_have_second_step
from dateline.newsroom.models.house import HouseSettings


class AccountAdapter(DefaultAccountAdapter):
    """Names, passwords, sessions."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy(
            "No account has this name or e-mail address with this password. Check both; capitals count in the password."
        ),
        "too_many_login_attempts": gettext_lazy("Too many attempts failed. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As for the lock-out."""
        return address_of(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A passkey of somebody deactivated: the same words as for a wrong password."""
        messages.error(request, str(self.error_messages["username_password_mismatch"]))
        return HttpResponseRedirect(reverse("account_login"))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The newsroom's home."""
        return reverse("wagtailadmin_home")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who logged in within the last minutes is not asked for the password again to set up a second step."""
        request = context.request
        records = get_authentication_records(request, request.user)
        fresh = bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not fresh and bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondStepAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys, recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This is not the right code. Codes change every half minute: take the next one."
        ),
        "cannot_delete_authenticator": gettext_lazy(
            "Your role needs a second step at login. Add another one first, then remove this."
        ),
    }

    def get_totp_issuer(self) -> str:
        """The house's name, as the app shows it."""
        return self._get_site_name()

    def _get_site_name(self) -> str:
        house = HouseSettings.objects.first()
        return house.name if house is not None else "Dateline"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second step of somebody whose role requires one stays."""
        return not must_have_second_step(authenticator.user) or has_second_step(
            authenticator.user, but=authenticator.pk
        )

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's word
        """“Passkey 1”, and so on."""
        return _("Passkey %(number)d") % {"number": 1 + Authenticator.objects.filter(user=user, type=type).count()}
