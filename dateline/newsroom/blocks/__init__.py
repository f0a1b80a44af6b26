"""The editor's side of the body's blocks: one file a kind. A new kind is one file and one line below."""

from __future__ import annotations

from wagtail.blocks import StreamBlock

from dateline.newsroom.blocks.embed import EmbedBlock
from dateline.newsroom.blocks.heading import HeadingBlock
from dateline.newsroom.blocks.list import ListBlock
from dateline.newsroom.blocks.picture import PictureBlock
from dateline.newsroom.blocks.quote import PullQuoteBlock, QuoteBlock
from dateline.newsroom.blocks.recording import AudioBlock, VideoBlock
from dateline.newsroom.blocks.table import TableBlock
from dateline.newsroom.blocks.text import TextBlock


class Body(StreamBlock):
    """Every kind that a body may hold; each turns its value into values of ``dateline.edition.blocks``."""

    text = TextBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    pull_quote = PullQuoteBlock()
    picture = PictureBlock()
    list = ListBlock()
    table = TableBlock()
    embed = EmbedBlock()
    audio = AudioBlock()
    video = VideoBlock()
