"""The edit form of an edition: it asks for the publish kind where the edition was published before."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from dateline.newsroom.refusal import Refusal
from dateline.newsroom.versions import check_kind


class EditionForm(WagtailAdminPageForm):
    """Kind and note stand in the form from the second publication on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.version:
            for name in ("publish_kind", "publish_note"):
                self.fields.pop(name, None)

    def clean(self) -> Any:
        """Refuse at the form, in words, what publishing would refuse anyway."""
        cleaned = super().clean()
        if "publish_kind" in self.fields and "action-publish" in self.data:
            try:
                check_kind(cleaned.get("publish_kind", ""), cleaned.get("publish_note", ""))
            except Refusal as refusal:
                self.add_error(None, refusal)
        return cleaned
