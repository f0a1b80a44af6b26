"""Desks: a locale, a front and two groups a language, so that page permissions are desk permissions."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from dateline.languages.language import Language, languages
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.tags import code_of, locale_for

REPORTERS, EDITORS = "reporters", "editors"
MAY = {REPORTERS: ("add_page",), EDITORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")}
SHARED_DESK = "Shared things: editors"
SHARED = ("section", "dossier", "person", "place", "organisation", "redirect")
PICTURES = {REPORTERS: ("add_image", "choose_image"), EDITORS: ("add_image", "choose_image")}


def group_name(language: Language, role: str) -> str:
    """``French desk: editors``."""
    return f"{language.english_name} desk: {role}"


def setup_languages() -> list[str]:
    """Give every configured language its locale, front and desk, and the house its row. Safe to repeat.

    Returns the tags whose fronts went on line. A front that was unpublished later stays so.
    """
    with transaction.atomic():
        root = _root()
        _house()
        made = [each.tag for each in languages().values() if _front(root, each)]
        for each in languages().values():
            _desk(each, FrontPage.objects.get(locale__language_code=code_of(each.tag)))
        _shared_desk()
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "site_name": settings.DATELINE_SITE_NAME, "root_page": _main_front()},
        )
        _drop_welcome(root)
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


def _desk(language: Language, front: FrontPage) -> None:
    for role, codenames in MAY.items():
        group, made = Group.objects.get_or_create(name=group_name(language, role))
        if made:
            _may_enter(group)
            for permission in _page_permissions(codenames):
                GroupPagePermission.objects.get_or_create(group=group, page=front, permission=permission)
            _may_with_pictures(group, PICTURES[role])


def _page_permissions(codenames: Iterable[str]) -> Iterable[Permission]:
    return Permission.objects.filter(codename__in=codenames, content_type__app_label="wagtailcore")


def _shared_desk() -> None:
    group, made = Group.objects.get_or_create(name=SHARED_DESK)
    if made:
        _may_enter(group)
        wanted = Q()
        for name in SHARED:
            wanted |= Q(codename__in=[f"{verb}_{name}" for verb in ("add", "change", "delete", "view")])
        group.permissions.add(*Permission.objects.filter(wanted, content_type__app_label="newsroom"))
        _may_with_pictures(group, ("add_image", "change_image", "delete_image", "choose_image"))


def _may_with_pictures(group: Group, codenames: Iterable[str]) -> None:
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in Permission.objects.filter(codename__in=codenames, content_type__app_label="wagtailimages"):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _may_enter(group: Group) -> None:
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))


def _drop_welcome(root: Page) -> None:
    """Wagtail's own first page has no place in a newsroom."""
    plain = root.get_children().filter(content_type__app_label="wagtailcore", content_type__model="page", slug="home")
    welcome = plain.first()
    if welcome is not None and not welcome.get_children().exists():
        welcome.delete()
