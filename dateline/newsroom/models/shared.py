"""What all languages share: saving it publishes it, deleting it records that it is no more (fine print 4)."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel

from dateline.edition.values import Value, key_of
from dateline.newsroom import help_texts, record, tags
from dateline.newsroom.catalogues import ENGLISH, parted
from dateline.newsroom.models.redirect import keep_addresses
from dateline.newsroom.refusal import Refusal


class SharedThing(ClusterableModel):
    """Base of sections, dossiers, people, places and organisations: the entry goes in with the row."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    names: Any

    class Meta:
        abstract = True

    def value(self) -> Value:
        """What readers get of it."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        """Its key in the record."""
        return key_of(self.value())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row and record its value, both or neither."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.publish()

    def publish(self) -> None:
        """Record the value as it stands."""
        try:
            value = self.value()
            keep_addresses(record.newest(key_of(value)), value, self._held)
            record.post(value)
        except ValueError as error:
            raise Refusal(str(error)) from error

    def _held(self, language: str, slug: str) -> bool:
        """Whether a thing of this sort stands under a slug; places and organisations have none."""
        return bool(self.names.model._default_manager.filter(language=language, slug=slug).exists())


class OwnWords(FieldPanel):
    """A field that takes the direction of what is written in it, whatever the newsroom's own is."""

    class BoundPanel(FieldPanel.BoundPanel):
        """See above."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is not None:
                self.bound_field.field.widget.attrs["dir"] = "auto"


class NameInLanguage(models.Model):
    """Base of the names that a shared thing has, one a language."""

    language = models.CharField(_("language"), max_length=20, choices=tags.choices, help_text=help_texts.LANGUAGE)
    name = models.CharField(_("name"), max_length=200, help_text=help_texts.NAME)

    panels = [FieldPanel("language"), OwnWords("name")]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


def some_name(names: Any) -> str:
    """A name for the newsroom's lists: in the language that the person reads, else the English one, else the first."""
    found = {each.language: each.name for each in names.all()}
    wanted = [tags.tag_of(code) for code in (*parted(get_language() or ENGLISH), ENGLISH) if code]
    own = (found[tag] for tag in [*wanted, *found] if found.get(tag))
    return next(own, gettext("(no name yet)"))


def check_one_name_each(names: Any) -> None:
    """Raise ValidationError where a language is named twice or none is."""
    languages = [each.language for each in names.all()]
    if not languages:
        raise ValidationError(gettext("Give a name in at least one language."))
    twice = sorted({each for each in languages if languages.count(each) > 1})
    if twice:
        words = gettext("Give one name a language: %(languages)s stands here twice.")
        raise ValidationError(words % {"languages": ", ".join(twice)})
