"""A story full of canaries, words that stand nowhere else."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

STORY = uuid5(NAMESPACE_URL, "canaries")
TAGS = ("en", "fa")
FIELDS = (
    "headline",
    "kicker",
    "summary",
    "body",
    "caption",
    "credit",
    "file",
    "exif",
    "note",
    "comment",
    "draft",
    "old",
)


def canary(field: str) -> str:
    """A word of 26 letters that no other field has and no analyzer shortens to less than its first twenty."""
    return f"zq{field}xkwvjq{'zkqxwvjzqkxwvjzq'}"[:26]
