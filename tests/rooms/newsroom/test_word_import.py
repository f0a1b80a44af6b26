"""A Word document becomes a draft with its pictures, on the screens and from the shell; nothing of it is public."""

from __future__ import annotations

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dateline.newsroom.arrivals import HandedIn, take_up
from dateline.newsroom.intake import save_held, take_in
from dateline.newsroom.models import EditionPage, Picture
from dateline.wires import docx
from tests.rooms.newsroom.house import person
from tests.wires.word_documents import document, image, paragraph

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
BODY = paragraph("Ferries wait", "Title") + image("Two ferries") + paragraph("Words.")


def test_a_dropped_document_is_held_and_its_pictures_have_their_files_once_it_is_a_draft() -> None:
    user = person("reporter", "en")
    dropped = SimpleUploadedFile("story.docx", document(BODY))
    [item] = take_up(HandedIn(files=(dropped,), language="en"), user=user).items.all()
    assert (item.status, item.format, item.headline) == ("held", "docx", "Ferries wait")
    assert not Picture.objects.exists()
    assert save_held(item, user=user).status == "created"
    picture = Picture.objects.get()
    assert (picture.awaiting, picture.width, picture.source) == (False, 1, "")
    assert picture.alts == {"en": "Two ferries"}
    page = EditionPage.objects.get()
    assert (page.lead_picture, page.live) == (picture, False)


def test_a_picture_that_cannot_be_read_is_awaited_and_the_draft_stands() -> None:
    draft = docx.parse(document(BODY), language="en")
    [picture] = draft.pictures
    words = msgspec.structs.replace(picture, href="data:image/png;base64,bm8gcGljdHVyZQ==")
    spoiled = msgspec.structs.replace(draft, pictures=(words,))
    [item] = take_in([spoiled], source="docx: story.docx").items
    assert item.status == "created"
    assert any("cannot be read as a picture" in each for each in item.warnings)
    assert Picture.objects.get().awaiting
