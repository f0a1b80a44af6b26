"""Bytes of a capture to characters: UTF-8, UTF-16, or a language's old code pages; never a guess in silence."""

from __future__ import annotations

import re
import unicodedata

from dateline.wires.draft import LIMIT, Refused

SIGNATURES = {
    b"%PDF": "a PDF file", b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old Word document", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture", b"\x1f\x8b": "a gzip archive", b"{\\rtf": "an RTF document",
}  # fmt: skip
CODE_PAGES = {
    "ru": ("cp1251", "koi8_r", "cp866"), "uk": ("cp1251", "koi8_u"), "sr-Cyrl": ("cp1251", "iso8859_5"),
    "sr-Latn": ("cp1250", "iso8859_2"), "ro": ("cp1250", "iso8859_16"), "ar": ("cp1256", "iso8859_6"),
    "fa": ("cp1256",), "ur": ("cp1256",), "zh-Hans": ("gb18030", "big5"), "zh-Hant": ("big5", "gb18030"),
    "ja": ("cp932", "euc_jp", "iso2022_jp"), "ko": ("cp949",), "vi": ("cp1258",), "th": ("cp874",),
}  # fmt: skip
SCRIPTS = {
    "ru": "CYRILLIC", "uk": "CYRILLIC", "sr-Cyrl": "CYRILLIC", "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC",
    "hi": "DEVANAGARI", "zh-Hans": "CJK", "zh-Hant": "CJK", "ja": "CJK|HIRAGANA|KATAKANA", "ko": "HANGUL",
    "th": "THAI", "km": "KHMER",
}  # fmt: skip
MOJIBAKE = re.compile(r"â€[œ™\u009d˜“”¦]|Ã[©¨ªà¡³±¶¼§]|Â[«» ©]|Ð[°-¿]Ñ|ï»¿")
# As browsers do (WHATWG Encoding): pages that declare these are written in the Windows code page.
AS_WINDOWS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}
ENOUGH = 0.7
NEVER_TYPED = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decode(data: bytes, tag: str) -> tuple[str, list[str]]:
    """The characters and what an editor should know about them; raises Refused saying why and what to do."""
    if len(data) > LIMIT:
        raise Refused(f"the file has {len(data):,} bytes and the limit is {LIMIT:,}: save the page's text alone")
    if not data.strip():
        raise Refused("the file is empty: capture the page again")
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise Refused(f"the file is {name}: save the page as text or HTML and import that")
    text, warnings = _unicode(data) or _legacy(data, tag)
    text = text.removeprefix("\ufeff")
    if len(CONTROLS.findall(text)) > len(text) // 500:
        raise Refused("the file is binary, not text: save the page as text or HTML and import that")
    return CONTROLS.sub("", text), [*warnings, *_suspicions(text, tag)]


def _unicode(data: bytes) -> tuple[str, list[str]] | None:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16"), []
        if len(data) % 2 == 0 and (order := _byte_order(data[:2000])):
            return data.decode(order), []
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        if error.encoding.startswith("utf-16"):
            raise Refused("the file says it is UTF-16 and is damaged: save it again as UTF-8") from None
        if _nearly_utf8(data):
            reason = (
                f"the file is UTF-8 with broken characters (the first at byte {error.start}): capture the page again"
            )
            raise Refused(reason) from None
    return None


def _byte_order(head: bytes) -> str:
    """UTF-16 without a mark shows by its zero bytes, all on one side."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 20:
        return ""
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""


def _nearly_utf8(data: bytes) -> bool:
    decoded = data.decode("utf-8", errors="replace")
    good = sum(1 for character in decoded if character > "\x7f" and character != "\ufffd")
    return good > 3 * decoded.count("\ufffd")


def _legacy(data: bytes, tag: str) -> tuple[str, list[str]]:
    best, found, page = 0.0, "", ""
    declared = re.search(rb"charset=[\"']?([\w-]{2,20})", data[:2000])
    pages = [AS_WINDOWS.get(declared[1].lower().decode("ascii"), declared[1].decode("ascii"))] if declared else []
    for name in (*pages, *CODE_PAGES.get(tag, ("cp1252",))):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        # The page that the file declares wins a tie.
        if (score := _plausible(text, tag)) > best:
            best, found, page = score, text, name
    if best < ENOUGH and len(NEVER_TYPED.findall(data)) > len(data) // 500:
        raise Refused("the file is binary, not text: save the page as text or HTML and import that")
    if best < ENOUGH:
        tried = ", ".join(CODE_PAGES.get(tag, ("cp1252",)))
        raise Refused(
            f"the file is neither UTF-8 nor one of the old encodings usual for {tag} ({tried}): save it as UTF-8"
        )
    return found, [f"The file is not UTF-8; it was read as {page}: check accented letters and quotation marks."]


def _plausible(text: str, tag: str) -> float:
    """Share of the characters beyond ASCII that a text in this language would hold, between 0 and 1."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 1.0
    script = SCRIPTS.get(tag, "LATIN")
    good = sum(_fits(character, script) for character in beyond)
    if "�" in text or CONTROLS.search(text):
        good -= len(beyond) // 2
    return good / len(beyond)


def _fits(character: str, script: str) -> float:
    category = unicodedata.category(character)
    if category[0] in "PZ" or category in {"Mn", "Cf"}:
        return 1.0
    if not any(unicodedata.name(character, "").startswith(each) for each in script.split("|")):
        return 0.0
    # Cyrillic read by the wrong page swaps the cases: capitals are rare in running text.
    return 0.3 if category == "Lu" else 1.0


def _suspicions(text: str, tag: str) -> list[str]:
    out = []
    if "\ufffd" in text:
        out.append("The capture holds the sign � where characters were lost: compare it with the page.")
    if MOJIBAKE.search(text):
        out.append(
            "The capture holds signs of a wrong encoding (such as “â€œ” or “Ã©”): capture the page again as UTF-8."
        )
    letters = [character for character in text if character.isalpha()]
    script = SCRIPTS.get(tag, "LATIN").split("|")
    if letters and sum(any(each in unicodedata.name(c, "") for each in script) for c in letters) < len(letters) * 0.3:
        out.append(f"Most letters of this text are not in the script of {tag}: check the language.")
    return out
