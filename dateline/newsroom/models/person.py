"""People that stories are about or by; those who write have a page in each language that names them."""

from __future__ import annotations

from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from msgspec import UNSET
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from dateline.edition import values
from dateline.edition.characters import line
from dateline.edition.profile import Profile, ProfileWords, is_web
from dateline.newsroom import help_texts
from dateline.newsroom.models.entities import EntityThing
from dateline.newsroom.models.shared import NameInLanguage, OwnWords
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.snapshot import lines

LONGEST_SLUG = 80


class Person(EntityThing):
    """A person: in the news, or in a byline."""

    sort = "person"

    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.PERSON_PICTURE,
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=help_texts.PERSON_EMAIL)
    site = models.URLField(_("website"), blank=True, help_text=help_texts.PERSON_SITE)

    panels = [
        InlinePanel("names", min_num=1, label=_("Name in a language")),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("email"), FieldPanel("site")], heading=_("For readers")),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def value(self) -> values.Entity:
        """What readers get of them. Who was named before people had pages has none until they are saved again."""
        rows = list(self.names.all())
        words = {each.language: _words(each) for each in rows if each.slug}
        site, email = line(self.site), line(self.email)
        profile = Profile(words=words, picture=self.picture.uuid if self.picture else None, email=email, site=site)
        names = {each.language: line(each.name) for each in rows}
        return values.Entity(id=self.uuid, sort="person", names=names, profile=profile if words else UNSET)

    def clean(self) -> None:
        """The website is one of the web."""
        super().clean()
        if self.site and not is_web(line(self.site)):
            raise Refusal(gettext("Write the whole address, as in https://ana.example/"), field="site")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give each name the end of an address, then as for all shared things."""
        rows = list(self.names.all())
        for row in rows:
            row.slug = row.slug or self._free_slug(row)
        self.names = rows
        super().save(*args, **kwargs)

    def publish(self) -> None:
        """Whoever has a page takes their picture along."""
        if self.picture:
            self.picture.publish()
        super().publish()

    def _free_slug(self, row: PersonName) -> str:
        """From the name, with a number behind it where others of that name stand."""
        base = slugify(anyascii(row.name))[:LONGEST_SLUG] or str(self.uuid)[:8]
        others = PersonName.objects.filter(language=row.language, slug__startswith=base).exclude(thing__uuid=self.uuid)
        taken, number = set(others.values_list("slug", flat=True)), 2
        slug = base
        while slug in taken:
            slug, number = f"{base[: LONGEST_SLUG - 8]}-{number}", number + 1
        return slug


class PersonName(NameInLanguage):
    """A person in one language."""

    thing = ParentalKey(Person, on_delete=models.CASCADE, related_name="names")
    slug = models.SlugField(_("slug"), max_length=LONGEST_SLUG, blank=True, help_text=help_texts.PERSON_SLUG)
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=help_texts.PERSON_ROLE)
    biography = models.TextField(_("biography"), blank=True, help_text=help_texts.PERSON_BIOGRAPHY)

    panels = [
        FieldPanel("language"),
        OwnWords("name"),
        OwnWords("role"),
        OwnWords("biography"),
        FieldPanel("slug"),
    ]

    class Meta:
        unique_together = [("thing", "language")]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "slug"],
                condition=~models.Q(slug=""),
                name="one_person_at_an_address",
                violation_error_message=_("Another person stands at this address in that language. Choose another."),
            )
        ]


def _words(row: PersonName) -> ProfileWords:
    return ProfileWords(row.slug, line(row.role), lines(row.biography))
