"""A form and database field for editorial time at the precision known: a day, or an instant."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from dateline.edition.moment import Moment


def is_moment(text: str) -> None:
    """Django validator; the words say what is wanted."""
    try:
        Moment.parse(text)
    except ValueError:
        words = gettext("Write a day as 2009-03-06 or an instant in universal time as 2009-03-06T08:22:00Z.")
        raise ValidationError(words) from None


class MomentField(models.CharField[str, str]):
    """Kept as RFC 3339 text, so the precision is never lost and order is order of text."""

    default_validators = [is_moment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """The canonical spelling."""
        cleaned = super().clean(value, model_instance)
        return str(Moment.parse(cleaned)) if cleaned else ""
