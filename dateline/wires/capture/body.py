"""The body of a captured story: its lines as paragraphs, headings, lists, quotes and pictures."""

from __future__ import annotations

import re

from dateline.edition.blocks import Block, Heading, List, Paragraph, PictureBlock, Quote
from dateline.edition.characters import line
from dateline.edition.inline import text as running
from dateline.wires.capture.classify import Mark, is_paragraph, is_sentence
from dateline.wires.capture.folding import UNSPACED
from dateline.wires.capture.lines import BULLET
from dateline.wires.draft import DraftPicture, Ids

ATTRIBUTION = re.compile(r"^(?:[—–―]|--|-)\s*(?P<who>[^,،、]{2,60})(?:[,،、]\s*(?P<role>.{2,80}))?$")
QUOTED = re.compile(r"^[«“„\"‘「『].*[»”“\"’」』][.。]?$", re.DOTALL)
ORDERED = re.compile(r"^\s*\d{1,2}[.)]")
LONGEST_HEADING = 90
SITE = {"furniture", "related", "comments", "label"}


class Body:
    """Collects the blocks of a body from marks in order; ``left_out`` are lines that were taken for the site's.

    ``made`` holds each block by the number of its first line, ``joined`` the numbers of the other lines of blocks.
    """

    def __init__(self, ids: Ids, tag: str, pictures: dict[str, DraftPicture]) -> None:
        self._ids = ids
        self._tag = tag
        self._pictures = pictures
        self.blocks: list[Block] = []
        self.left_out: list[str] = []
        self.made: dict[int, Block] = {}
        self.joined: set[int] = set()

    def read(self, marks: list[Mark], lead: DraftPicture | None) -> None:
        """Turn the marks of the body into blocks; the lead picture stands in no block."""
        marks = self._without_tail(marks)
        index = 0
        while index < len(marks):
            before, standing = index, len(self.blocks)
            index += self._take(marks, index, lead)
            if len(self.blocks) > standing:
                self.made[marks[before].line.number] = self.blocks[-1]
                self.joined.update(each.line.number for each in marks[before + 1 : index])

    def _without_tail(self, marks: list[Mark]) -> list[Mark]:
        """Short lines after the last sentence are a site's footer, never a heading over nothing."""
        last = max((i for i, each in enumerate(marks) if self._closes(each)), default=-1)
        self.left_out.extend(each.text for each in marks[last + 1 :] if each.kind == "text")
        return marks[: last + 1]

    def _closes(self, each: Mark) -> bool:
        long = len(each.text) >= 60 or len(UNSPACED.findall(each.text)) >= 30
        return each.kind in {"bullet", "caption"} or (
            each.kind == "text" and (long or is_sentence(each.text, self._tag))
        )

    def _take(self, marks: list[Mark], index: int, lead: DraftPicture | None) -> int:
        each = marks[index]
        if each.kind in {"caption", "credit"}:
            picture = self._pictures.get(str(each.line.number))
            if picture is not None and picture is not lead:
                self.blocks.append(
                    PictureBlock(self._ids.block(), picture.id, line(picture.caption), line(picture.alt))
                )
        elif each.kind == "bullet":
            return self._bullets(marks, index)
        elif each.kind == "text":
            return self._text(marks, index)
        return 1

    def _bullets(self, marks: list[Mark], index: int) -> int:
        end = index
        while end < len(marks) and marks[end].kind == "bullet":
            end += 1
        lines = [each.text for each in marks[index:end]]
        if len(lines) == 1 and lines[0][0] not in "•▪●◦‣∙*·":
            self.blocks.append(Paragraph(self._ids.block(), running(lines[0])))
        else:
            items = tuple(running(BULLET.sub("", line)) for line in lines)
            self.blocks.append(List(self._ids.block(), items, ordered=bool(ORDERED.match(lines[0]))))
        return end - index

    def _text(self, marks: list[Mark], index: int) -> int:
        text = marks[index].text
        following = (
            marks[index + 1].text if index + 1 < len(marks) and marks[index + 1].kind in {"text", "bullet"} else ""
        )
        said = ATTRIBUTION.match(following) if QUOTED.match(text) else None
        if said and not is_sentence(following, self._tag):
            self.blocks.append(Quote(self._ids.block(), running(text), line(said["who"]), line(said["role"] or "")))
            return 2
        if self._is_heading(text, marks, index):
            self.blocks.append(Heading(self._ids.block(), running(text)))
        else:
            self.blocks.append(Paragraph(self._ids.block(), running(text)))
        return 1

    def _is_heading(self, text: str, marks: list[Mark], index: int) -> bool:
        """A short line that ends openly, above running text; a question counts where a long paragraph answers it."""
        if len(text) > LONGEST_HEADING or text[-1] in ":：;,،、—–" or QUOTED.match(text):
            return False
        after = next((each for each in marks[index + 1 :] if each.kind in {"text", "bullet"}), None)
        if after is None or (after.kind == "text" and len(after.text) < len(text)):
            return False
        if text[-1] in "?？؟":
            return len(text) <= 60 and bool(self.blocks) and is_paragraph(after.text, self._tag)
        return not is_sentence(text, self._tag)


def without_site(marks: list[Mark], tag: str) -> tuple[list[Mark], list[str]]:
    """The marks without furniture, lists of other stories and readers' comments; and the lines of those lists."""
    out: list[Mark] = []
    listed: list[str] = []
    listing = False
    for each in marks:
        if each.kind == "comments" and any(before.kind == "text" and is_paragraph(before.text, tag) for before in out):
            break
        if each.kind == "text" and is_paragraph(each.text, tag):
            listing = False
        listing = listing or each.kind == "related"
        if listing and each.kind in {"text", "bullet"}:
            listed.append(each.text)
        elif each.kind not in SITE and not (listing and _dates_a_listed_story(each)):
            out.append(each)
    return out, listed


def _dates_a_listed_story(each: Mark) -> bool:
    return each.kind == "byline" or (each.stamp is not None and not each.stamp.labelled)
