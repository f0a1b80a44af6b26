"""The doors: logging in, asking for a new password, setting one, the forced change, ending sessions elsewhere."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView as BaseLoginView
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from dateline.newsroom import audit
from dateline.newsroom.accounts import links, resetting
from dateline.newsroom.accounts.forms import OwnPasswordForm, ResetForm
from dateline.newsroom.accounts.speaking import in_their_language, language_of, said_when
from dateline.newsroom.models.account import Account
from dateline.newsroom.models.session import end_sessions


@method_decorator(in_their_language, name="dispatch")
class LoginView(BaseLoginView):
    """allauth's, in our look; somebody without any role is told so instead of being sent in circles."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form, or the words."""
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            return render(request, "newsroom/accounts/no_role.html", status=403)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


@never_cache
@in_their_language
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a new password; the answer is the same whoever asks."""
    form = ResetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        resetting.wish(form.cleaned_data["email"])
        return redirect("newsroom_forgotten_done")
    return render(request, "newsroom/accounts/forgotten.html", {"form": form})


@never_cache
@in_their_language
def forgotten_done(request: HttpRequest) -> HttpResponse:
    """What happens now."""
    return render(request, "newsroom/accounts/forgotten_done.html")


@never_cache
@sensitive_post_parameters()
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a one-time link, in the language of whom it was sent to."""
    link = links.look(token)
    if link is None:
        answer = in_their_language(_void)(request)
    else:
        answer = in_their_language(_set_password, of=language_of(link.user))(request, token, link)
    # The key stands in the address: what the page fetches is not told where from, nor is any next page.
    answer["Referrer-Policy"] = "strict-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def _void(request: HttpRequest) -> HttpResponse:
    return render(request, "newsroom/accounts/void_link.html", status=410)


def _set_password(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    form = OwnPasswordForm(link.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = links.use(token, form.cleaned_data["new_password1"])
        if user is None:
            return _void(request)
        audit.log(user, "password set", user, detail=str(link.purpose))
        messages.success(request, _("Your password is set. Log in with it now."))
        return redirect("account_login")
    words = {"form": form, "link": link, "until": said_when(link.expires)}
    return render(request, "newsroom/accounts/set_password.html", words)


@never_cache
@sensitive_post_parameters()
@login_required
@in_their_language
def change_password(request: HttpRequest) -> HttpResponse:
    """The change that a given password demands; who has done it uses the panel under Account."""
    account = Account.objects.filter(user_id=request.user.pk or 0, must_change_password=True).first()
    if account is None:
        return redirect("wagtailadmin_account")
    form = OwnPasswordForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        Account.objects.filter(pk=account.pk).update(must_change_password=False)
        update_session_auth_hash(request, form.user)
        end_sessions(request.user, but=request.session.session_key)
        audit.log(request.user, "password changed", request.user)
        messages.success(request, _("Your password is changed. From now on, log in with it."))
        return redirect("wagtailadmin_home")
    return render(request, "newsroom/accounts/change_password.html", {"form": form})


@login_required
@in_their_language
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions, this one too."""
    if request.method != "POST":
        return render(request, "newsroom/accounts/sign_out_everywhere.html")
    audit.log(request.user, "signed out everywhere", request.user)
    end_sessions(request.user)
    request.session.flush()
    messages.success(request, _("You are logged out on every device."))
    return HttpResponseRedirect(reverse("account_login"))
