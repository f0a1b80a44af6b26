"""Finding pictures by words in any language and script: one folded text a picture, looked through as it is.

A picture is found the moment its row is written: no index has to follow, and languages that part no words need none.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from dateline.search.folding import fold


def folded(text: str) -> str:
    """The searched form of a text, its words parted by single spaces."""
    parted = "".join(each if each.isalnum() or not each.isascii() else " " for each in text)
    return " ".join(word for each in parted.split() if (word := fold(each)))


def matching(pictures: QuerySet[Any], query: str) -> QuerySet[Any]:
    """Those that have every word of ``query`` somewhere, or the beginning or middle of one."""
    wanted = Q()
    for word in folded(query).split():
        wanted &= Q(words__contains=word)
    return pictures.filter(wanted) if wanted else pictures.none()
