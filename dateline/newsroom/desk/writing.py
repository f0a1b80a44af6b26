"""The writer's tools in an edition's form: counts, what is still to come, find and replace, keyboard shortcuts."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from wagtail.admin.panels import Panel

from dateline.edition.counts import count, pace
from dateline.languages.language import languages
from dateline.newsroom.unfinished import MARKER

HEADLINE_COLUMNS = 80  # letters; what search pages and phones show of a headline before they cut it
LONGEST = 1_000_000


class WritingTools(Panel):
    """A bar at the foot of the form, next to “Save draft”; without JavaScript there is none, and nothing is lost."""

    class BoundPanel(Panel.BoundPanel):
        """What the scripts need to know of the edition's language."""

        template_name = "newsroom/writing/tools.html"

        def is_shown(self) -> bool:
            """Where the edition's language is one of ours."""
            return self._language() is not None

        def get_context_data(self, parent_context: Any = None) -> Any:
            """Language, reading pace and the pattern of markers."""
            context = super().get_context_data(parent_context)
            language = self._language()
            if language is not None:
                context |= {"language": language, "pace": pace(language)}
            return context | {"marker": MARKER, "headline": HEADLINE_COLUMNS, "counts": reverse("newsroom_counts")}

        def _language(self) -> Any:
            return languages().get(self.instance.tag) if self.instance.locale_id else None


@require_POST
def counts(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    """The counts of the text that is sent, for scripts whose words only a dictionary parts: see ``count``."""
    language = languages().get(request.POST.get("language", ""))
    text = request.POST.get("text", "")
    if language is None or len(text) > LONGEST:
        return HttpResponseBadRequest()
    return JsonResponse(msgspec.to_builtins(count(text, language)))


def scripts() -> SafeString:
    """The tools' script, on every edit screen; it does nothing where the bar is not."""
    source = static("newsroom/writing/writing.js")
    return format_html('<script type="module" src="{}"></script>', source)


def styles() -> SafeString:
    """The tools' looks."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/writing/writing.css"))
