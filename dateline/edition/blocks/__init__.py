"""The blocks of a body: one file a kind, each a value with ``plain()`` and ``html()``.

A new block is one file here (and one under ``newsroom/blocks``) plus its name in the union below.
"""

from dateline.edition.blocks.audio import Audio
from dateline.edition.blocks.embed import Embed
from dateline.edition.blocks.heading import Heading
from dateline.edition.blocks.list import List
from dateline.edition.blocks.paragraph import Paragraph
from dateline.edition.blocks.picture import PictureBlock
from dateline.edition.blocks.pull_quote import PullQuote
from dateline.edition.blocks.quote import Quote
from dateline.edition.blocks.scene import Scene
from dateline.edition.blocks.table import Table
from dateline.edition.blocks.video import Video

Block = Paragraph | Heading | Quote | PullQuote | PictureBlock | List | Table | Embed | Audio | Video

__all__ = [
    "Audio",
    "Block",
    "Embed",
    "Heading",
    "List",
    "Paragraph",
    "PictureBlock",
    "PullQuote",
    "Quote",
    "Scene",
    "Table",
    "Video",
]
