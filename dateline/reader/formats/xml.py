"""XML bytes as every format of ours writes them."""

from __future__ import annotations

import re

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """``text`` without the characters that XML 1.0 cannot hold (2.2)."""
    return FORBIDDEN.sub("", text)


def document(root: etree._Element) -> bytes:
    """UTF-8 with declaration, indented so that people can read it too."""
    etree.indent(root, space=" ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
