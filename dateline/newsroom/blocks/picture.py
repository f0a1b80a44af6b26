"""A picture in a body, with this edition's own words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock

from dateline.edition import blocks
from dateline.edition.blocks import Block
from dateline.edition.characters import line
from dateline.newsroom import help_texts


class PictureBlock(StructBlock):
    """Empty caption or alternative text takes the picture's own in the edition's language."""

    made_of = (blocks.PictureBlock,)

    picture = ImageChooserBlock(label=_("Picture"), help_text=help_texts.PICTURE)
    caption = CharBlock(label=_("Caption"), required=False, max_length=1000, help_text=help_texts.CAPTION)
    alt = CharBlock(label=_("Alternative text"), required=False, max_length=500, help_text=help_texts.ALT)

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One picture; none where it has been deleted since."""
        if value["picture"] is None:
            return []
        return [blocks.PictureBlock(block_id, value["picture"].uuid, line(value["caption"]), line(value["alt"]))]

    def raw(self, block: blocks.PictureBlock) -> dict[str, Any]:
        """The reverse; raises ValueError where no such picture stands in the newsroom."""
        found = apps.get_model("newsroom", "Picture").objects.filter(uuid=block.picture).first()
        if found is None:
            raise ValueError(f"there is no picture {block.picture} in the newsroom")
        return {"picture": found.pk, "caption": block.caption, "alt": block.alt}

    class Meta:
        icon = "image"
        label = _("Picture")
