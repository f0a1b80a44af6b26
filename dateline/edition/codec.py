"""Values to canonical JSON bytes and back, their digests, and the published JSON schema."""

from __future__ import annotations

from hashlib import sha256
from inspect import cleandoc
from typing import Any

import msgspec

from dateline.edition.blocks import Block
from dateline.edition.moment import Moment
from dateline.edition.timeline import WANTED, EventDate
from dateline.edition.values import Value

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


def _enc_hook(value: object) -> str:
    if isinstance(value, Moment | EventDate):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")


def _dec_hook(wanted: type, value: Any) -> Any:
    if wanted is Moment:
        if not isinstance(value, str):
            raise ValueError("a moment is written as text: 2009-03-06 or 2009-03-06T08:22:00Z")
        return Moment.parse(value)
    if wanted is EventDate:
        if not isinstance(value, str):
            raise ValueError(f"the date of an event is written as text: {WANTED}")
        return EventDate(value)
    raise NotImplementedError(f"{wanted} has no JSON form")


def _schema_hook(wanted: type) -> dict[str, Any]:
    if wanted is Moment:
        pattern = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$"
        return {"type": "string", "pattern": pattern, "description": "RFC 3339 day, or instant in universal time"}
    if wanted is EventDate:
        pattern = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}Z)?)?)?~?$"
        described = "Year, month, day or instant in universal time; ~ where it is about then (ISO 8601-2, EDTF level 1)"
        return {"type": "string", "pattern": pattern, "description": described}
    raise NotImplementedError(f"{wanted} has no schema")


_encoder = msgspec.json.Encoder(enc_hook=_enc_hook, order="deterministic")
_decoder: msgspec.json.Decoder[Value] = msgspec.json.Decoder(Value, dec_hook=_dec_hook)


def encode(value: Any) -> bytes:
    """Canonical JSON: fields as declared, mappings sorted, no white space. Equal values give equal bytes."""
    return _encoder.encode(value)


def decode(payload: bytes) -> Value:
    """A value of the record; raises msgspec.ValidationError where the bytes are none."""
    return _decoder.decode(payload)


def to_builtins(value: Any) -> Any:
    """A value as dicts, tuples and texts, moments written out."""
    return msgspec.to_builtins(value, enc_hook=_enc_hook)


def digest(value: Any) -> str:
    """SHA-256 over the canonical JSON, in hexadecimal."""
    return sha256(encode(value)).hexdigest()


def block_digest(block: Block) -> str:
    """Digest of a block's content; its id is no part of it, so moving a block changes nothing."""
    content = to_builtins(block)
    del content["id"]
    return digest(content)


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of every value in the record."""
    head = {"$schema": SCHEMA_ID, "title": "Dateline record values"}
    written: dict[str, Any] = _dedented(msgspec.json.schema(Value, schema_hook=_schema_hook))
    return head | written


def _dedented(part: Any) -> Any:
    """Descriptions come from docstrings, whose indentation Python keeps up to 3.12 and strips from 3.13 on."""
    if isinstance(part, dict):
        return {
            name: cleandoc(held) if name == "description" and isinstance(held, str) else _dedented(held)
            for name, held in part.items()
        }
    return [_dedented(held) for held in part] if isinstance(part, list) else part
