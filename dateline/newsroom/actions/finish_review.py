"""What happens when a review ends well: approved by one who may publish, it is published; else it waits for a chief."""

from __future__ import annotations

from typing import Any

# Wagtail loads this file while its own models are being made, so it imports nothing of them.


def finish_review(workflow_state: Any, user: Any = None) -> None:
    """Wagtail calls this when the last step was approved; ``user`` approved it.

    The desk's approval stays noted on the revision in both cases.
    """
    page = workflow_state.content_object
    if user is None or page.permissions_for_user(user).can_publish():
        page.get_latest_revision().publish(user=user)
