"""What an arrangement still needs, in its form: said above the slots, and set beside each of them by a script."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from dateline.newsroom.fronts.needs import needs


class FrontNeeds(Panel):
    """Of the draft as it was last saved; it keeps nobody from publishing."""

    class BoundPanel(Panel.BoundPanel):
        """See above."""

        template_name = "newsroom/fronts/needs.html"

        def is_shown(self) -> bool:
            """Of what stands already; empty it is hidden, until a saved draft needs something."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> Any:
            """The remarks in the order of the slots."""
            return super().get_context_data(parent_context) | {"needs": needs(self.instance)}
