"""``dateline person password | unstep``: the way back in, when nobody can help in the newsroom itself."""

from __future__ import annotations

from typing import Any

from dateline.newsroom import audit
from dateline.newsroom.accounts.first import first_password, person_named
from dateline.newsroom.accounts.leaving import forget_second_step
from dateline.newsroom.refusal import Refusal
from dateline.server.screen import fail, say


def password(name: str, /) -> None:
    """Give somebody a password for one login; ends lock-outs and sessions.

    Parameters
    ----------
    name
        Name or e-mail address of the account.
    """
    user = _person(name)
    given = first_password(user)
    audit.log(None, "password set", user)
    say("For the next login; the newsroom then asks for a password of their own:")
    say(f"name: {user.get_username()}")
    say(f"password: {given}")


def unstep(name: str, /) -> None:
    """Forget somebody's second step after a lost phone.

    Parameters
    ----------
    name
        Name or e-mail address of the account.
    """
    user = _person(name)
    forget_second_step(user)
    audit.log(None, "second step removed", user)
    say(f"{user.get_username()} logs in with the password alone until a new second step is set up.")


def _person(name: str) -> Any:
    try:
        return person_named(name)
    except Refusal as refusal:
        fail(refusal.words)
