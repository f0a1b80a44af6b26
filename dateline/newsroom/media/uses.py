"""Where sound and film are used: every page in every language, live, scheduled or draft, right when it was saved."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Revision

from dateline.newsroom.models.recording import Recording, RecordingUse
from dateline.newsroom.pictures.uses import LIVE, Use, page_uses, scheduled_with


def note_page(page: Page) -> None:
    """Take down what readers get of a page, and its own row where it has no draft beside; called when it is saved."""
    played = media_in(page)
    _write(page.pk, "live", played if page.live else set())
    if page.latest_revision_id is None:
        _write(page.pk, "draft", played)


def note_draft(revision: Revision) -> None:
    """Take down what the newest draft of a page plays; called when a revision is saved."""
    newer = Revision.objects.filter(
        base_content_type=revision.base_content_type, object_id=revision.object_id, pk__gt=revision.pk
    )
    if issubclass(revision.content_type.model_class() or object, Page) and not newer.exists():
        _write(int(revision.object_id), "draft", media_in(revision.as_object()))


def media_in(page: Any) -> set[int]:
    """The keys of what a page plays as it stands in memory."""
    found: set[int] = set()
    for field in page._meta.get_fields():
        if hasattr(field, "extract_references"):
            references = field.extract_references(field.value_from_object(page))
            found |= {int(key) for model, key, *_ in references if model is Recording}
    return found


def uses_of(media: Recording) -> list[Use]:
    """Every page, live ones first, then by language and title."""
    rows = {use.page_id: use for use in RecordingUse.objects.filter(media=media)}
    found = page_uses(rows, scheduled_with(lambda page: media.pk in media_in(page)))
    return sorted(found, key=lambda use: (LIVE not in use.states, use.tag, use.title))


def _write(page: int, column: str, played: set[int]) -> None:
    rows = {use.media_id: use for use in RecordingUse.objects.filter(page_id=page)}
    for key, use in rows.items():
        if getattr(use, column) != (key in played):
            setattr(use, column, key in played)
            if use.live or use.draft:
                use.save(update_fields=[column])
            else:
                use.delete()
    new = played - set(rows)
    standing = Recording._default_manager.filter(pk__in=new).values_list("pk", flat=True) if new else []
    RecordingUse.objects.bulk_create([RecordingUse(media_id=key, page_id=page, **{column: True}) for key in standing])
