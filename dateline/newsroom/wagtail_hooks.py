"""What we add to Wagtail's admin, by its own hooks: shared things, buttons, screens, a rich-text feature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import AbstractPage, Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from dateline.newsroom.accounts import menus
from dateline.newsroom.actions.translate import TRANSLATABLE, read_version, source_of, targets
from dateline.newsroom.desk import (
    approving,
    audit_log,
    beside,
    board,
    both,
    corrections,
    embargoes,
    following,
    fronts,
    home,
    house_screens,
    killing,
    language_span,
    menu,
    new_story,
    outside,
    preview_links,
    redacting,
    releases,
    speaking,
    story,
    timelines,
    translation_help,
    trash,
    typos,
    writing,
)
from dateline.newsroom.desk.import_batch import import_batch
from dateline.newsroom.desk.import_preview import import_preview
from dateline.newsroom.desk.imports import ImportsMenuItem, imports
from dateline.newsroom.desk.series import SectionCreate, SectionEdit
from dateline.newsroom.desk.translating import catching_up, translating
from dateline.newsroom.media import library
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.entities import Organisation, Place
from dateline.newsroom.models.event import Event
from dateline.newsroom.models.person import Person
from dateline.newsroom.models.redirect import Redirect
from dateline.newsroom.models.section import Section
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.pictures.addresses import picture_addresses


class Sections(SnippetViewSet):
    """Where stories belong for good."""

    model = Section
    add_view_class = SectionCreate
    edit_view_class = SectionEdit
    icon = "folder-inverse"
    list_display = ["__str__", "order"]


class Dossiers(SnippetViewSet):
    """The running files."""

    model = Dossier
    icon = "folder-open-inverse"


class Events(SnippetViewSet):
    """What stands on timelines."""

    model = Event
    delete_view_class = timelines.EventDelete
    icon = "time"
    list_display = ["__str__", "date"]


class People(SnippetViewSet):
    """Who is in the news or in bylines."""

    model = Person
    icon = "user"


class Places(SnippetViewSet):
    """Where news happens."""

    model = Place
    icon = "globe"


class Organisations(SnippetViewSet):
    """Bodies in the news."""

    model = Organisation
    icon = "group"


class Redirects(SnippetViewSet):
    """Addresses that moved."""

    model = Redirect
    icon = "redirect"
    list_display = ["path", "target"]


class SharedThings(SnippetViewSetGroup):
    """One menu for what all languages share; saving a thing here publishes it."""

    menu_label = gettext_lazy("Shared things")
    menu_icon = "snippet"
    menu_order = 150
    items = (Sections, Dossiers, Events, People, Places, Organisations, Redirects)


register_permission_policy(Event, timelines.Timelines(Event))
register_permission_policy(AbstractPage, trash.Desks(Page))
register_snippet(SharedThings)
house_screens.register()
menus.register()
library.register()


@hooks.register("register_rich_text_features")
def rich_text_features(features: Any) -> None:
    """Words of another language."""
    language_span.register(features)


@hooks.register("register_admin_urls")
def board_urls() -> list[URLPattern]:
    """The board, a story in all languages, a source beside its edition, both texts."""
    return [
        path("source/<int:page_id>/", following.switching, name="newsroom_source"),
        path("source/<int:page_id>/does-not-apply/", following.dismissing, name="newsroom_dismiss"),
        path("both/<int:page_id>/<int:revision_id>/", both.both, name="newsroom_both"),
        path("board/", board.board, name="newsroom_board"),
        path("corrections/", corrections.corrections, name="newsroom_corrections"),
        path("board/<uuid:story_id>/", story.story, name="newsroom_story"),
        path("board/<uuid:story_id>/<slug:language>/assign/", story.assigning, name="newsroom_assign"),
        path("board/<uuid:story_id>/<slug:language>/not-wanted/", story.refusing, name="newsroom_not_wanted"),
    ]


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Our own screens."""
    return [
        path("reports/audit-log/", audit_log.AuditLog.as_view(), name="newsroom_audit"),
        path(
            "reports/audit-log/results/", audit_log.AuditLog.as_view(results_only=True), name="newsroom_audit_results"
        ),
        path("counts/", writing.counts, name="newsroom_counts"),
        path("translate/<int:page_id>/", translating, name="newsroom_translate"),
        path("translate/<int:page_id>/catch-up/", catching_up, name="newsroom_catch_up"),
        path("translation-help/<int:page_id>/", translation_help.translation_help, name="newsroom_translation_help"),
        path("outside/<int:page_id>/", outside.outside, name="newsroom_outside"),
        path("embargo/<int:page_id>/", embargoes.embargo_of, name="newsroom_embargo"),
        path("embargo/<int:page_id>/lift/", embargoes.lifting, name="newsroom_lift_embargo"),
        path("preview-links/<int:page_id>/", preview_links.preview_links, name="newsroom_preview_links"),
        path(
            "preview-links/<int:page_id>/<int:link_id>/withdraw/",
            preview_links.withdrawing,
            name="newsroom_withdraw_link",
        ),
        path("releases/", releases.releases, name="newsroom_releases"),
        path("releases/<int:release_id>/", releases.release_of, name="newsroom_release"),
        path("releases/join/<int:page_id>/", releases.joining, name="newsroom_join_release"),
        path("typos/", typos.listing, name="newsroom_typos"),
        path("typos/<int:page_id>/", typos.holding, name="newsroom_typo"),
        path("trash/", trash.trash, name="newsroom_trash"),
        path("trash/<int:entry_id>/restore/", trash.restore, name="newsroom_trash_restore"),
        path("trash/<int:entry_id>/delete-for-good/", trash.for_good, name="newsroom_trash_for_good"),
        path("stories/new/", new_story.new_story, name="newsroom_new_story"),
        path("stories/new/<str:language>/<int:template_id>/", new_story.begin_from, name="newsroom_begin"),
        path("templates/keep/<int:page_id>/", new_story.keep_as_template, name="newsroom_keep_template"),
        path("templates/<int:template_id>/drop/", new_story.drop_template, name="newsroom_drop_template"),
        path("imports/", imports, name="newsroom_imports"),
        path("imports/<uuid:batch_id>/", import_batch, name="newsroom_import_batch"),
        path("imports/items/<int:item_id>/", import_preview, name="newsroom_import"),
    ]


