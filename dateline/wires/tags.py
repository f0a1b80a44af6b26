"""Another house's language tags mapped to the configured languages (BCP 47, CLDR likely scripts), never by guess."""

from __future__ import annotations

import re

from babel.core import get_global

from dateline.languages.language import languages
from dateline.wires.draft import Refused

ALIASES = {
    "fil": "tl", "iw": "he", "in": "id", "mo": "ro", "dari": "fa", "prs": "fa", "ful": "ff", "fuc": "ff",
    "fuf": "ff", "bam": "bm", "cmn": "zh", "yue": "zh", "scc": "sr", "arb": "ar", "pes": "fa", "swh": "sw",
    "hau": "ha",
}  # fmt: skip
THREE = {
    "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru",
    "ukr": "uk", "srp": "sr", "ara": "ar", "fas": "fa", "per": "fa", "urd": "ur", "hin": "hi", "zho": "zh",
    "chi": "zh", "jpn": "ja", "kor": "ko", "vie": "vi", "tha": "th", "khm": "km", "swa": "sw",
}  # fmt: skip


def configured(tag: str) -> tuple[str, str]:
    """The configured language that a wire's tag means, and a remark where it had to be mapped ("" otherwise).

    Tried in order: the tag itself, in any case and with ``_`` for ``-``; language and script; language, likely script
    (CLDR) and region; the base language. Raises Refused with the configured ones where nothing fits.
    """
    known = {each.lower(): each for each in languages()}
    wanted = tag.strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", wanted):
        raise Refused(f"{tag!r} is no language tag: write one such as {', '.join(list(languages())[:4])}")
    if wanted.lower() in known:
        found = known[wanted.lower()]
        return found, "" if found == tag else f"The language “{tag}” was taken as {found}."
    for candidate in _candidates(wanted):
        if candidate.lower() in known:
            return known[candidate.lower()], f"The language “{tag}” was taken as {known[candidate.lower()]}."
    raise Refused(f"unknown language {tag!r}; configured are: {', '.join(languages())}", source_id="")


def _candidates(tag: str) -> list[str]:
    base, script, region = _parts(tag)
    likely = _likely_script(base, region)
    out = [f"{base}-{script}"] if script else []
    if script and likely and script.lower() != _likely_script(base, "").lower():
        # Another script than the base language is written in: the base language alone would be wrong.
        return out
    return [*out, f"{base}-{region}" if region else "", f"{base}-{likely}" if likely else "", base]


def _parts(tag: str) -> tuple[str, str, str]:
    first, *rest = tag.split("-")
    base = first.lower()
    base = THREE.get(base) or ALIASES.get(base) or base
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in rest if len(part) == 2 or part.isdigit()), "")
    return base, script, region


def _likely_script(base: str, region: str) -> str:
    """CLDR's likely script for a language in a region ("Hant" for zh in TW)."""
    subtags = get_global("likely_subtags")
    full = subtags.get(f"{base}_{region}") if region else None
    full = str(full or subtags.get(base) or "")
    return next((part for part in full.split("_") if len(part) == 4), "")
