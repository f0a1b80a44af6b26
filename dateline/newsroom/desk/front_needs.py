"""What an arrangement still needs, in its form: said above the slots, and set beside each of them by a script."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from dateline.newsroom.fronts.needs import Need, needs


class FrontNeeds(Panel):
    """Of the draft as it was opened; it keeps nobody from publishing."""

    class BoundPanel(Panel.BoundPanel):
        """See above."""

        template_name = "newsroom/fronts/needs.html"

        def is_shown(self) -> bool:
            """Where there is something to say."""
            return self.instance.pk is not None and bool(self._found())

        def get_context_data(self, parent_context: Any = None) -> Any:
            """The remarks in the order of the slots."""
            return super().get_context_data(parent_context) | {"needs": self._found()}

        def _found(self) -> list[Need]:
            if not hasattr(self, "_needs"):
                self._needs = needs(self.instance)
            return self._needs
