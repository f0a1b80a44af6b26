"""One text per language in one field, written in the form as lines that start with the language's tag."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext

from dateline.languages.language import languages


class TextsFormField(forms.CharField):
    """``en: text`` lines to a mapping of tag to text, and back."""

    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})

    def prepare_value(self, value: Any) -> Any:
        """The mapping as lines."""
        if isinstance(value, dict):
            return "\n".join(f"{tag}: {text}" for tag, text in sorted(value.items()))
        return value

    def clean(self, value: Any) -> Any:
        """The lines as a mapping; words for a line without a known tag."""
        texts: dict[str, str] = {}
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            tag, colon, text = line.partition(":")
            if not colon or tag.strip() not in languages():
                words = gettext("“%(line)s” must start with a language’s tag and a colon, as in “en: …”.")
                raise ValidationError(words % {"line": line[:60]})
            texts[tag.strip()] = text.strip()
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines say something else."""
        return bool(super().has_changed(self.prepare_value(initial) or "", data))


class TextsField(models.JSONField):
    """A JSON mapping of language tag to text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": dict, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        """The lines."""
        return TextsFormField(required=False, label=capfirst(str(self.verbose_name)), help_text=self.help_text)
