"""The words that readers see, by name and where they stand; what each text must hold."""

from __future__ import annotations

from functools import cache
from typing import Annotated, get_type_hints

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]
When = Annotated[str, Meta(min_length=1, extra={"placeholders": ["when"]})]
Named = Annotated[str, Meta(min_length=1, extra={"placeholders": ["name"]})]
InLanguage = Annotated[str, Meta(min_length=1, extra={"placeholders": ["language"]})]
SourceMoved = Annotated[str, Meta(min_length=1, extra={"placeholders": ["language", "when"]})]
Size = Annotated[str, Meta(min_length=1, extra={"placeholders": ["size"]})]
Query = Annotated[str, Meta(min_length=1, extra={"placeholders": ["query"]})]


class Strings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Furniture of a reader's page; each comment says where the words stand."""

    skip_to_content: Text  # first link of each page, for keyboards
    home: Text  # link to the language's front: "Front page"
    menu: Text  # accessible name of the main navigation
    search: Text  # label and button of the search box
    search_title: Text  # heading of the search page before a query
    search_hint: Text  # one sentence below an empty search box
    search_results: Query  # heading: Results for “{query}”
    search_nothing: Query  # No story matches “{query}”. Try fewer or other words.
    search_some_words: Text  # above hits where no story has all the words asked for
    languages: Text  # heading of the languages menu and page
    choose_language: Text  # accessible name of the chooser
    this_story_in: Text  # heading over links to the other editions of a story
    sections: Text
    section: Text  # singular, above a section's name
    dossiers: Text
    dossier: Text  # singular, above a dossier's name
    writers: Text  # heading over people who write for the house: Authors
    published: When  # Published {when}
    updated: When  # Latest update {when}
    changes: Text  # heading: What changed in this story
    change_update: Text  # label of one change: Update
    change_correction: Text
    change_clarification: Text
    change_retraction: Text
    retracted: Text  # notice at the top of a retracted story
    by: Named  # By {name} ({name} is a list of names)
    photo: Named  # Photo: {name} (the agency or photographer)
    illustration: Named  # Illustration: {name} (drawn: a map, a diagram)
    picture_awaited: Text  # where a picture has no file yet
    picture_warning: Text  # in the place of a picture of violence or the like, which readers open or not
    sources: Text  # heading or label: Sources
    label_analysis: Text  # above a headline: Analysis
    label_opinion: Text
    label_sponsored: Named  # Sponsored by {name}
    label_agency: Named  # Agency report: {name}
    report_error: Text  # link to a letter to the newsroom, and its subject: Report an error
    share: Text  # heading over links to services: Share this story
    share_by_mail: Text  # one of them: E-mail
    carry: Text  # heading over links to files that hold a whole story or dossier
    carry_page: Text  # one of them: a web page with its styles in one file; the other is EPUB
    copy_note: Annotated[
        str, Meta(min_length=1, extra={"placeholders": ["address"]})
    ]  # in such a file: that it is a copy, and where corrections are found
    contents: Text  # heading of such a file's table of contents
    translated_from: InLanguage  # {language} is the name of a language in the nominative
    adapted_from: InLanguage
    latest: Text  # Latest stories
    breaking: Text  # before the line of breaking news above everything else: Breaking
    top_story: Text  # accessible label of the lead story
    related: Text  # heading over stories that the editor chose: Related stories
    earlier_in_dossier: Text  # Earlier in this dossier
    timeline: Text  # link to, and heading of, the dated events of a dossier
    timeline_whole: Text  # link to all of them, below a few: The whole timeline
    story_so_far: Text  # heading over the events before a story
    what_came_next: Text  # heading over the events after a story that are over
    coming_up: Text  # heading over the events that are not over yet
    about_when: When  # before a date that is known only roughly: about {when}
    more_in_section: Named  # More in {name} (a section)
    all_stories: Text  # link to the full listing
    archive: Text  # heading of a day's page: Archive
    stories_of: Annotated[str, Meta(min_length=1, extra={"placeholders": ["day"]})]  # Stories of {day}
    previous_day: Text  # link to the day before that has stories
    next_day: Text
    nothing_yet: Text  # a front, section or dossier without stories
    feed: Text  # link to the Atom feed: Feed
    feeds: Text  # link to, and heading of, the page of all feeds
    feeds_text: Text  # one or two sentences below it: what feeds are for
    times_note: Annotated[
        str, Meta(min_length=1, extra={"placeholders": ["label"]})
    ]  # All times are {label}, universal time
    embed_open: Named  # See this on {name} (a site such as YouTube)
    listen_on: Named  # Listen on {name} (a site such as SoundCloud)
    audio: Text  # accessible name of a player of sound that has no title
    video: Text  # accessible name of a player of film that has no title
    audio_by: Named  # Audio: {name} (the agency or whoever recorded it)
    video_by: Named  # Video: {name}
    transcript: Text  # what was said, written down, folded below a player
    download: Size  # Download ({size})
    podcast: Text  # link to a section's podcast feed
    table: Text  # accessible name of a table that can be scrolled
    back_to_top: Text
    lite_version: Text  # link to the same page with fewer bytes: Light version
    full_version: Text  # and back: Full version
    part_of: Annotated[str, Meta(min_length=1, extra={"placeholders": ["n", "total"]})]  # Part {n} of {total}
    part_before: Text  # links between the parts of a long light page: Previous part
    part_after: Text
    picture_link: Size  # Picture ({size}), on a light page in the picture's place
    not_found: Text  # heading of the 404 page
    not_found_text: Text  # one or two sentences: what to do now
    offline: Text  # heading of the page shown without a line, in the place of one that was not kept
    offline_text: Text  # below it, above the list of pages that were
    gone: Text  # heading of the 410 page
    gone_text: Text  # the story was withdrawn by the newsroom
    behind_update: SourceMoved  # notice on an edition whose source moved on; {language} in the nominative
    behind_correction: SourceMoved
    behind_clarification: SourceMoved
    behind_retraction: SourceMoved
    behind_follows: When  # This text still follows the version of {when}
    history: Text  # link to, and heading of, the page with every version of a story
    first_version: Text  # label of the first version there; change_* label the others
    change_typo: Text
    change_redaction: Text  # history: a passage was removed; nothing more is said of it
    change_derivation: Text  # the edition was only checked against its source
    part_added: Text  # before a paragraph that a version added
    part_removed: Text
    no_words_changed: Text  # a version that changed emphasis, order or a picture alone
    corrections: Text  # heading of a language's corrections page, and the link to it
    corrections_text: Text  # one sentence below it
    corrections_none: Text
    older_story: When  # notice on a story past a certain age
    preview_notice: Text  # at the head of a draft that an outsider was given a link to
    preview_until: When  # This link holds until {when}
    preview_given: Named  # It was given to {name}


class Plurals(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Counted phrases: CLDR plural category -> text with ``{n}``."""

    stories: dict[str, str]
    results: dict[str, str]
    languages: dict[str, str]  # "in 3 languages", shown beside a story


@cache
def placeholders() -> dict[str, set[str]]:
    """For each reader string, the placeholders that its text must hold."""
    hints = get_type_hints(Strings, include_extras=True)
    extras = {name: hints[name].__metadata__[0].extra or {} for name in Strings.__struct_fields__}
    return {name: set(extra.get("placeholders", [])) for name, extra in extras.items()}
