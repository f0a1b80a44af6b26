"""Weighs a name (or an e-mail address) and a password: one hash is computed whether or not anybody has that name."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest


def find(said: str) -> Any:
    """The user whose name or, failing that, e-mail address this is, letter case aside; None where it is not plain."""
    said = said.strip()
    if not said:
        return None
    found = list(get_user_model()._default_manager.filter(Q(username__iexact=said) | Q(email__iexact=said))[:9])
    for fits in (
        [each for each in found if each.get_username() == said],
        [each for each in found if each.get_username().lower() == said.lower()],
        [each for each in found if each.is_active],
    ):
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


class NameOrAddress(ModelBackend):
    """Django's backend, but an e-mail address does for a name, and who was deactivated is answered as a stranger."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """The user, or None; takes as long either way."""
        if not username or password is None:
            return None
        user = find(username)
        if user is None:
            get_user_model()().set_password(password)
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
