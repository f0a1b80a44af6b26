"""The picture's form: it fills itself from the file, says which field came from there, and asks for the credit."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

import msgspec
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from dateline.languages.language import languages
from dateline.newsroom.models.texts import TextsFormField
from dateline.newsroom.pictures.apart import prepare
from dateline.newsroom.pictures.embedded import Said
from dateline.newsroom.pictures.filling import gaps, ours, own_language
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import choices

NO_CREDIT = "Say whom to credit, as in “AFP”: the file does not. Where nobody is to be named, name the house."
SHOWN = 160


class PictureFileField(WagtailImageField):
    """A file that is decoded apart, within limits, before anything else looks into it; ``prepared`` hangs on it."""

    def to_python(self, data: Any) -> Any:
        """The file as Wagtail has it, or words that say why it cannot be taken and what to do."""
        if not data:
            return super().to_python(data)
        if self.max_upload_size and data.size > self.max_upload_size:
            figures = {"size": filesizeformat(data.size), "most": self.max_upload_size_text}
            words = _("This file has %(size)s, more than the %(most)s that fit. Save it smaller and upload it again.")
            raise ValidationError(words % figures)
        data.seek(0)
        try:
            prepared = prepare(data.read(), Path(settings.DATELINE_BLOBS))
        except Refusal as refusal:
            raise ValidationError(refusal.words) from refusal
        data.seek(0)
        file: Any = super().to_python(data)
        file.prepared = prepared
        return file


class PictureForm(BaseImageForm):
    """Upload and edit. A file is chosen once; replacing it has a screen of its own that says what will follow."""

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language if language in languages() else own_language()
        if self.instance.pk:
            self.fields.pop("file", None)
        elif "file" in self.fields:
            before = self.fields["file"]
            self.fields["file"] = PictureFileField(label=before.label, widget=before.widget)
        if "title" in self.fields:
            self.fields["title"].required = False  # an empty one takes the file's headline
            self._bound_fields_cache.pop("title", None)  # Wagtail has asked for it already, without these words
        if "tags" in self.fields:
            self.fields["tags"].help_text = _("Words to find it by, as in “NATO, Brussels”.")
        if not self.is_bound:
            self._say_origins()

    def clean(self) -> dict[str, Any]:
        """Fill what the editor left empty from the file; ask for a title and a credit where neither has one."""
        cleaned: dict[str, Any] = super().clean()
        file = cleaned.get("file")
        prepared = getattr(file, "prepared", None)
        if file is not None and prepared is not None:
            cleaned |= self._gaps(cleaned, prepared.said, str(file.name))
            self.instance.prepared = prepared
        if not cleaned.get("title"):
            cleaned["title"] = self.instance.title or (PurePath(str(file.name)).stem if file else "")
        if not cleaned.get("title"):
            self.add_error("title", _("Give it a title for the newsroom’s lists, as in “Clinton and Lavrov, Geneva”."))
        if "credit" in self.fields and "file" not in self.errors and not cleaned.get("credit"):
            self.add_error("credit", _(NO_CREDIT))
        return cleaned

    def _gaps(self, cleaned: dict[str, Any], said: Said, name: str) -> dict[str, Any]:
        written = dict(cleaned)
        if written.get("title") in {name, PurePath(name).stem}:
            written["title"] = ""  # the browser took it from the file's name: nobody wrote it
        found = {name: value for name, value in ours(said, self.language).items() if name in self.fields}
        return gaps(written, found)

    def save(self, commit: bool = True) -> Any:
        """The row, then its words with the tags that stand beside it."""
        saved = super().save(commit=commit)
        if commit:
            saved.remember_words()
        return saved

    def _say_origins(self) -> None:
        """Below each field: where its value came from, or what the file says where an editor wrote something else."""
        said = msgspec.convert(self.instance.found or {}, Said)
        found = ours(said, self.language)
        for name, value in found.items():
            if name not in self.fields:
                continue
            now = self._now(name)
            if _same(now, value):
                note = format_html(_("From the file: {}."), said.origins[name])
            else:
                note = format_html(_("The file says “{}” ({})."), _shown(value), said.origins[name])
            field = self.fields[name]
            field.help_text = format_html("{} <strong class='from-file'>{}</strong>", field.help_text or "", note)

    def _now(self, name: str) -> Any:
        if name == "tags":
            return [tag.name for tag in self.instance.tags.all()] if self.instance.pk else []
        return getattr(self.instance, name)


class ReplaceForm(forms.Form):
    """A new file for a picture that stays the same picture."""

    file = PictureFileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("New file")


class TogetherForm(forms.Form):
    """What is asked once for all files of an upload; what a file says itself fills only what stays empty here."""

    credit = forms.CharField(required=False, max_length=200)
    rights = forms.CharField(required=False, max_length=500)
    language = forms.ChoiceField(required=False, choices=choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", own_language())
        for name, label, words in (
            ("credit", _("Credit for all"), _("As in “AFP”. Empty takes what each file says.")),
            ("rights", _("Rights for all"), _("As in “© 2009 AFP”. Empty takes what each file says.")),
            ("language", _("Language of the files’ texts"), _("For texts whose file states none, as in “English”.")),
        ):
            self.fields[name].label, self.fields[name].help_text = label, words


def _same(now: Any, value: Any) -> bool:
    if isinstance(value, dict):
        return all((now or {}).get(tag) == text for tag, text in value.items())
    if isinstance(value, list):
        return {text.casefold() for text in value} <= {text.casefold() for text in now}
    return bool(now == value)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        text = str(TextsFormField().prepare_value(value))
    else:
        text = ", ".join(value) if isinstance(value, list) else str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
