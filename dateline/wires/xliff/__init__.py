"""XLIFF 2.1 (OASIS, 13 February 2018; core): an edition goes to an outside translator and comes back as a text."""

from dateline.wires.xliff.merge import Merged, Remark, merged
from dateline.wires.xliff.parse import LARGEST, parse
from dateline.wires.xliff.sheet import Note, Sheet, Unit, sheet
from dateline.wires.xliff.write import write

__all__ = ["LARGEST", "Merged", "Note", "Remark", "Sheet", "Unit", "merged", "parse", "sheet", "write"]
