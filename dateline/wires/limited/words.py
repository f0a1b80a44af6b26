"""What a limited process says to the one that started it: a line of JSON a story."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.edition.moment import Moment
from dateline.wires.draft import Refused
from dateline.wires.finding import Finding
from dateline.wires.xliff import Sheet


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What an address answered: its Content-Type, and where the last redirect led."""

    media_type: str
    address: str


class _Said(msgspec.Struct, frozen=True, omit_defaults=True):
    found: Finding | None = None
    fetched: Fetched | None = None
    sheet: Sheet | None = None
    reason: str = ""
    source_id: str = ""


def _enc_hook(value: object) -> str:
    if isinstance(value, Moment):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")


def _dec_hook(wanted: type, value: Any) -> Any:
    if wanted is Moment and isinstance(value, str):
        return Moment.parse(value)
    raise NotImplementedError(f"{wanted} has no JSON form")


_encoder = msgspec.json.Encoder(enc_hook=_enc_hook)
_decoder = msgspec.json.Decoder(_Said, dec_hook=_dec_hook)
_finding = msgspec.json.Decoder(Finding, dec_hook=_dec_hook)


def encode(value: Finding | Fetched | Sheet | Refused) -> bytes:
    """One line, without its end."""
    match value:
        case Refused():
            said = _Said(reason=value.reason, source_id=value.source_id)
        case Sheet():
            said = _Said(sheet=value)
        case Finding():
            said = _Said(found=value)
        case Fetched():
            said = _Said(fetched=value)
    return _encoder.encode(said)


def decode_found(line: bytes) -> Finding | Refused:
    """The story or refusal of a line; a line that is neither is a refusal too, for who sent it may be harmed."""
    said = _said(line)
    return said.found or Refused(said.reason or "the reader gave no answer", source_id=said.source_id)


def decode_fetched(line: bytes) -> Fetched | Refused:
    """What was fetched, or why not."""
    said = _said(line)
    return said.fetched or Refused(said.reason or "nothing came from that address", source_id=said.source_id)


def decode_sheet(line: bytes) -> Sheet | Refused:
    """The sheet of a line, or why there is none."""
    said = _said(line)
    return said.sheet or Refused(said.reason or "the reader gave no answer", source_id=said.source_id)


def _said(line: bytes) -> _Said:
    try:
        return _decoder.decode(line)
    except (msgspec.MsgspecError, ValueError):
        return _Said(reason="the reader broke down over it: the file is damaged, or made to do harm")


def pack(found: Finding) -> str:
    """A finding as text, to keep while it waits."""
    return _encoder.encode(found).decode()


def unpack(text: str) -> Finding:
    """A kept finding; raises msgspec.ValidationError where the text is none."""
    return _finding.decode(text)
