"""Settings, People: who may enter, in which state, and what can be done about each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from dateline.newsroom import audit
from dateline.newsroom.accounts import inviting, leaving, lockout
from dateline.newsroom.accounts.forms import DeactivateForm, PersonForm
from dateline.newsroom.accounts.inviting import Invitee, Sent
from dateline.newsroom.accounts.rights import SECOND_STEPS, givable, may_look_after, must_have_second_step
from dateline.newsroom.accounts.speaking import said_when
from dateline.newsroom.models.account import OneTimeLink
from dateline.newsroom.models.session import AccountSession, end_sessions
from dateline.newsroom.permissions import Action, admin_required
from dateline.newsroom.refusal import Refusal

INVITED, ACTIVE, LOCKED, GONE = "invited", "active", "locked", "deactivated"
STATES: dict[str, Promise] = {
    INVITED: gettext_lazy("invited"),
    ACTIVE: gettext_lazy("active"),
    LOCKED: gettext_lazy("locked out"),
    GONE: gettext_lazy("deactivated"),
}
A_PAGE = 50


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What the list shows of a person."""

    user: Any
    name: str
    state: str
    state_words: Promise
    second_step: bool
    seen: datetime | None
    roles: list[str]


@admin_required(Action.INVITE)
def index(request: HttpRequest) -> HttpResponse:
    """Everybody, the newest first where names are equal; searched and filtered by state."""
    said, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    users = get_user_model()._default_manager.select_related("newsroom_account").prefetch_related("groups")
    users = users.order_by("last_name", "first_name", "username")
    for word in said.split():
        fits = Q(first_name__icontains=word) | Q(last_name__icontains=word)
        users = users.filter(fits | Q(email__icontains=word) | Q(username__icontains=word))
    stepped = set(Authenticator.objects.filter(type__in=SECOND_STEPS).values_list("user_id", flat=True))
    locked = lockout.locked_names()
    every = [_line(user, stepped, locked) for user in users]
    shown = [each for each in every if state in {"", each.state}]
    words = {
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("p")),
        "said": said,
        "state": state,
        "states": STATES,
    }
    return render(request, "newsroom/accounts/people.html", words)


def _line(user: Any, stepped: set[int], locked: set[str]) -> Line:
    account = getattr(user, "newsroom_account", None)
    state = ACTIVE if user.is_active else GONE
    if account is not None and account.invited:
        state = INVITED
    elif user.is_active and user.get_username().lower() in locked:
        state = LOCKED
    return Line(
        user=user,
        name=user.get_full_name() or user.get_username(),
        state=state,
        state_words=STATES[state],
        second_step=user.pk in stepped,
        seen=account.last_seen if account is not None else None,
        roles=[each.name for each in user.groups.all()],
    )


@admin_required(Action.INVITE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; afterwards the link is shown once, to be copied where the mail did not go out."""
    form = PersonForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid():
        sent = inviting.invite(_invitee(form, keep=[]), by=request.user)
        audit.log(request.user, "invited", sent.person, detail=sent.person.email)
        return _sent(request, sent)
    return render(request, "newsroom/accounts/invite.html", {"form": form})


def _invitee(form: PersonForm, keep: list[Any]) -> Invitee:
    said = form.cleaned_data
    return Invitee(
        first_name=said["first_name"].strip(),
        last_name=said["last_name"].strip(),
        email=said["email"],
        language=said["language"],
        groups=[*said["groups"], *keep],
    )


def _sent(request: HttpRequest, sent: Sent) -> HttpResponse:
    words = {"sent": sent, "until": said_when(sent.link.expires), "name": sent.person.get_full_name()}
    return render(request, "newsroom/accounts/invited.html", words)


@admin_required(Action.INVITE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: name, address, roles, language, and what can be done."""
    user = _somebody(request, pk, Action.INVITE)
    form = PersonForm(request.POST if request.method == "POST" else None, by=request.user, person=user)
    if request.method == "POST" and form.is_valid():
        if not may_look_after(request.user, user, Action.GIVE_ROLES):
            raise PermissionDenied
        # Roles that the one who edits may not give stay as they are.
        beyond = list(user.groups.exclude(pk__in=[group.pk for group in givable(request.user)]))
        inviting.keep_person(user, _invitee(form, keep=beyond))
        audit.log(request.user, "account changed", user)
        messages.success(request, _("Saved."))
        return redirect("newsroom_person", pk)
    return render(
        request, "newsroom/accounts/person.html", _about(user) | {"form": form, "oneself": user.pk == request.user.pk}
    )


def _about(user: Any) -> dict[str, Any]:
    link = OneTimeLink.objects.filter(
        user=user, purpose=OneTimeLink.Purpose.INVITATION, expires__gt=timezone.now()
    ).first()
    stepped = set(Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).values_list("user_id", flat=True))
    return {
        "line": _line(user, stepped, lockout.locked_names()),
        "until": said_when(link.expires) if link else "",
        "minutes": lockout.waiting_minutes(user.get_username()),
        "sessions": AccountSession.objects.filter(account_id=user.pk).count(),
        "must_have_second_step": must_have_second_step(user),
        "deactivating": DeactivateForm(person=user),
    }


def _somebody(request: HttpRequest, pk: int, action: Action) -> Any:
    user = get_object_or_404(get_user_model(), pk=pk)
    if not may_look_after(request.user, user, action):
        raise PermissionDenied
    return user


@require_POST
@admin_required(Action.INVITE)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again."""
    sent = inviting.invite_again(_somebody(request, pk, Action.INVITE), by=request.user)
    audit.log(request.user, "invited again", sent.person)
    return _sent(request, sent)


@require_POST
@admin_required(Action.INVITE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    user = _somebody(request, pk, Action.INVITE)
    email = user.email
    inviting.withdraw(user)
    audit.log(request.user, "invitation withdrawn", email)
    messages.success(
        request, _("The invitation to %(email)s is withdrawn; its link no longer works.") % {"email": email}
    )
    return redirect("newsroom_people")


@require_POST
@admin_required(Action.DEACTIVATE)
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person in no more."""
    user = _somebody(request, pk, Action.DEACTIVATE)
    form = DeactivateForm(request.POST, person=user)
    if not form.is_valid():
        raise Refusal(_("The person who was to take over the drafts has left too. Choose somebody else."))
    leaving.deactivate(user, by=request.user, hand_to=form.cleaned_data["hand_to"])
    audit.log(request.user, "deactivated", user)
    messages.success(
        request, _("%(name)s can no longer log in. Bylines and history keep the name.") % {"name": _name(user)}
    )
    return redirect("newsroom_person", pk)


def _act(action: Action, said: str, words: Promise, do: Callable[[Any], object]) -> Callable[..., HttpResponseBase]:
    """A view that does one thing to one person, writes it down and says so."""

    @require_POST
    @admin_required(action)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        user = _somebody(request, pk, action)
        do(user)
        audit.log(request.user, said, user)
        messages.success(request, words % {"name": _name(user)})
        return redirect("newsroom_person", pk)

    return view


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())


reactivate = _act(Action.DEACTIVATE, "reactivated", gettext_lazy("%(name)s can log in again."), leaving.reactivate)
unlock = _act(Action.DEACTIVATE, "unlocked", gettext_lazy("%(name)s may try again at once."), lockout.unlock)
end = _act(
    Action.DEACTIVATE, "signed out everywhere", gettext_lazy("%(name)s is logged out on every device."), end_sessions
)
forget_second_step = _act(
    Action.DEACTIVATE,
    "second step removed",
    gettext_lazy("The second step of %(name)s is forgotten. Tell them to set up a new one."),
    leaving.forget_second_step,
)
