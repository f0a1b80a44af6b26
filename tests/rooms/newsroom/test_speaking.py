"""A person reads the newsroom in the language they chose, and what that lacks in the second one they chose."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from dateline.languages.language import language
from dateline.newsroom import catalogues
from dateline.newsroom.accounts.speaking import said_when
from dateline.newsroom.desk.speaking import InTheirLanguage
from dateline.newsroom.language_names import called
from dateline.newsroom.models import InterfaceLanguage
from tests.rooms.newsroom.house import person

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def reading(language: str, second: str = "") -> Any:
    """A desk chief who chose these."""
    user = person("desk chief", "fr")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    if second:
        InterfaceLanguage.objects.create(user=user, second=second)
    return user


def entered(user: Any, **headers: str) -> Client:
    client = Client(headers=headers)
    client.force_login(user)
    return client


def test_a_chosen_language_rules_the_screens_whatever_the_browser_asks_for() -> None:
    page = entered(reading("fa"), accept_language="de, fr").get(reverse("wagtailadmin_home")).content.decode()
    assert '<html lang="fa" dir="rtl"' in page


def test_who_chose_nothing_reads_what_the_browser_asks_for() -> None:
    page = entered(reading(""), accept_language="pt-BR, en").get(reverse("wagtailadmin_home")).content.decode()
    assert '<html lang="pt-br" dir="ltr"' in page


def test_every_language_of_the_house_can_be_chosen() -> None:
    page = entered(reading("")).get(reverse("wagtailadmin_account")).content.decode()
    assert [code for code, _name in settings.LANGUAGES if f'<option value="{code}">' not in page] == []


def test_what_a_language_lacks_stands_in_the_second_one() -> None:
    with translation.override("ur-x-fr"):
        assert translation.gettext("Save draft") == "Enregistrer le brouillon"
        assert translation.gettext("Sunday") != "dimanche"  # Django has it in Urdu
        assert translation.get_language_bidi()
    with translation.override("ur"):
        assert translation.gettext("Save draft") == "Save draft"


def test_the_second_language_reaches_screens_scripts_and_mails() -> None:
    user = reading("bm", second="fr")
    client = entered(user)
    assert '<html lang="bm-x-fr" dir="ltr"' in client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Annuler" in client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    # Wagtail's mails ask their recipient's profile.
    assert UserProfile.objects.get(user=user).get_preferred_language() == "bm-x-fr"


def test_a_language_with_all_its_words_needs_no_second_one() -> None:
    profile = reading("en", second="fr").wagtail_userprofile
    assert profile.get_preferred_language() == "en"


def test_a_person_chooses_the_second_language_in_their_account() -> None:
    user = reading("km")
    client = entered(user)
    posted = {
        "name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "a@example.org",
        "locale-preferred_language": "km", "theme-theme": "system", "theme-density": "default",
        "theme-contrast": "system", "second_language-second": "zh-hans",
    }  # fmt: skip
    assert client.post(reverse("wagtailadmin_account"), posted).status_code == 302
    assert UserProfile.objects.get(user=user).get_preferred_language() == "km-x-zh-hans"


def test_latin_serbian_is_not_served_cyrillic_words() -> None:
    with translation.override("sr-latn"):
        assert translation.gettext("Sunday") == "nedelja"
        assert translation.gettext("Save draft") == "Save draft"


def test_portuguese_finds_the_catalogue_that_wagtail_names_by_its_country() -> None:
    assert catalogues.in_wagtail("pt") == "pt-pt"
    with translation.override("pt"):
        assert translation.gettext("Save draft") == "Gravar rascunho"


def test_where_wagtail_has_no_words_is_asked_of_the_installed_one() -> None:
    lacking = {code for code, _name in settings.LANGUAGES if not catalogues.in_wagtail(code)}
    assert {"km", "ur", "ha", "sw", "ff", "bm"} <= lacking
    assert not lacking & set(catalogues.complete())


def test_our_own_words_are_said_in_the_second_language_too() -> None:
    with translation.override("ha-x-fr"):
        assert translation.gettext("Second language") == "Seconde langue"


def test_a_plural_takes_the_form_that_its_language_asks_for() -> None:
    with translation.override("ru"):
        said = [translation.ngettext("%(left)s day left", "%(left)s days left", n) % {"left": n} for n in (1, 3, 5)]
    assert said == ["остался 1 день", "осталось 3 дня", "осталось 5 дней"]
    with translation.override("ar"):
        assert translation.ngettext("%(left)s day left", "%(left)s days left", 2) == "بقي يومان"


def test_what_is_said_outside_wagtails_views_is_in_the_persons_language() -> None:
    """Refusals that a view lets through are answered there, as are the doors."""
    request = RequestFactory().get("/newsroom/", headers={"accept-language": "de"})
    request.user = reading("fr")
    answer = InTheirLanguage(lambda _request: HttpResponse(translation.gettext("Second language")))(request)
    assert answer.content.decode() == "Seconde langue"


def test_languages_are_called_by_their_names_in_the_readers_language() -> None:
    said = {}
    for code in ("en", "fr", "fa", "ff-x-fr"):
        with translation.override(code):
            said[code] = called("sr-Latn")
    assert said["en"] == language("sr-Latn").english_name
    assert said["fr"] == "serbe (latin)"
    assert "صربی" in said["fa"]
    assert said["ff-x-fr"]


def test_an_instant_is_said_with_the_comma_of_the_language_or_none() -> None:
    at = datetime(2026, 12, 1, 12, 40, tzinfo=UTC)
    said = {}
    for code in ("en", "fa", "zh-hans", "fa-x-fr"):
        with translation.override(code):
            said[code] = said_when(at)
    assert said["en"].replace("\u202f", " ") == "December 1, 2026, 12:40 PM UTC"
    assert said["zh-hans"] == "2026年12月1日 12:40 UTC"
    assert "2026،" in said["fa"]
    assert said["fa-x-fr"] == said["fa"]
