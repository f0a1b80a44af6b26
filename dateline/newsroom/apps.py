"""The newsroom as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dateline.newsroom import catalogues, unsaid


class NewsroomConfig(AppConfig):
    """Listed last in INSTALLED_APPS, so that it is ready when all of Wagtail is."""

    name = "dateline.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Runs when every model is known."""
        catalogues.connect()
        unsaid.connect()
        import_module("dateline.newsroom.desk.speaking").connect()
        import_module("dateline.newsroom.hooks").connect()