@hooks.register("register_admin_urls")
def erasing_urls() -> list[URLPattern]:
    """Kills and redactions."""
    return [
        path("kill/<int:page_id>/", killing.kill_story, name="newsroom_kill"),
        path("receipts/", killing.receipts, name="newsroom_receipts"),
        path("receipts/<uuid:receipt_id>/", killing.receipt, name="newsroom_receipt"),
        path("receipts/<uuid:receipt_id>/decide/", killing.decide, name="newsroom_decide"),
        path("redact/<int:page_id>/", redacting.redact_story, name="newsroom_redact"),
        path("redactions/", redacting.redactions, name="newsroom_redactions"),
        path("redactions/<uuid:redaction_id>/", redacting.redaction, name="newsroom_redaction"),
        path("redactions/<uuid:redaction_id>/decide/", redacting.decide, name="newsroom_decide_redaction"),
    ]


@hooks.register("register_admin_menu_item")
def imports_menu_item() -> ImportsMenuItem:
    """“Imports (n)”."""
    return ImportsMenuItem()


hooks.register("register_account_settings_panel", speaking.SecondLanguagePanel)
hooks.register("construct_page_action_menu", approving.say_what_approving_does)
hooks.register("insert_editor_js", writing.scripts)
hooks.register("insert_global_admin_css", writing.styles)
hooks.register("insert_editor_js", beside.scripts)
hooks.register("insert_global_admin_css", beside.styles)
hooks.register("insert_global_admin_js", menu.house_name_script)
hooks.register("register_admin_menu_item", board.BoardMenuItem)
hooks.register("register_admin_menu_item", corrections.CorrectionsMenuItem)
hooks.register("construct_homepage_panels", home.panels, order=1)
hooks.register("construct_homepage_summary_items", home.no_counts, order=1)
hooks.register("before_delete_page", trash.into_the_trash)
hooks.register("after_copy_page", embargoes.after_copy)
hooks.register("before_edit_page", both.ask)
hooks.register("before_edit_page", typos.ask, order=1)
hooks.register("construct_page_chooser_queryset", trash.without_the_trash)


