"""The forms about accounts: logging in, passwords, passkeys, inviting and looking after people."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.newsroom.accounts.rights import givable
from dateline.newsroom.accounts.speaking import interface_languages, language_of
from dateline.newsroom.language_names import called


class LoginForm(BaseLoginForm):
    """Name or e-mail address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.fields["login"]
        said.label = gettext_lazy("Name or e-mail address")
        said.widget.attrs = {"autocomplete": "username webauthn", "autofocus": True, "autocapitalize": "none"}
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
        self.fields["remember"].label = gettext_lazy("Keep me logged in on this device")


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey, with a name to know it by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Name of this passkey")
        self.fields["name"].help_text = gettext_lazy("To know it by, for example “Work laptop” or “Blue key”.")
        alone = self.fields["passwordless"]
        alone.label = gettext_lazy("Log in with it alone, without the password")
        alone.help_text = gettext_lazy(
            "The device then checks that it is you, by fingerprint, face or PIN. Untick this for a plain security key."
        )
        alone.initial = True


class ResetForm(forms.Form):
    """Whose password."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )


class OwnPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, twice; never the one that was given."""

    def clean_new_password1(self) -> str:
        """Another than now."""
        password = str(self.cleaned_data["new_password1"])
        if self.user.check_password(password):
            raise ValidationError(_("This is the password you were given. Take one that only you know."))
        return password


class PersonForm(forms.Form):
    """A person as the newsroom knows them; ``by`` is who fills the form and may give only what the own role may."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=150,
        help_text=gettext_lazy("The person logs in with it, and links for a new password go there."),
    )
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("For example “French desk: translators”. A person without a role cannot enter."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the screens and mails"),
        help_text=gettext_lazy("The person can change it later under Account."),
    )

    def __init__(self, *args: Any, by: Any, person: Any = None, **kwargs: Any) -> None:
        if person is not None:
            kwargs.setdefault("initial", _as_it_is(person))
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["groups"].queryset = givable(by)  # type: ignore[attr-defined]
        self.fields["language"].choices = interface_languages()  # type: ignore[attr-defined]
        if person is None:
            self.fields["language"].initial = language_of(by)
        else:
            self.fields["email"].required = bool(person.email)

    def desks(self) -> list[tuple[str, bool, list[tuple[Any, str]]]]:
        """The roles to tick, by desk: (desk, whether any is ticked, boxes with their words)."""
        found: dict[str, list[tuple[Any, str]]] = {}
        chosen: dict[str, bool] = {}
        for box in self["groups"].subwidgets:
            group = box.data["value"].instance
            mark = getattr(group, "desk_role", None)
            desk = _desk_words(mark.desk) if mark else str(_("Other groups"))
            found.setdefault(desk, []).append((box, str(mark.role if mark else group.name)))
            chosen[desk] = chosen.get(desk, False) or bool(box.data["selected"])
        return [(desk, chosen[desk], boxes) for desk, boxes in found.items()]

    def clean_email(self) -> str:
        """One address, one account."""
        email = str(self.cleaned_data["email"]).strip().lower()
        users = get_user_model()._default_manager.exclude(pk=self.person.pk if self.person else 0)
        if email and (users.filter(email__iexact=email) | users.filter(username__iexact=email)).exists():
            raise ValidationError(
                _(
                    "Somebody has an account with this address already. Look under People; a deactivated person can be"
                    " let in again."
                )
            )
        return email


def _desk_words(desk: str) -> str:
    return called(desk) if desk else str(_("All desks"))


def _as_it_is(person: Any) -> dict[str, Any]:
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "groups": person.groups.all(),
        "language": language_of(person),
    }


class DeactivateForm(forms.Form):
    """Who takes over what the person leaves unfinished."""

    hand_to = forms.ModelChoiceField(
        get_user_model()._default_manager.none(),
        label=gettext_lazy("Hand the drafts to"),
        required=False,
        empty_label=gettext_lazy("Nobody in particular: they stay on the desk"),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["hand_to"]
        field.queryset = (
            get_user_model()._default_manager.filter(is_active=True).exclude(pk=person.pk).order_by("last_name")
        )
        field.label_from_instance = lambda user: user.get_full_name() or user.get_username()
