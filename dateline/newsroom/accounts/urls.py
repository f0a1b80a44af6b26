"""Addresses about accounts, under ``/newsroom/``: the doors stand open, the rooms behind them need a login."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.internal.stagekit import unstash_login
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest
from django.urls import path
from wagtail.admin.views.account import LogoutView

from dateline.newsroom.accounts import entrance, people
from dateline.newsroom.accounts.lockout import guarded
from dateline.newsroom.accounts.speaking import in_their_language


def _half_logged_in(request: HttpRequest) -> Any:
    login = unstash_login(request, peek=True)
    return login.user if login is not None else None


def _logged_in(request: HttpRequest) -> Any:
    return request.user if request.user.is_authenticated else None


doors = [
    path("login/", entrance.LoginView.as_view(), name="account_login"),
    path("login/code/", in_their_language(guarded(second_step.authenticate, _half_logged_in)), name="mfa_authenticate"),
    path("login/passkey/", in_their_language(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("password_reset/", entrance.forgotten, name="newsroom_forgotten"),
    path("password_reset/done/", entrance.forgotten_done, name="newsroom_forgotten_done"),
    path("welcome/<str:token>/", entrance.set_password, name="newsroom_set_password"),
    path("account/first-password/", entrance.change_password, name="newsroom_change_password"),
    path("account/sign-out-everywhere/", entrance.sign_out_everywhere, name="newsroom_sign_out_everywhere"),
]
rooms = [
    path("account/confirm/", guarded(account.reauthenticate, _logged_in), name="account_reauthenticate"),
    path("account/confirm/code/", guarded(second_step.reauthenticate, _logged_in), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/second-step/", second_step.index, name="mfa_index"),
    path("account/second-step/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-step/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-step/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-step/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-step/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/second-step/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/second-step/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/second-step/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/second-step/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("people/", people.index, name="newsroom_people"),
    path("people/invite/", people.invite, name="newsroom_invite"),
    path("people/<int:pk>/", people.person, name="newsroom_person"),
    path("people/<int:pk>/again/", people.again, name="newsroom_invite_again"),
    path("people/<int:pk>/withdraw/", people.withdraw, name="newsroom_withdraw"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="newsroom_deactivate"),
    path("people/<int:pk>/reactivate/", people.reactivate, name="newsroom_reactivate"),
    path("people/<int:pk>/unlock/", people.unlock, name="newsroom_unlock"),
    path("people/<int:pk>/sign-out/", people.end, name="newsroom_end_sessions"),
    path("people/<int:pk>/forget-second-step/", people.forget_second_step, name="newsroom_forget_second_step"),
]
