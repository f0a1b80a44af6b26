"""IPTC IIM (Information Interchange Model 4.2) as cameras and agencies write it into JPEG files."""

from __future__ import annotations

CODED_CHARACTER_SET = (1, 90)
UTF_8 = b"\x1b%G"
MARKER = 0x1C
EXTENDED = 0x8000
DataSets = dict[tuple[int, int], list[str]]


def parse(block: bytes) -> tuple[DataSets, list[str]]:
    """The data sets of records 1 and 2 by (record, number), in order; and what was wrong, in words for an editor.

    A data set that says it is longer than the block ends the reading: what stands before it counts.
    """
    raw, warnings = _data_sets(block)
    declared = any(value == UTF_8 for value in raw.get(CODED_CHARACTER_SET, []))
    return {key: [_text(value, declared) for value in values] for key, values in raw.items()}, warnings


def _data_sets(block: bytes) -> tuple[dict[tuple[int, int], list[bytes]], list[str]]:
    found: dict[tuple[int, int], list[bytes]] = {}
    at = 0
    while at + 5 <= len(block) and block[at] == MARKER:
        key, length = (block[at + 1], block[at + 2]), int.from_bytes(block[at + 3 : at + 5])
        at += 5
        if length & EXTENDED:
            size = length & ~EXTENDED
            length = int.from_bytes(block[at : at + size])
            at += size
        if at + length > len(block):
            return found, [f"IPTC {key[0]}:{key[1]:02d} says it is longer than the file"]
        if key[0] in {1, 2}:
            found.setdefault(key, []).append(block[at : at + length])
        at += length
    left = block[at:].strip(b"\0")
    return found, ["the IPTC block ends in something that is not IPTC"] if left else []


def _text(value: bytes, declared: bool) -> str:
    """UTF-8 where the block declares it or it can be nothing else; the Windows twin of Latin-1 otherwise."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8" if declared else "cp1252", "replace")
