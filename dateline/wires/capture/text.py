"""A captured text to a draft: lines, what each line is, head, pictures, stamps, body."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.edition.blocks import Paragraph
from dateline.edition.moment import Moment
from dateline.wires import remarks
from dateline.wires.capture import classify, crediting, dates, head, pictures, stamp, tracing
from dateline.wires.capture.body import Body, without_site
from dateline.wires.capture.classify import Mark
from dateline.wires.capture.crediting import Credited
from dateline.wires.capture.folding import bare, fold, key
from dateline.wires.capture.lines import logical
from dateline.wires.capture.stamp import Role, Stamped
from dateline.wires.capture.words import Words, words
from dateline.wires.draft import Draft, Ids
from dateline.wires.finding import Finding
from dateline.wires.opening import dateline


def read(text: str, tag: str, *, source_id: str) -> Finding:
    """The draft that a captured text holds, and what each line became; raises Refused where there is no headline."""
    known = words(tag)
    every = classify.mark_all(logical(text, lambda line: _stands_alone(line, known)), known)
    unsure = [each.text for each in every if each.kind == "furniture" and not each.sure]
    marks, listed = without_site(every, tag)
    marks = pictures.settle(_as_body_text(marks, tag), tag)
    found = head.read(marks, tag)
    marks, found = _with_caption(marks, found, known)
    ids = Ids(source_id)
    shown = pictures.collect(marks, ids)
    ordered = tuple(shown.values())
    body = Body(ids, tag, shown)
    body.read(marks[found.body :], ordered[0] if ordered else None)
    blocks = tuple(body.blocks)
    published, updated, doubts = moments(marks[: found.body], marks[found.body :])
    place = dateline(blocks[0].plain()) if blocks and isinstance(blocks[0], Paragraph) else ""
    draft = Draft(
        language=tag,
        headline=found.headline,
        kicker=found.kicker,
        summary=found.summary,
        dateline=place,
        bylines=_names(marks, {"byline", "stamp"}),
        sources=_names(marks, {"sources"}),
        first_published=published,
        updated=updated,
        pictures=ordered,
        blocks=blocks,
        source_id=source_id,
    )
    notes = [
        *doubts,
        *remarks.of(draft),
        *_taken(found, place),
        *left_out([*found.left_out, *body.left_out, *unsure, *listed]),
    ]
    draft = replace(draft, warnings=remarks.once(notes))
    return Finding(draft=draft, lines=tracing.of_text(every, marks, found, body))


def _taken(found: head.Head, place: str) -> list[str]:
    """What was taken for something without being marked as such."""
    summary = f"“{remarks.opening(found.summary)}” was taken as the summary: check it."
    opening = f"The first paragraph opens with the dateline “{place}” and was left as it is."
    return [*([summary] if found.summary in found.openings else []), *([opening] if place else [])]


def _stands_alone(line: str, known: Words) -> bool:
    if len(line) > 120:
        return False
    if stamp.label_of(line, known) or crediting.alone(line, known.tag):
        return True
    if classify.byline_names(line, known):
        return True
    found = stamp.read(line, known)
    return bool(found and found.labelled and len(found.rest) < 30)


def left_out(lines: list[str]) -> list[str]:
    """A remark for each line that was taken for the site's without being known as such."""
    return [
        f"Left out, as it seems to belong to the site: “{remarks.opening(line, 80)}”." for line in dict.fromkeys(lines)
    ]


def _as_body_text(marks: list[Mark], tag: str) -> list[Mark]:
    """A date alone between paragraphs heads a part of the story, unless it is the only stamp there is."""
    paragraphs = [i for i, each in enumerate(marks) if each.kind == "text" and classify.is_paragraph(each.text, tag)]
    sentences = [i for i, each in enumerate(marks) if each.kind == "text" and classify.is_sentence(each.text, tag)]
    stamps = [i for i, each in enumerate(marks) if each.kind == "stamp"]
    if not paragraphs:
        return marks
    out = list(marks)
    for index in stamps:
        each = marks[index]
        within = paragraphs[0] < index < sentences[-1]
        if within and stamps[0] < paragraphs[0] and each.stamp and not each.stamp.labelled:
            out[index] = replace(each, kind="text", stamp=None, reason="a date within the body")
    return out


def _with_caption(marks: list[Mark], found: head.Head, known: Words) -> tuple[list[Mark], head.Head]:
    """A line above the body that ends openly: a dated caption where no picture is known yet, else the summary."""
    if not found.openings:
        return marks, found
    first, *others = found.openings
    pictured = any(each.kind in {"caption", "credit"} for each in marks[: found.body])
    if not pictured and dates.find(fold(bare(first)), known):
        caption = Credited(first, "")
        wanted = key(first)
        marks = [
            replace(each, kind="caption", credited=caption) if key(each.text) == wanted else each for each in marks
        ]
    elif not found.summary:
        found = replace(found, summary=first)
    else:
        others.insert(0, first)
    return marks, replace(found, left_out=(*found.left_out, *others))


def _names(marks: list[Mark], kinds: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in marks if each.kind in kinds for name in each.names))


def moments(above: list[Mark], below: list[Mark]) -> tuple[Moment | None, Moment | None, list[str]]:
    """First published, updated and what is doubtful about them; the head's stamps come before those at the end."""
    groups = [[one for each in part if each.stamp for one in each.stamp.moments] for part in (above, below)]
    found = _labelled(groups[0]) or _labelled(groups[1]) or _in_order(groups[0]) or _in_order(groups[1])
    published, updated = found.get("published"), found.get("updated")
    doubts = [f"Stamp: {doubt}." for each in (published, updated) if each for doubt in each.doubts]
    if published and not published.role:
        doubts.append(f"The date {published.moment} has no label; it was taken as the first publication.")
    return published.moment if published else None, updated.moment if updated else None, doubts


def _labelled(found: list[Stamped]) -> dict[Role, Stamped]:
    out: dict[Role, Stamped] = {}
    for each in found:
        if each.role:
            out.setdefault(each.role, each)
    if "updated" in out and "published" not in out:
        other = next((each for each in found if not each.role and each.moment.day <= out["updated"].moment.day), None)
        if other:
            out["published"] = other
    return out


def _in_order(found: list[Stamped]) -> dict[Role, Stamped]:
    if not found:
        return {}
    # The stamp stands nearest to the text; what comes before it may be the day on which the page was read.
    out: dict[Role, Stamped] = {"published": found[0] if len(found) < 3 else found[-1]}
    if len(found) == 2 and found[1].moment > found[0].moment:
        out["updated"] = found[1]
    return out
