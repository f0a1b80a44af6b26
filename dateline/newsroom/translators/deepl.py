"""DeepL: JSON to ``/v2/translate``, XML tags kept; its key stands in the Authorization."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.newsroom.translators.asking import post, strange
from dateline.newsroom.translators.translator import Service, batches

MOST, CHARACTERS = 50, 60_000
# Targets that DeepL wants to know more exactly than our tags say.
TARGETS = {"en": "EN-GB", "pt": "PT-PT"}


class DeepL:
    """It says itself which languages it lacks."""

    name = "DeepL"

    def __init__(self, service: Service) -> None:
        self._service = service

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See ``Translator``."""
        said = {
            "source_lang": source.partition("-")[0].upper(),
            "target_lang": TARGETS.get(target, target.upper()),
            "tag_handling": "xml",
        }
        found: list[str] = []
        for batch in batches(texts, most=MOST, characters=CHARACTERS):
            address, key = f"{self._service.address}/v2/translate", f"DeepL-Auth-Key {self._service.key}"
            answer = post(self.name, address, {**said, "text": batch}, key=key)
            rows = answer.get("translations") if isinstance(answer, dict) else None
            got = [each.get("text") for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []
            said_back = [each for each in got if isinstance(each, str)]
            if len(said_back) != len(batch):
                strange(self.name)
            found += said_back
        return found
