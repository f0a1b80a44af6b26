"""A light page in parts: what is too long for one answer on a poor line is told in several, each whole in itself."""

from __future__ import annotations

from dateline.edition.blocks.scene import CUT

# Bytes of markup in one part. What stands around it and the stylesheet come on top; in every script of the house the
# whole then stays below 14,000 bytes compressed. Counted before compression: that differs between libraries.
BUDGET = 25_000
# Around the text of a story, by which programs that read pages find it: the one element that may go on over a cut.
TEXT, END = '<div class="article-body">', "</div>"


def parts(markup: str, budget: int = BUDGET) -> list[str]:
    """``markup``, parted at some of its cuts, so that no part is longer than ``budget`` bytes of UTF-8.

    What stands between two cuts is never parted, however long; there is always at least one part. The text of a story
    is closed at the end of a part and opened again in the next; its own end stands alone between two cuts.
    """
    found, size, inside = [[""]], 0, False
    for piece in markup.split(CUT):
        weight, ends = len(piece.encode()), piece.strip() == END
        if size and size + weight > budget and not ends:
            found[-1] += [END] if inside else []
            found.append([TEXT] if inside else [])
            size = 0
        found[-1].append(piece)
        size += weight
        inside = (inside or TEXT in piece) and not ends
    return ["\n".join(filter(None, map(str.strip, pieces))) for pieces in found]


def part_path(path: str, number: int) -> str:
    """Where a part of the page at ``path`` stands: ``/en/archive/~3``, as no slug is; the first where the page does."""
    return path if number == 1 else f"{path.rstrip('/')}/~{number}"
