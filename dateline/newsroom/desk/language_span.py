"""The rich-text feature that marks words of another language: stored as ``<span lang="fr">``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from draftjs_exporter import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

NAME, TYPE = "language", "LANGUAGE"


class LanguageSpanHandler(InlineEntityElementHandler):
    """From the stored markup to Draftail's entity."""

    mutability = "MUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        """The tag."""
        return {"lang": attrs["lang"]}


def span(props: dict[str, Any]) -> Any:
    """From Draftail's entity to the stored markup."""
    return DOM.create_element("span", {"lang": props["lang"]}, props["children"])


def register(features: Any) -> None:
    """Make the feature known to Wagtail's rich text."""
    button: dict[str, Any] = {"type": TYPE, "icon": "globe", "description": _("Language"), "attributes": ["lang"]}
    button |= {"question": _("Language of these words, as a BCP 47 tag (fr, ar, zh-Hans):")}
    button |= {"allowlist": {"lang": True}}
    features.register_editor_plugin(
        "draftail", NAME, EntityFeature(button, js=["newsroom/language_span.js", "newsroom/pasting.js"])
    )
    features.register_converter_rule(
        "contentstate",
        NAME,
        {
            "from_database_format": {"span[lang]": LanguageSpanHandler(TYPE)},
            "to_database_format": {"entity_decorators": {TYPE: span}},
        },
    )
