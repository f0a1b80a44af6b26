"""The head of a captured story: kicker, headline, summary, found by where they stand and how long they are."""

from __future__ import annotations

import msgspec

from dateline.wires.capture.classify import Mark, is_paragraph, is_sentence
from dateline.wires.capture.crediting import FINAL
from dateline.wires.capture.folding import UNSPACED, key
from dateline.wires.draft import Refused

SITE_NAME = 40


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the body; ``body`` is the index of the body's first line among the marks.

    ``openings`` are lines between headline and body that are no sentences: a caption or a summary.
    """

    headline: str
    body: int
    kicker: str = ""
    summary: str = ""
    openings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def read(marks: list[Mark], tag: str) -> Head:
    """The head of the story; raises Refused where no line can be its headline."""
    stamped = _stamp_in_head(marks, tag)
    body = _body_start(marks, tag, stamped)
    head = [(index, each) for index, each in enumerate(marks[:body]) if each.kind == "text"]
    above = [each for index, each in head if stamped is None or index < stamped] or [each for _, each in head]
    above = _without_window_title(above)
    if not above:
        raise Refused("no headline was found above the text: add it as a line of its own before the first paragraph")
    place = _headline(above)
    headline = above[place].text
    kicker = above[place - 1].text if place and _is_kicker(above[place - 1].text, headline) else ""
    earlier = above[: place - 1 if kicker else place]
    below = [
        each for _, each in head if each.line.number > above[place].line.number and key(each.text) != key(headline)
    ]
    summary, openings, left_out = _below(below, marks, stamped, tag)
    return Head(
        headline=headline,
        body=body,
        kicker=kicker,
        summary=summary,
        openings=tuple(openings),
        left_out=(*(each.text for each in earlier if key(each.text) not in {key(headline), key(kicker)}), *left_out),
    )


def _without_window_title(lines: list[Mark]) -> list[Mark]:
    """The lines without the window's title ("Site - Headline") that some captures have above the headline itself."""
    out = []
    for index, each in enumerate(lines):
        title = key(each.text)
        later = [key(other.text) for other in lines[index + 1 :] if _weight(other.text) >= 4]
        if not any(other in title and 2 < len(title) - len(other) <= SITE_NAME for other in later):
            out.append(each)
    return out


def _stamp_in_head(marks: list[Mark], tag: str) -> int | None:
    """The index of the stamp that parts the head from the body, if one does."""
    texts = 0
    for index, each in enumerate(marks):
        if each.kind == "text" and is_paragraph(each.text, tag):
            texts += 1
        if each.kind == "stamp" and each.stamp and any(before.kind == "text" for before in marks[:index]):
            return index if texts <= 1 and _text_follows(marks[index + 1 :], tag) else None
    return None


def _text_follows(marks: list[Mark], tag: str) -> bool:
    return any(each.kind == "text" and is_sentence(each.text, tag) for each in marks)


def _body_start(marks: list[Mark], tag: str, stamped: int | None) -> int:
    if stamped is not None:
        for index in range(stamped + 1, len(marks)):
            if marks[index].kind == "bullet" or (marks[index].kind == "text" and is_sentence(marks[index].text, tag)):
                return index
    seen = 0
    for index, each in enumerate(marks):
        if each.kind == "text":
            if seen and (is_paragraph(each.text, tag) or (seen > 1 and is_sentence(each.text, tag))):
                return index
            seen += 1
        elif each.kind == "bullet" and seen:
            return index
    return len(marks)


def _headline(lines: list[Mark]) -> int:
    """Which of the lines is the headline: the first that is more than a label, after a short one that labels it."""
    open_ended = [index for index, each in enumerate(lines) if each.text[-1] not in ".。।۔።។"] or list(
        range(len(lines))
    )
    full = [index for index in open_ended if _weight(lines[index].text) >= 4]
    if not full:
        return max(open_ended, key=lambda index: (len(lines[index].text), -index))
    first = full[0]
    after = lines[first + 1].text if first + 1 in full else ""
    labelled = bool(after) and _is_kicker(lines[first].text, after)
    return first + 1 if labelled and 1.5 * len(lines[first].text) <= len(after) <= 130 else first


def _weight(text: str) -> int:
    """Words, or what takes their place in scripts that do not part them."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 3


def _is_kicker(text: str, headline: str) -> bool:
    return (
        len(text) <= 50
        and _weight(text) <= 7
        and text[-1] not in FINAL
        and len(text) < len(headline)
        and key(text) != key(headline)
    )


def _below(below: list[Mark], marks: list[Mark], stamped: int | None, tag: str) -> tuple[str, list[str], list[str]]:
    """What stands between headline and body: the summary above the stamp, open lines below it, the rest left out."""
    border = marks[stamped].line.number if stamped is not None else 0
    summary, openings, left_out = "", [], []
    for each in below:
        sentence = is_sentence(each.text, tag)
        in_place = each.line.number < border and (sentence or _weight(each.text) > 3) if border else sentence
        if in_place and not summary:
            summary = each.text
        elif _weight(each.text) > 3:
            openings.append(each.text)
        else:
            left_out.append(each.text)
    return summary, openings, left_out
