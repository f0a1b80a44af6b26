"""XMP packets (ISO 16684-1): the properties of the IPTC Photo Metadata Standard, with their language alternatives."""

from __future__ import annotations

from lxml import etree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DEFAULT = "x-default"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
LARGEST = 4_000_000
ITEM, DESCRIPTION = f"{{{RDF}}}li", f"{{{RDF}}}Description"
LISTS = {f"{{{RDF}}}{name}" for name in ("Alt", "Bag", "Seq")}


class Packet:
    """One packet. Names are written as in the standard: ``photoshop:Headline``.

    Raises ValueError where it is no well-formed XMP.
    """

    def __init__(self, packet: bytes) -> None:
        if len(packet) > LARGEST:
            raise ValueError("it is too large")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            tree = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
        except etree.XMLSyntaxError as error:
            raise ValueError(str(error)) from error
        if tree.getroottree().docinfo.doctype:
            raise ValueError("it declares a document type, which no XMP does")
        self._descriptions = [each for root in tree.iter(f"{{{RDF}}}RDF") for each in root.iterchildren(DESCRIPTION)]

    def texts(self, name: str) -> list[str]:
        """A property's text, or the items of its list in order."""
        return [text for _, text in self._values(_qualified(name))]

    def alternatives(self, name: str) -> dict[str, str]:
        """A property's text by language tag as written, ``x-default`` among them."""
        found: dict[str, str] = {}
        for tag, text in self._values(_qualified(name)):
            found.setdefault(tag or DEFAULT, text)
        return found

    def members(self, name: str) -> list[dict[str, str]]:
        """A list of structures, as in LocationShown: text by the local name of each field."""
        found = []
        for element in self._elements(_qualified(name)):
            items = [item for each in element if each.tag in LISTS for item in each.iterchildren(ITEM)]
            found += [_fields(item) for item in items]
        return [each for each in found if each]

    def _elements(self, tag: str) -> list[etree._Element]:
        return [child for each in self._descriptions for child in each if child.tag == tag]

    def _values(self, tag: str) -> list[tuple[str, str]]:
        found = [("", str(each.get(tag))) for each in self._descriptions if each.get(tag)]
        for element in self._elements(tag):
            listed = [child for child in element if child.tag in LISTS]
            items = [item for each in listed for item in each if item.tag == ITEM] if listed else [element]
            found += [(str(item.get(LANG, "")), _whole(item)) for item in items]
        return [(language, text.strip()) for language, text in found if text.strip()]


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _whole(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _fields(item: etree._Element) -> dict[str, str]:
    """A structure's simple fields, whether written as elements, as attributes, or inside a nested description."""
    found: dict[str, str] = {}
    for each in (item, *item.iterchildren(DESCRIPTION)):
        found |= {_local(str(name)): str(value) for name, value in each.attrib.items()}
        found |= {_local(str(child.tag)): _whole(child).strip() for child in each if isinstance(child.tag, str)}
    return found


def _local(name: str) -> str:
    return name.rpartition("}")[2]
