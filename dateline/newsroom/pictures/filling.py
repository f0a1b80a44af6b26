"""Filling a picture's fields from what its file says: only those that are empty, so that what an editor wrote wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from dateline.languages.language import languages
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.pictures.embedded import UNSTATED, Said
from dateline.newsroom.tags import tag_of


def own_language() -> str:
    """The tag of the language somebody works in: the best guess for texts whose file states none."""
    code = translation.get_language() or ""
    tag = tag_of(code.lower())
    known = languages()
    return tag if tag in known else next((each for each in known if each == "en"), next(iter(known)))


def ours(said: Said, language: str) -> dict[str, Any]:
    """The fields as we keep them: unstated languages taken for ``language``, texts cut to what our fields hold."""
    return {name: _fitting(name, value, language) for name, value in said.fields.items()}


def gaps(written: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """What ``found`` adds to what an editor has ``written``: whole fields, and for texts, languages that lack."""
    added: dict[str, Any] = {}
    for name, value in found.items():
        before = written.get(name)
        if isinstance(value, dict):
            lacking = {tag: text for tag, text in value.items() if not (before or {}).get(tag)}
            if lacking:
                added[name] = {**lacking, **{tag: text for tag, text in (before or {}).items() if text}}
        elif not before:
            added[name] = value
    return added


def fill(picture: Picture, said: Said, *, language: str) -> list[str]:
    """Fill the empty fields of a picture in memory, tags apart; returns the names of those filled.

    For whoever brings pictures in without a form, as an import does.
    """
    found = {name: value for name, value in ours(said, language).items() if name != "tags"}
    added = gaps({name: getattr(picture, name) for name in found}, found)
    for name, value in added.items():
        setattr(picture, name, value)
    return sorted(added)


def _fitting(name: str, value: Any, language: str) -> Any:
    if isinstance(value, dict):
        stated = {tag: text for tag, text in value.items() if tag != UNSTATED}
        return stated if UNSTATED not in value else {language: value[UNSTATED], **stated}
    most = None if name == "tags" else Picture._meta.get_field(name).max_length
    return value[:most] if most and isinstance(value, str) else value
