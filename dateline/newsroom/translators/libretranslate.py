"""LibreTranslate: JSON to ``/translate``, HTML kept; which languages it has is asked of ``/languages``."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.newsroom.translators.asking import get, post, strange, unable
from dateline.newsroom.translators.translator import Service, batches, fitting

MOST, CHARACTERS = 25, 4_000


class LibreTranslate:
    """Its key, where it wants one, stands in the body."""

    name = "LibreTranslate"

    def __init__(self, service: Service) -> None:
        self._service = service

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See ``Translator``."""
        from_, into = self._codes(source, target)
        said = {"source": from_, "target": into, "format": "html"}
        if self._service.key:
            said["api_key"] = self._service.key
        found: list[str] = []
        for batch in batches(texts, most=MOST, characters=CHARACTERS):
            answer = post(self.name, f"{self._service.address}/translate", {**said, "q": batch})
            got = answer.get("translatedText") if isinstance(answer, dict) else None
            if not isinstance(got, list) or len(got) != len(batch) or not all(isinstance(each, str) for each in got):
                strange(self.name)
            found += got
        return found

    def _codes(self, source: str, target: str) -> tuple[str, str]:
        known = get(self.name, f"{self._service.address}/languages")
        rows = [each for each in known if isinstance(each, dict)] if isinstance(known, list) else []
        offered = {str(each.get("code", "")): [str(code) for code in each.get("targets") or []] for each in rows}
        from_ = fitting(source, list(offered))
        into = fitting(target, offered.get(from_) or list(offered))
        if not from_ or not into:
            unable(self.name)
        return from_, into
