"""The dateline that opens a wire story ("BRUSSELS, March 5 (Reuters) -"), taken only where there is no doubt."""

from __future__ import annotations

import re

AGENCY = r"[\w'’.\- /]{2,40}"
PLACE = r"[^\W\d_][^\d()（）.:;!?—–\n]{1,60}?"
DATE = r"(?:[,،]?\s+[^(),،—–\n]{0,25}\d{1,2}[^(),،—–\n]{0,15}?(?:,\s+\d{4})?)?"
WITH_AGENCY = re.compile(rf"^(?P<place>{PLACE}){DATE}[,،]?\s*[(（]{AGENCY}[)）]\s*(?:[-—–:.]|--)+\s")
CAPITAL = "A-ZÀ-ÝА-ЯЁІЇЄЂЈЉЊЋЏ"
CAPITALS = re.compile(
    rf"^(?P<place>[{CAPITAL}][{CAPITAL}'’. -]{{2,30}}(?:, [A-ZÀ-Ý][\w.]{{2,20}})?)(?:, [^—–\n.]{{3,20}}\d)?\s+[—–]\s+\S"
)
CHINESE = re.compile(
    r"^[(（【]?(?:新华社|新華社|中新社|法新社|路透社|中央社|美联社|美聯社)"
    r"(?P<place>[\u4e00-\u9fff]{2,8}?)\d{1,2}月\d{1,2}日[电電讯訊]"
)


def dateline(paragraph: str) -> str:
    """The place that opens a first paragraph, as written there; empty where it is not certain."""
    for pattern in (WITH_AGENCY, CHINESE, CAPITALS):
        found = pattern.match(paragraph)
        if found and len(found["place"].split()) <= 6:
            return found["place"].strip(" ,،")
    return ""
