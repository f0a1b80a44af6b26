"""The form of sound or film: what it refuses, it refuses beside the field and before anything is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from dateline.newsroom.media.apart import MOST_BYTES, examined, too_large
from dateline.newsroom.media.keeping import on_disk
from dateline.newsroom.permissions import Action, may


class MediaForm(WagtailAdminModelForm):
    """Sound or film with its captions."""

    class Media:
        js = ["newsroom/uploading.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs |= {"data-most": MOST_BYTES, "data-too-large": too_large()}

    def clean_file(self) -> Any:
        """Something that readers' browsers play; what readers have is replaced by those who may replace alone."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        if self.instance.published and not may(self.for_user, Action.REPLACE_PICTURES):
            raise forms.ValidationError(
                _("Readers have this already: ask a picture editor or an administrator to replace its file.")
            )
        with on_disk(file) as opened:
            try:
                found = examined(opened)
            except forms.ValidationError as error:
                raise forms.ValidationError(error.messages) from error
        if self.instance.pk and self.instance.sort != found.sort:
            raise forms.ValidationError(
                _("Sound cannot take the place of film, nor film of sound: texts play one or the other. Add it anew.")
            )
        return file

    def save(self, commit: bool = True) -> Any:
        """With whoever brought it."""
        if self.instance._state.adding:
            self.instance.uploaded_by = self.for_user
        return super().save(commit)
