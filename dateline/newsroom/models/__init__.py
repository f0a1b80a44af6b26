"""What the newsroom keeps: one file a model."""

from dateline.newsroom.models.account import Account, OneTimeLink, ResetWish
from dateline.newsroom.models.audit_entry import AuditEntry
from dateline.newsroom.models.batch import ImportBatch, ImportItem
from dateline.newsroom.models.board import Assignment, EditionStanding, StoryRow
from dateline.newsroom.models.curated_front import CuratedFront
from dateline.newsroom.models.desk_review import DeskReview
from dateline.newsroom.models.desk_role import DeskRole
from dateline.newsroom.models.dossier import Dossier, DossierName
from dateline.newsroom.models.edition import EditionByline, EditionPage, EditionRelated
from dateline.newsroom.models.embargo import Embargo
from dateline.newsroom.models.entities import Organisation, OrganisationName, Place, PlaceName
from dateline.newsroom.models.entry import RecordEntry, RecordHead
from dateline.newsroom.models.event import Event, EventStory, EventText
from dateline.newsroom.models.face import HouseFace
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.models.interface import InterfaceLanguage
from dateline.newsroom.models.killed_mark import KilledMark
from dateline.newsroom.models.loud_typo import LoudTypo
from dateline.newsroom.models.navigation import Navigation
from dateline.newsroom.models.person import Person, PersonName
from dateline.newsroom.models.picture import Picture, PictureRendition, PictureUse
from dateline.newsroom.models.preview_link import PreviewLink
from dateline.newsroom.models.receipt import Acknowledgement, Receipt
from dateline.newsroom.models.recording import Recording, RecordingCaptions, RecordingUse
from dateline.newsroom.models.redirect import Redirect
from dateline.newsroom.models.release import Release, ReleasePart
from dateline.newsroom.models.reminder import CorrectionReminder
from dateline.newsroom.models.section import Section, SectionName
from dateline.newsroom.models.session import AccountSession
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.models.story_template import StoryTemplate
from dateline.newsroom.models.trashed import Trashed

__all__ = [
    "Account",
    "AccountSession",
    "Acknowledgement",
    "Assignment",
    "AuditEntry",
    "CorrectionReminder",
    "CuratedFront",
    "DeskReview",
    "DeskRole",
    "Dossier",
    "DossierName",
    "EditionByline",
    "EditionPage",
    "EditionRelated",
    "EditionStanding",
    "Embargo",
    "Event",
    "EventStory",
    "EventText",
    "FrontPage",
    "HouseFace",
    "HouseSettings",
    "ImportBatch",
    "ImportItem",
    "InterfaceLanguage",
    "KilledMark",
    "LoudTypo",
    "Navigation",
    "OneTimeLink",
    "Organisation",
    "OrganisationName",
    "Person",
    "PersonName",
    "Picture",
    "PictureRendition",
    "PictureUse",
    "Place",
    "PlaceName",
    "PreviewLink",
    "Receipt",
    "RecordEntry",
    "RecordHead",
    "Recording",
    "RecordingCaptions",
    "RecordingUse",
    "Redirect",
    "Release",
    "ReleasePart",
    "ResetWish",
    "Section",
    "SectionName",
    "StandingPage",
    "StoryRow",
    "StoryTemplate",
    "Trashed",
]
