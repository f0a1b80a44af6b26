"""A process that fills the desks of a house with people, for journeys by role: ``python -m`` it with language tags.

Prints the number of each desk's group of reporters, as JSON.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()  # models can be loaded only after this

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from wagtail.users.models import UserProfile  # noqa: E402

from dateline.newsroom.permissions import Role  # noqa: E402
from dateline.newsroom.roles import group_of  # noqa: E402
from tests.journeys.house import OWN_PASSWORD, member  # noqa: E402

if __name__ == "__main__":
    kept = make_password(OWN_PASSWORD)
    for tag in sys.argv[1:]:
        for role in Role:
            user = get_user_model()._default_manager.create(username=member(role, tag), password=kept)
            user.groups.add(group_of(role, tag))
            UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": tag.lower()})
    print(json.dumps({tag: group_of(Role.REPORTER, tag).pk for tag in sys.argv[1:]}))
