"""The house's face: what every page shows around a story, for the whole house and where a language differs."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin

from dateline.edition import house, values
from dateline.edition.characters import line
from dateline.newsroom import preview, record, tags
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.snapshot import lines
from dateline.reader.colours import unreadable

LOGO = _("A PNG or WebP with a transparent ground, as in 640 pixels wide or more. Empty shows the name in letters.")
DARK_LOGO = _("The same for dark screens, as in a white version. Empty shows the logo above everywhere.")
ACCENT = _("For links and labels on light paper, as in #0b5c66.")
ACCENT_DARK = _("The same for dark screens, as in #7fcbd3. Empty keeps the software’s own there.")
ZONE = _("Stands behind universal time, labelled with its city, as in Europe/Paris. Empty shows universal time alone.")
ACCOUNTS = _("One a line: the service, a space, the address, as in “Mastodon https://social.example/@bureau”.")
LICENCE = _("One line on what others may do with the texts, as in “CC BY 4.0”.")
LICENCE_LINK = _("Where the licence is written in full, as in https://creativecommons.org/licenses/by/4.0/")
SECURE = _("How a source writes to you unseen, in a sentence, as in “Signal: +32 2 555 01 01”.")
POST = _("The address that letters reach, line by line, as in “Rue Haute 1”, “1000 Brussels”.")
WORDS = _("What is written here stands on the pages of every language that has no words of its own.")
OWN_WORDS = _(
    "Only what differs in this language: an empty field takes what the house has. The name of the house and its tagline"
    " in this language stand on its front: Pages, the language, Edit."
)


def zones() -> list[tuple[str, str]]:
    """Every IANA time zone that has a city, for forms."""
    found = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("", _("Universal time alone")), *((zone, zone.replace("_", " ")) for zone in found)]  # type: ignore[list-item]


def picture_field(text: Any, **kwargs: Any) -> Any:
    """A picture of the library."""
    model = settings.WAGTAILIMAGES_IMAGE_MODEL
    options: dict[str, Any] = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+", **kwargs}
    return models.ForeignKey(model, help_text=text, **options)


class FaceFields(PreviewableMixin, models.Model):
    """Base of the house and of a language's differences; saving either publishes it."""

    wagtail_reference_index_ignore = True

    logo = picture_field(LOGO, verbose_name=_("logo"))
    logo_dark = picture_field(DARK_LOGO, verbose_name=_("logo for dark screens"))
    accent_light = models.CharField(_("accent colour"), max_length=7, blank=True, help_text=ACCENT)
    accent_dark = models.CharField(_("accent on dark"), max_length=7, blank=True, help_text=ACCENT_DARK)
    time_zone = models.CharField(_("local time"), max_length=64, blank=True, choices=zones, help_text=ZONE)
    accounts = models.TextField(_("accounts elsewhere"), blank=True, help_text=ACCOUNTS)
    licence = models.CharField(_("licence"), max_length=300, blank=True, help_text=LICENCE)
    licence_link = models.URLField(_("licence in full"), max_length=500, blank=True, help_text=LICENCE_LINK)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("As in desk@example.org"))
    phone = models.CharField(_("telephone"), max_length=60, blank=True, help_text=_("As in +32 2 555 01 00"))
    post = models.TextField(_("postal address"), blank=True, help_text=POST)
    secure = models.TextField(_("for sources"), blank=True, help_text=SECURE)

    face_panels = [
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_dark")], heading=_("Logo")),
        FieldRowPanel([FieldPanel("accent_light"), FieldPanel("accent_dark")], heading=_("Colours")),
        FieldPanel("time_zone"),
        FieldPanel("accounts"),
        FieldRowPanel([FieldPanel("licence"), FieldPanel("licence_link")], heading=_("Licence")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("post"),
                FieldPanel("secure"),
            ],
            heading=_("Contact"),
        ),
    ]

    class Meta:
        abstract = True

    def face(self) -> house.Face:
        """What readers see of it; raises Refusal in words."""
        try:
            return house.Face(
                logo=self.logo.uuid if self.logo else None,
                logo_dark=self.logo_dark.uuid if self.logo_dark else None,
                accent=self._accent(),
                time_zone=self.time_zone,
                accounts=tuple(account(each) for each in lines(self.accounts)),
                licence=house.Licence(line(self.licence), self.licence_link) if self.licence.strip() else None,
                contact=self._contact(),
            )
        except ValueError as error:
            raise error if isinstance(error, Refusal) else Refusal(str(error)) from error

    def _accent(self) -> house.Accent | None:
        light, dark = self.accent_light.lower(), self.accent_dark.lower()
        return house.Accent(light=light, dark=dark) if light or dark else None

    def _contact(self) -> house.Contact | None:
        found = house.Contact(
            email=self.email.strip(),
            phone=line(self.phone),
            post=lines(self.post),
            secure=line(self.secure),
        )
        return None if found == house.Contact() else found

    def clean(self) -> None:
        """Colours that can be read, accounts and licence that say something, a dark logo only beside a light one."""
        super().clean()
        wrong: dict[str, Any] = {}
        for field, scheme in (("accent_light", "light"), ("accent_dark", "dark")):
            words = colour_words(getattr(self, field), scheme)
            if words:
                wrong[field] = words
        try:
            [account(each) for each in lines(self.accounts)]
        except Refusal as refusal:
            wrong["accounts"] = refusal.words
        if self.logo_dark and not self.logo:
            wrong["logo_dark"] = _("Choose the logo for light screens too: it stands where a screen says nothing.")
        if self.licence_link and not self.licence.strip():
            wrong["licence"] = _("Write the line that leads to the licence, as in “CC BY 4.0”.")
        if wrong:
            raise ValidationError(wrong)

    def publish_logos(self) -> None:
        """A face that goes out takes its logos along."""
        for picture in (self.logo, self.logo_dark):
            if picture:
                picture.publish()

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The front as readers would see it with this face."""
        return preview.of_front(self.preview_tag(), self.value())

    def preview_tag(self) -> str:
        """The language whose front is shown."""
        return "en"

    def value(self) -> values.Value:
        """What readers get of it."""
        raise NotImplementedError


def colour_words(colour: str, scheme: Any) -> Any:
    """Why a colour is refused; empty where it is none or can be read."""
    if not colour:
        return ""
    try:
        house.Accent(light=colour.lower())
    except ValueError as error:
        return str(error)
    return unreadable(colour.lower(), scheme)


def account(said: str) -> house.Account:
    """One line of the form; raises Refusal saying how it is written."""
    service, _space, address = said.strip().rpartition(" ")
    try:
        if not service:
            raise ValueError
        return house.Account(service.strip(), address)
    except ValueError:
        words = gettext("“%(line)s” is no account: write the service, a space and the whole address. %(example)s")
        raise Refusal(words % {"line": said, "example": ACCOUNTS}) from None


class HouseFace(FaceFields):
    """Where the house's face differs in one language."""

    language = models.CharField(
        _("language"), max_length=20, choices=tags.choices, unique=True, help_text=_("As in français (fr)")
    )

    panels = [HelpPanel(content=OWN_WORDS), FieldPanel("language"), *FaceFields.face_panels]

    class Meta:
        verbose_name = _("house in a language")
        verbose_name_plural = _("house in a language")
        ordering = ["language"]

    def __str__(self) -> str:
        return str(self.get_language_display())

    @property
    def key(self) -> str:
        """``site/<language>``."""
        return f"site/{self.language}"

    def value(self) -> house.SiteFace:
        """What readers get of it."""
        return house.SiteFace(language=self.language, face=self.face())

    def preview_tag(self) -> str:
        """Its own language."""
        return self.language

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row and record it, both or neither; a language that was changed gets the house's face again."""
        with transaction.atomic():
            before = HouseFace.objects.filter(pk=self.pk).values_list("language", flat=True).first()
            super().save(*args, **kwargs)
            if before and before != self.language:
                record.post(values.Removed(f"site/{before}"))
            self.publish_logos()
            record.post(self.value())
