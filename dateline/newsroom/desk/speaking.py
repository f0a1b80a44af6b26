"""In which language a person reads the newsroom: what they chose, what their browser asks for, and a second one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.users.models import UserProfile

from dateline.newsroom import catalogues
from dateline.newsroom.models.interface import InterfaceLanguage


def second_language(user: Any) -> str:
    """The code a person chose for what their own language lacks, or nothing."""
    try:
        return str(user.interface_language.second)
    except ObjectDoesNotExist:
        return ""


def language_of(profile: Any) -> str:
    """The code of what a person reads, with the second language where the first is not complete.

    Stands in the place of Wagtail's ``UserProfile.get_preferred_language``, which every screen and every mail asks.
    """
    asked = catalogues.parted(translation.get_language() or "")[0]
    own = profile.preferred_language or (asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
    return own if own in catalogues.complete() else catalogues.joined(own, second_language(profile.user))


def connect() -> None:
    """Wagtail offers no other place to say so."""
    UserProfile.get_preferred_language = language_of


class InTheirLanguage:
    """Middleware: what is said outside Wagtail's views, refusals and entrances, is said in a person's language too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer in the language of the browser, or in the person's own where they chose one."""
        with translation.override(translation.get_language_from_request(request)):
            profile = getattr(request.user, "wagtail_userprofile", None)
            if profile is None:
                return self.get_response(request)
            with translation.override(language_of(profile)):
                return self.get_response(request)


def words_for_scripts(request: HttpRequest) -> HttpResponseBase:
    """Wagtail's words for its scripts; all in the second language where Wagtail has no words of the first."""
    first, second = catalogues.parted(translation.get_language() or settings.LANGUAGE_CODE)
    with translation.override(catalogues.in_wagtail(first) or second or settings.LANGUAGE_CODE):
        return JavaScriptCatalog.as_view(packages=["wagtail.admin"])(request)


def _named(code: str) -> str:
    return str(get_language_info(code)["name_local"])


class SecondLanguageForm(forms.ModelForm[InterfaceLanguage]):
    """One choice among the languages in which every word is there."""

    class Meta:
        model = InterfaceLanguage
        fields = ["second"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lacking = [_named(code) for code, _name in settings.LANGUAGES if not catalogues.in_wagtail(code)]
        whole = sorted((_named(code), code) for code in catalogues.complete() if catalogues.in_wagtail(code))
        words = _(
            "What has no translation into your preferred language stands in this one. "
            "Hardly anything is translated into: %(languages)s."
        )
        self.fields["second"] = forms.ChoiceField(
            label=_("Second language"),
            help_text=words % {"languages": ", ".join(lacking)},
            required=False,
            choices=[("", _named(catalogues.ENGLISH))]
            + [(code, name) for name, code in whole if code != catalogues.ENGLISH],
        )


class SecondLanguagePanel(BaseSettingsPanel):
    """In a person's account, below the preferred language."""

    name = "second_language"
    title = _("Where your language has no words")
    order = 410
    form_class = SecondLanguageForm

    def get_form(self) -> SecondLanguageForm:
        """Bound to the person's row, which is made when they first choose."""
        row = InterfaceLanguage.objects.filter(user=self.user).first() or InterfaceLanguage(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return SecondLanguageForm(data, instance=row, prefix=self.name)
