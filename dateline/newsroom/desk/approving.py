"""What “Approve” promises: Wagtail adds “and Publish” for everybody, here only who may publish does so by approving."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.action_menu import WorkflowMenuItem


def say_what_approving_does(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Give a reviewer who may not publish the task's own words for each decision."""
    page: Any = context.get("page")
    task = page.current_workflow_task if page is not None else None
    if task is None or page.permissions_for_user(request.user).can_publish():
        return
    words = {(name, modal): said for name, said, modal in task.get_actions(page, request.user)}
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem):
            item.label = words.get((item.name, item.launch_modal), item.label)
