"""What a translator reads of an edition, part by part: words and links, blind to emphasis and to position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.edition.blocks import Block
from dateline.edition.codec import digest, to_builtins
from dateline.edition.values import Change, Edition, StandingPage

FIELD_PARTS = ("kicker", "headline", "summary", "dateline")
PAGE_PARTS = ("title", "summary")


def part_digests(edition: Edition | StandingPage) -> dict[str, str]:
    """Each part by name: text fields, the lead's words, every block by its id, with the digest of its wording."""
    fields = FIELD_PARTS if isinstance(edition, Edition) else PAGE_PARTS
    parts = {name: digest(getattr(edition, name)) for name in fields}
    if isinstance(edition, Edition) and edition.lead:
        parts["lead"] = block_wording(edition.lead)
    return parts | {str(block.id): block_wording(block) for block in edition.blocks}


def part_names(edition: Edition) -> tuple[str, ...]:
    """The names of all its parts: text fields, the lead where there is one, every block's id."""
    lead = ("lead",) if edition.lead else ()
    return (*FIELD_PARTS, *lead, *(str(block.id) for block in edition.blocks))


def block_wording(block: Block) -> str:
    """Digest of a block's wording: moving it, or making a word bold, changes nothing."""
    content = to_builtins(block)
    del content["id"]
    return digest(_worded(content))


def notice(change: Change) -> tuple[str, str]:
    """A public change as a part of its edition: its name (``change/7``) and the digest of what it says."""
    return f"change/{change.version}", digest([change.kind, change.note])


def _worded(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: _worded(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return _plainer(content) if _is_text(content) else [_worded(each) for each in content]
    return " ".join(content.split()) if isinstance(content, str) else content


def _is_text(content: Sequence[Any]) -> bool:
    """Whether these are the runs of one running text."""
    return bool(content) and all(isinstance(each, dict) and isinstance(each.get("text"), str) for each in content)


def _plainer(runs: Sequence[dict[str, Any]]) -> list[list[str]]:
    """Words by the address they link to; emphasis and language marks gone, runs that differed by them joined."""
    joined: list[list[str]] = []
    for run in runs:
        if joined and joined[-1][1] == run.get("href", ""):
            joined[-1][0] += run["text"]
        else:
            joined.append([run["text"], run.get("href", "")])
    return [[" ".join(words.split()), href] for words, href in joined if words.strip()]