# In the place of Wagtail's, which is registered before it.
hooks.register("register_bulk_action", trash.TrashBulkAction, order=1)


@hooks.register("register_admin_menu_item")
def releases_menu_item() -> releases.ReleasesMenuItem:
    """“Releases”."""
    return releases.ReleasesMenuItem()


@hooks.register("register_admin_menu_item")
def trash_menu_item() -> trash.TrashMenuItem:
    """“Trash”."""
    return trash.TrashMenuItem()


@hooks.register("register_admin_urls")
def front_urls() -> list[URLPattern]:
    """Fronts and their arrangements."""
    return [
        path("fronts/", fronts.fronts, name="newsroom_fronts"),
        path("fronts/<slug:language>/<slug:kind>/<int:about>/", fronts.arranging, name="newsroom_arrange"),
    ]


hooks.register("register_admin_menu_item", fronts.FrontsMenuItem)
hooks.register("register_admin_menu_item", killing.ReceiptsMenuItem)
hooks.register("register_admin_menu_item", redacting.RedactionsMenuItem)
hooks.register("register_admin_menu_item", menu.today)
hooks.register("construct_main_menu", menu.arrange)
hooks.register("construct_help_menu", menu.help_of_our_own)
hooks.register("register_admin_urls", picture_addresses, order=-1)


hooks.register("register_reports_menu_item", audit_log.item)
hooks.register("register_reports_menu_item", typos.item)


@hooks.register("construct_reports_menu")
def without_site_history(_request: Any, menu_items: list[Any]) -> None:
    """Our audit log stands in its place: names in it outlive accounts, and every reader of it may read it."""
    menu_items[:] = [item for item in menu_items if item.name != "site-history"]


def translate_buttons(page: Any, user: Any) -> Iterator[Button]:
    """“Translate into …” for those who may write at a desk that lacks the story."""
    edition = page.specific_deferred if page.specific_class in TRANSLATABLE else None
    if edition is not None and edition.live and targets(edition, user):
        url = reverse("newsroom_translate", args=[page.pk])
        yield Button(gettext("Translate into …"), url, icon_name="globe", priority=15)


def catch_up_buttons(page: Any, user: Any) -> Iterator[Button]:
    """“Source has moved on” on standing pages; an edition's form has its source beside it."""
    edition = page.specific if page.specific_class is StandingPage else None
    before, source = (read_version(edition), source_of(edition)) if edition else (None, None)
    behind = before is not None and source is not None and source.version > before.version
    if behind and page.permissions_for_user(user).can_edit():
        url = reverse("newsroom_catch_up", args=[page.pk])
        yield Button(gettext("The source has moved on …"), url, icon_name="history", priority=14)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, **_: Any) -> Iterator[Button]:
    """In the edit screen's menu."""
    yield from translate_buttons(page, user)
    yield from catch_up_buttons(page, user)
    yield from new_story.buttons(page, user)
    yield from outside.buttons(page, user)
    yield from translation_help.buttons(page, user)
    yield from embargoes.buttons(page, user)
    yield from preview_links.buttons(page, user)
    yield from releases.buttons(page, user)
    yield from redacting.buttons(page, user)
    yield from killing.buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Any, user: Any, **_: Any) -> Iterator[Button]:
    """In the explorer's menu."""
    yield from translate_buttons(page, user)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_what_is_left_out(request: Any, instance: Any) -> None:
    """A navigation that was saved names the links that its readers do not see yet."""
    house_screens.say_what_is_left_out(request, instance)
