"""Sound and film in a body: a file from the library, or a provider's address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, StructBlockValidationError, URLBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from dateline.edition.blocks import Audio, Block, Paragraph, Video
from dateline.edition.blocks.recording import Recording
from dateline.edition.characters import line
from dateline.newsroom.blocks.kind import INLINE
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.richtext import join, split


class AudioBlock(StructBlock):
    """Either a file of ours or a provider's address."""

    made_of: tuple[type, ...] = (Audio,)

    media = SnippetChooserBlock(
        "newsroom.Recording", required=False, label=gettext_lazy("Our own file"),
        help_text=gettext_lazy("From “Sound and film”, as in “Clinton, Geneva”. Leave it empty to link to a provider."),
    )  # fmt: skip
    url = URLBlock(
        required=False, label=gettext_lazy("Or a provider’s address"),
        help_text=gettext_lazy("As in https://soundcloud.com/…: a card leads there, and nothing is loaded before."),
    )  # fmt: skip
    provider = CharBlock(
        required=False, max_length=80, label=gettext_lazy("Provider"),
        help_text=gettext_lazy("The site’s own name, as in “SoundCloud”."),
    )  # fmt: skip
    thumbnail = ImageChooserBlock(
        required=False, label=gettext_lazy("Picture on the card"),
        help_text=gettext_lazy("One of our own, as in a map; a file of ours has its poster in the library."),
    )  # fmt: skip
    title = CharBlock(
        required=False, max_length=300, label=gettext_lazy("Title"),
        help_text=gettext_lazy("As in “Clinton in Geneva”. Empty takes the file’s own in this language."),
    )  # fmt: skip
    transcript = RichTextBlock(
        required=False, features=INLINE, label=gettext_lazy("Transcript"),
        help_text=gettext_lazy("What is said, for those who cannot hear it, as in “Clinton: We start anew.”"),
    )  # fmt: skip

    def clean(self, value: Any) -> Any:
        """One or the other, with words beside the field."""
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if cleaned["media"] and cleaned["url"]:
            words = _("Choose a file of ours or give an address, not both: clear one of them.")
            errors["url"] = ValidationError(words)
        elif not cleaned["media"] and not cleaned["url"]:
            errors["media"] = ValidationError(_("Choose a file of ours, or give a provider’s address below."))
        elif cleaned["url"] and not line(cleaned["provider"]):
            errors["provider"] = ValidationError(_("Name the provider that the address belongs to, as in YouTube."))
        elif cleaned["media"] and not self.fits(cleaned["media"]):
            errors["media"] = ValidationError(_("This file has no picture. Use the block “Audio” for it."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def fits(self, media: Any) -> bool:
        """Whether the block can play it: the sound of a film may be played alone."""
        return True

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One recording; none where its file has been deleted since. Raises Refusal where it cannot be played."""
        if value["media"] is None and not value["url"]:
            return []
        if value["media"] is not None and not self.fits(value["media"]):
            words = _("“%(title)s” has no picture: use the block “Audio” for it.") % {"title": value["media"]}
            raise Refusal(words, field="body")
        paragraphs = [each.text for each in split(value["transcript"].source, block_id) if isinstance(each, Paragraph)]
        try:
            made: Block = self.made_of[0](
                block_id,
                media=value["media"].uuid if value["media"] else None,
                url=value["url"] or "",
                provider=line(value["provider"]),
                title=line(value["title"]),
                thumbnail=value["thumbnail"].uuid if value["thumbnail"] else None,
                transcript=tuple(paragraphs),
            )
        except ValueError as error:
            raise Refusal(str(error), field="body") from error
        return [made]

    def raw(self, block: Recording) -> dict[str, Any]:
        """The reverse; raises ValueError where no such file or picture stands in the newsroom."""
        paragraphs = [Paragraph(UUID(int=place), text) for place, text in enumerate(block.transcript, start=1)]
        return {
            "media": _key_of("Recording", block.media),
            "url": block.url,
            "provider": block.provider,
            "thumbnail": _key_of("Picture", block.thumbnail),
            "title": block.title,
            "transcript": join(paragraphs),
        }

    class Meta:
        icon = "media"
        label = gettext_lazy("Audio")


class VideoBlock(AudioBlock):
    """The same with pictures that move."""

    made_of = (Video,)

    def fits(self, media: Any) -> bool:
        """Sound alone is no film."""
        return bool(media.sort == "video")

    class Meta:
        icon = "media"
        label = gettext_lazy("Video")


def _key_of(model: str, identity: UUID | None) -> int | None:
    if identity is None:
        return None
    found = apps.get_model("newsroom", model).objects.filter(uuid=identity).first()
    if found is None:
        raise ValueError(f"there is no {model.lower()} {identity} in the newsroom")
    return int(found.pk)
