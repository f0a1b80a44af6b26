"""Desks: a locale, a front and the groups of its roles a language, so that page permissions are desk permissions."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from dateline.languages.facts import Language
from dateline.languages.language import languages
from dateline.newsroom.board_rows import missing, repair
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.roles import lay_review, lay_roles
from dateline.newsroom.tags import code_of, locale_for


def setup_languages() -> list[str]:
    """Give every configured language its locale, front and desk, and the house its row. Safe to repeat.

    Returns the tags whose fronts went on line. A front that was unpublished later stays so.
    """
    with transaction.atomic():
        root = _root()
        _house()
        made = [each.tag for each in languages().values() if _front(root, each)]
        lay_roles()
        lay_review(root)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "site_name": settings.DATELINE_SITE_NAME, "root_page": _main_front()},
        )
        _drop_welcome(root)
        repair(missing())
    return made


def _root() -> Page:
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(instance=Page(title="Root", slug="root", locale=locale_for("en")))
    return root


def _house() -> None:
    if not HouseSettings.objects.exists():
        HouseSettings(name=settings.DATELINE_SITE_NAME, base_url=settings.WAGTAILADMIN_BASE_URL).save()


def _front(root: Page, language: Language) -> bool:
    locale = locale_for(language.tag)
    if FrontPage.objects.filter(locale=locale).exists():
        return False
    sibling = FrontPage.objects.first()
    front = FrontPage(title=settings.DATELINE_SITE_NAME, slug=f"front-{code_of(language.tag)}", locale=locale)
    if sibling is not None:
        front.translation_key = sibling.translation_key
    root.refresh_from_db()
    root.add_child(instance=front)
    front.save_revision().publish()
    return True


def _main_front() -> FrontPage:
    return FrontPage.objects.filter(locale__language_code="en").first() or FrontPage.objects.get(
        locale=Locale.objects.filter(pk__in=FrontPage.objects.values("locale"))[0]
    )


def _drop_welcome(root: Page) -> None:
    """Wagtail's own first page has no place in a newsroom."""
    plain = root.get_children().filter(content_type__app_label="wagtailcore", content_type__model="page", slug="home")
    welcome = plain.first()
    if welcome is not None and not welcome.get_children().exists():
        welcome.delete()
