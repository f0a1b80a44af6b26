"""What each field of the newsroom asks for, with one example behind “as in”: what an editor reads beside it.

A field of a model, a panel or a block takes its help from here; ``tests/rooms/newsroom/test_help_texts.py`` finds
those that have none. Models that speak for themselves (the house, navigation, standing pages) keep their own.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# Editions
KICKER = _("The label above the headline, as in “Nato/Russia”.")
HEADLINE = _("As readers see it, as in “Ministers meet in Geneva for the first time”.")
SUMMARY = _("One or two sentences below the headline, as in “They agreed to speak again in April.”")
DATELINE = _("The place it is reported from, as in “Geneva”.")
SOURCES = _("Whose reports it rests on, one a line, as in “AFP”.")
SECTION = _("Where the story belongs for good, as in “World”.")
DOSSIERS = _("The running files it is part of, as in “Missile defence”.")
SUBJECTS = _("IPTC Media Topic codes, one a line, as in 20000638.")
PEOPLE = _("Who is in the news here, as in “Sergei Lavrov”.")
PLACES = _("Where it happens, as in “Geneva”.")
ORGANISATIONS = _("Which bodies are in the news here, as in “Nato”.")
LEAD_PICTURE = _("Stands below the headline and beside it in lists, as in a photo of the two ministers.")
LEAD_CAPTION = _(
    "What it shows, as in “The ministers on Friday”. Empty takes the picture’s own caption in this language."
)
LEAD_ALT = _(
    "What somebody who cannot see it should know, as in “Two people shake hands before flags”. "
    "Empty takes the picture’s own in this language."
)
BODY = _("The story itself. Start with a text; press + for other blocks, as in a quote or a picture.")
FIRST_PUBLISHED = _(
    "A day or an instant in universal time, as in 2009-03-06 or 2009-03-06T08:22:00Z. "
    "Empty takes the instant of publication."
)
UPDATED = _(
    "The same way, as in 2009-03-06T11:05:00Z. Moves by itself when an update or correction is published, "
    "never for a typo."
)
PUBLISH_KIND = _("What this change is, as in “typo” for a slip that readers need not be told of.")
PUBLISH_NOTE = _(
    "What readers are told, as in “An earlier version gave the wrong day.” Stands on the page under “What changed "
    "in this story”. A correction or a retraction needs one."
)
SLUG = _("The end of its address, as in ministers-meet-in-geneva. Empty is made from the headline.")
LABEL = _("What readers are told above the headline, as in “Opinion”. Sponsored copy stays out of the news sitemap.")
LABEL_NAME = _("Who paid for sponsored copy, or which agency wrote it, as in “AFP”.")
RELATED = _("What readers of this story should see, as in “What the treaty says”. Shows where it is published.")
BYLINE_PERSON = _("Who wrote it, as in “Ana Ruiz”.")
BYLINE_NAME = _("As printed, where no person is chosen, as in “our correspondent”.")

# Fronts, sections, dossiers, people, places, organisations
FRONT_NAME = _("The name of the house in this language, as in “The Dateline”.")
TAGLINE = _("One line under the name of the house, as in “News in 25 languages”.")
SLOT_LAYOUT = _("How large its stories stand, as in a lead at the top and a row of four below it.")
SLOT_TITLE = _("Stands above it, as in “Elections”. Empty takes the name of what fills it; a lead needs none.")
SLOT_STORIES = _(
    "Stand first, in this order, as in the story of the day. One that is not published, or no more, leaves its place."
)
SLOT_STORY = _(
    "Search for a headline, or look under a language’s front, as in the Khmer one, or that of another language."
)
SLOT_OTHER_LANGUAGES = _(
    "A story that this language has not is shown from the edition picked, with its language named, as in a report in"
    " English on a Khmer front. It gives way as soon as there is one here."
)
SLOT_FILL = _("What takes the places that are left, as in the newest of “World”. No story stands on a front twice.")
SLOT_SECTION = _("Where the rule “the newest of a section” takes them from, as in “World”.")
SLOT_DOSSIER = _("Where the rule “the newest of a dossier” takes them from, as in “Missile defence”.")
SLOT_COUNT = _("How many stories, as in 3. Empty shows as many as the layout has room for.")
SLOTS = _("From top to bottom, as in a lead, then a row. Drag a slot, or move it with the arrow buttons at its head.")
BREAKING_TEXT = _("One line above everything else, as in “Ministers have agreed on a ceasefire”. Empty shows none.")
BREAKING_UNTIL = _("When it goes by itself, in your time zone, as in two hours from now.")
BREAKING_STORY = _("What it leads to, as in the story of the hour. It goes with it if that is withdrawn.")
BREAKING_ADDRESS = _("Or an address: a path of this site as in /en/archive/, or a whole one elsewhere.")
LANGUAGE = _("The language of the name, as in “français (fr)”.")
NAME = _("What readers of this language call it, as in “Genève” for Geneva in French.")
ORDER = _("Place in the navigation, lowest first, as in 10 for the first, 20 for the second.")
SECTION_SLUG = _("Part of the section’s address in this language, as in monde for “Monde”.")
DOSSIER_SLUG = _("Part of the dossier’s address in this language, as in missile-defence.")
DOSSIER_SUMMARY = _("One or two sentences on what the affair is about, as in “The shield planned in Poland.”")
DOSSIER_PICTURE = _("Stands at the head of the dossier, as in a map of the region.")
DOSSIER_LEAD = _(
    "The story that opens the dossier, as in the one that explains the affair. Where a language has not published it,"
    " its newest stories stand first."
)
DOSSIER_ORDER = _("For an affair told from its beginning, as in a trial; otherwise the newest story stands first.")
DOSSIER_OWN_PICTURE = _("Another picture for readers of this language, as in a map with names they can read.")
EVENT_DATE = _("As much as is known: a year as in 1997, a month as in 1997-05, a day as in 1997-05-27, or an instant.")
EVENT_ABOUT = _("Tick it where the date is known roughly: readers see “about”, as in “about 1997”.")
EVENT_DOSSIERS = _("The timelines it stands on, as in “Nato and Russia”.")
EVENT_NAME = _("In a few words, as in “Founding Act signed in Paris”.")
EVENT_TEXT = _("A sentence or two more, as in “The two sides declare that they are no longer adversaries.”")
EVENT_STORY = _("In any of its languages, as in English: readers are led to it in theirs once it is published there.")
EVENT_PEOPLE = _("Who took part, as in “Hillary Clinton”.")
PERSON_SLUG = _("Part of their page’s address in this language, as in ana-ruiz. Empty is made from the name.")
PERSON_ROLE = _("What they do, as readers of this language are told, as in “Correspondent in Geneva”.")
PERSON_BIOGRAPHY = _(
    "A few sentences, one paragraph a line, as in “Has written on arms control since 2001.” Without it, their page "
    "stands only where they have a published story."
)
PERSON_PICTURE = _("A portrait for their page, as in a photo of their face. It goes out when you save.")
PERSON_EMAIL = _("For readers of every language to write to, as in ana@dateline.example.")
PERSON_SITE = _("Where else they are found, as in https://ana.example/")

PODCAST = _("Its stories that play a file of ours become a series with a feed, as in /en/section/world/podcast.xml.")
PODCAST_AUTHOR = _("Who makes it, as in “Dateline”.")
PODCAST_CATEGORY = _("Where directories list it, as in “Daily News”.")
PODCAST_EXPLICIT = _("Whether it needs a warning for children, as in reports that quote abuse at length.")
PODCAST_COVER = _("A square picture of 1400 to 3000 pixels, as in the house’s logo on a plain ground.")
PODCAST_TITLE = _("What the series is called in this language, as in “The World in Ten Minutes”.")
PODCAST_DESCRIPTION = _("One or two sentences for directories, as in “What happened today, told by those who saw it.”")

# Pictures
PICTURE_TITLE = _("What the newsroom finds it by, as in “Geneva talks, handshake”. Readers never see it.")
PICTURE_FILE = _("JPEG, PNG, WebP, AVIF or GIF, as large as you have it, as in 3000 pixels wide.")
PICTURE_SORT = _("Says “Photo” or “Illustration” before the credit, as in an illustration for a map.")
PICTURE_CREDIT = _("The agency or archive alone, as in AFP.")
PICTURE_BYLINE = _("Who made it, as in “Julie Doe”. Readers see it before the credit.")
PICTURE_SOURCE = _("Where it came from, as in “AFP, via the wire of 6 March”.")
PICTURE_RIGHTS = _("Whose it is, as readers see it, as in “© 2009 Julie Doe” or “CC BY 4.0”.")
PICTURE_TERMS = _("What we may do with it and how long, for the newsroom alone, as in “Editorial use, until 2030”.")
PICTURE_CAPTIONS = _("What it shows, one language a line, as in “fr: La place après la pluie”.")
PICTURE_ALTS = _("What somebody who cannot see it should know, one language a line, as in “en: A wet square at dusk”.")
PICTURE_DESCRIPTIONS = _("For a map or a chart: all it shows, one language a line, as in “en: A bar for each year: …”.")
PICTURE_RIGHTS_UNTIL = _(
    "The last day on which we may show it, or an instant in universal time, as in 2026-12-31. Then it leaves every "
    "page by itself, and its files are gone."
)
PICTURE_SENSITIVE = _("Readers see a warning and decide, as in a picture of the dead. Lists and links show none of it.")
PICTURE_WARNINGS = _(
    "Why, one language a line, as in “en: It shows people who were killed.” Empty says only that it may distress."
)
PICTURE_TAKEN = _("A day or an instant in universal time, as in 2009-03-06 or 2009-03-06T08:22:00Z.")
PICTURE_PLACE = _("What it shows, as in “NATO headquarters, Brussels, Belgium”.")

# The house
TWO_PEOPLE = _("A kill is carried out only once a second person has confirmed it, as in “Ana asks, Ben confirms”")

# Addresses that moved
REDIRECT_PATH = _("The old address, as in /en/2009/03/06/nato")
REDIRECT_TARGET = _("Where it moved to, as in /en/2009/03/06/nato-meets")

# Blocks
TEXT = _("Running text with headings, lists and links, as in three paragraphs. “TK” marks what is still to come.")
HEADING = _("A few words above what follows, as in “What was agreed”.")
LEVEL = _("How deep it stands, as in “sub-heading” for a part of a part.")
QUOTE = _("The words with their quotation marks, as in “We agreed to speak again.”")
PULL_QUOTE = _("A sentence of the story to be set large, as in “We agreed to speak again.”")
SPEAKER = _("Who said it, as in “Hillary Clinton”.")
ROLE = _("In what office, as in “US Secretary of State”.")
PICTURE = _("From the library or new, as in a photo of the hall.")
CAPTION = _("What it shows, as in “The hall on Friday”. Empty takes the picture’s own caption in this language.")
ALT = _(
    "What somebody who cannot see it should know, as in “Rows of empty chairs”. "
    "Empty takes the picture’s own in this language."
)
ORDERED = _("Whether the items have numbers, as in steps that follow each other.")
ITEM = _("One item, as in “Talks go on in April.”")
TABLE = _("Figures or facts in rows and columns, as in votes by country. The caption stands above it.")
CELL = _("One cell, as in 42.")
EMBED_URL = _("The address of what it points to, as in https://www.youtube.com/watch?v=aqz-KE-bpKQ")
EMBED_PROVIDER = _("The site’s own name, as in YouTube.")
EMBED_TITLE = _("As that site gives it, as in “Press conference in Geneva”.")
EMBED_AUTHOR = _("Whose it is there, as in “US Mission Geneva”.")
LINKED_SECTION = _("The section it leads to, as in “World”.")
LINKED_DOSSIER = _("The dossier it leads to, as in “Missile defence”.")
LINKED_PAGE = _("The page it leads to, in any language, as in “About us”. Readers get the one in theirs.")
