"""The pictures of a captured text: captions that stand once or twice, credits glued on, beside or below."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.wires.capture.classify import Mark, is_paragraph, is_sentence
from dateline.wires.capture.crediting import FINAL, Credited
from dateline.wires.capture.folding import UNSPACED, key
from dateline.wires.draft import DraftPicture, Ids

NEARBY = 3


def settle(marks: list[Mark], tag: str) -> list[Mark]:
    """The marks with each caption marked as one, and the lines that only repeat it taken out."""
    marks = _doubtful_as_text(marks, tag)
    marks = _credits_joined(_repeats_as_captions(marks, tag))
    captions = {key(each.credited.caption) for each in marks if each.kind == "caption" and each.credited}
    return [each for each in marks if each.kind != "text" or key(each.text) not in captions]


def collect(marks: list[Mark], ids: Ids) -> dict[str, DraftPicture]:
    """The pictures by the number of the line that names them; a caption that comes again is the same picture."""
    out: dict[str, DraftPicture] = {}
    known: dict[str, str] = {}
    for each in marks:
        if each.kind not in {"caption", "credit"} or each.credited is None:
            continue
        name = key(each.credited.caption) or f"{each.line.number}"
        if name in known:
            old = out[known[name]]
            out[known[name]] = replace(old, credit=old.credit or each.credited.credit)
            continue
        known[name] = str(each.line.number)
        out[known[name]] = DraftPicture(
            id=ids.picture(name), caption=each.credited.caption, credit=each.credited.credit, sort=each.credited.sort
        )
    return out


def _doubtful_as_text(marks: list[Mark], tag: str) -> list[Mark]:
    """An agency in parentheses at the end of a sentence of the body is the sentence's source, not a picture's."""
    out: list[Mark] = []
    in_body = False
    for each in marks:
        if each.kind == "text" and is_paragraph(each.text, tag):
            in_body = True
        if each.kind == "caption" and each.credited and not each.sure:
            sentence = each.credited.caption[-1:] in FINAL or len(each.credited.caption) > 250
            if sentence and (in_body or not any(before.kind == "text" for before in out)):
                each = replace(each, kind="text", credited=None, reason="an agency named in running text")
        out.append(each)
    return out


def _repeats_as_captions(marks: list[Mark], tag: str) -> list[Mark]:
    """A line that comes twice below the headline is a caption and its picture's text; twice at the top, the headline.

    In the body only a line that is no sentence counts: a story may repeat itself.
    """
    out = list(marks)
    headed: set[str] = set()
    in_body = False
    for index, each in enumerate(marks):
        if each.kind != "text":
            continue
        here = key(each.text)
        following = next((one for one in marks[index + 1 : index + 1 + NEARBY] if one.kind == "text"), None)
        doubled = following is not None and key(following.text) == here
        if doubled and headed - {here} and _full(each.text) and not (in_body and is_sentence(each.text, tag)):
            out[index] = replace(each, kind="caption", credited=Credited(each.text, ""), reason="stands twice")
        in_body = in_body or (is_paragraph(each.text, tag) and not doubled)
        if _full(each.text):
            headed.add(here)
    return out


def _full(text: str) -> bool:
    return len(text.split()) > 3 or len(UNSPACED.findall(text)) > 9


def _credits_joined(marks: list[Mark]) -> list[Mark]:
    """A credit on its own line belongs to the caption above it, or to the line above that can be one."""
    out: list[Mark] = []
    for each in marks:
        above = out[-1] if out else None
        if each.kind != "credit" or above is None or each.credited is None:
            out.append(each)
        elif above.kind == "caption" and above.credited and above.credited.credit in {"", each.credited.credit}:
            out[-1] = replace(above, credited=replace(above.credited, credit=each.credited.credit))
        elif above.kind == "text" and _can_be_caption(above, each, out):
            out[-1] = replace(
                above,
                kind="caption",
                credited=replace(each.credited, caption=above.text),
                reason="a credit stands below",
            )
        elif above.kind != "credit":
            out.append(each)
    return out


def _can_be_caption(above: Mark, credit: Mark, before: list[Mark]) -> bool:
    captions = {key(each.credited.caption) for each in before if each.credited}
    if key(above.text) in captions:
        return True
    headed = any(each.kind == "text" and _full(each.text) for each in before[:-1])
    open_ended = above.text[-1] not in FINAL
    return headed and len(above.text) <= 400 and (not credit.line.gap or (open_ended and len(above.text) <= 250))
