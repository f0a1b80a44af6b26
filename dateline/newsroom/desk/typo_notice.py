"""The notice at the head of a form whose draft is to go out as a typo and changes more than one."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from dateline.edition.loud import Loud
from dateline.newsroom import typos
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.versions import last_edition


class TypoNotice(Panel):
    """Stands above the fields until somebody has said what the change is."""

    class BoundPanel(Panel.BoundPanel):
        """Of the draft whose form it is."""

        template_name = "newsroom/typos/panel.html"

        def is_shown(self) -> bool:
            """Where there is something to say."""
            return self.instance.pk is not None and bool(self._found())

        def get_context_data(self, parent_context: Any = None) -> Any:
            """What it changes, in words."""
            context = super().get_context_data(parent_context)
            return context | {"page": self.instance, "what": typos.listed(self._found().reasons)}

        def _found(self) -> Loud:
            if self.instance.publish_kind != typos.TYPO:
                return typos.NOTHING
            try:
                return typos.unconfirmed(self.instance, last_edition(self.instance.key))
            except Refusal:
                return typos.NOTHING
