"""Our screens for pictures stand at Wagtail's own addresses, so that its links and menus lead to them."""

from __future__ import annotations

from django.urls import URLPattern, path

from dateline.newsroom.pictures import screens
from dateline.newsroom.pictures.crops import crops
from dateline.newsroom.pictures.library import LibraryView


def picture_addresses() -> list[URLPattern]:
    """They are tried before Wagtail's: registered with an order below its own."""
    return [
        path("images/", LibraryView.as_view(), name="newsroom_pictures"),
        path("images/results/", LibraryView.as_view(results_only=True), name="newsroom_picture_results"),
        path("images/<int:image_id>/", screens.EditPicture.as_view(), name="newsroom_edit_picture"),
        path("images/<int:image_id>/replace/", screens.replace, name="newsroom_replace_picture"),
        path("images/<int:image_id>/crops/", crops, name="newsroom_picture_crops"),
        path("images/usage/<int:image_id>/", screens.usage, name="newsroom_picture_uses"),
        path("images/multiple/add/", screens.AddPictures.as_view(), name="newsroom_add_pictures"),
    ]
