"""Apertium-APy: a form a text to ``/translate``, HTML kept; its pairs of languages are asked of ``/listPairs``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel.core import get_global

from dateline.newsroom.translators.asking import get, post_form, strange, unable
from dateline.newsroom.translators.translator import Service, fitting


class Apertium:
    """It names languages by three letters (ISO 639-3) or two, as each pair's makers did."""

    name = "Apertium"

    def __init__(self, service: Service) -> None:
        self._service = service

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See ``Translator``."""
        pair = self._pair(source, target)
        return [self._one(each, pair) for each in texts]

    def _one(self, text: str, pair: str) -> str:
        said = {"q": text, "langpair": pair, "format": "html", "markUnknown": "no"}
        answer = post_form(self.name, f"{self._service.address}/translate", said)
        data = answer.get("responseData") if isinstance(answer, dict) else None
        found = data.get("translatedText") if isinstance(data, dict) else None
        if not isinstance(found, str):
            strange(self.name)
        return found

    def _pair(self, source: str, target: str) -> str:
        known = get(self.name, f"{self._service.address}/listPairs")
        rows = known.get("responseData") if isinstance(known, dict) else None
        pairs = [_codes(each) for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []
        from_ = fitting(source, [_short(each) for each, _ in pairs])
        into = fitting(target, [_short(each) for first, each in pairs if _short(first) == from_])
        found = next((each for each in pairs if (_short(each[0]), _short(each[1])) == (from_, into)), None)
        if not from_ or found is None:
            unable(self.name)
        return "|".join(found)


def _codes(row: dict[str, Any]) -> tuple[str, str]:
    return str(row.get("sourceLanguage", "")), str(row.get("targetLanguage", ""))


def _short(code: str) -> str:
    """``en`` for ``eng`` and ``pt-BR`` for ``por_BR``; other codes as they are."""
    first, mark, rest = code.partition("_")
    (short, *_) = get_global("language_aliases").get(first, first).split("_")
    return f"{short}-{rest}" if mark else short
