"""Saying no in words: what an editor asked for cannot be done, and what to do instead."""

from __future__ import annotations

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class Refusal(ValidationError):
    """``words`` say what was refused and what to do; ``field`` is the form field they belong to, if any."""

    def __init__(self, words: str, *, field: str = NON_FIELD_ERRORS) -> None:
        super().__init__({field: [words]})
        self.words = words
