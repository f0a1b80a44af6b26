"""Screens of sections: whoever saves a podcast hears what directories will say of its cover."""

from __future__ import annotations

from typing import Any

from wagtail.admin import messages
from wagtail.snippets.views import snippets


class ToldOfItsCover:
    """After the save, since it is no reason to keep nothing: the series is right for everybody who has its address."""

    def form_valid(self, form: Any) -> Any:
        """As Wagtail does, and a warning where one is due."""
        answer = super().form_valid(form)  # type: ignore[misc]
        lacks = form.instance.cover_lacks()
        if lacks:
            messages.warning(self.request, lacks)  # type: ignore[attr-defined]
        return answer


class SectionCreate(ToldOfItsCover, snippets.CreateView):
    """Make one."""


class SectionEdit(ToldOfItsCover, snippets.EditView):
    """Change it."""
