"""Word documents for tests, written part by part as Word writes them."""

from __future__ import annotations

import base64
import io
import zipfile

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{each.replace(" ", "")}"><w:name w:val="{each}"/></w:style>'
    for each in ("Title", "Subtitle", "heading 1", "heading 2", "Quote")
)
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="link" Type="{OFFICE}/hyperlink" Target="https://harbour.example/" TargetMode="External"/>'
    f'<Relationship Id="bad" Type="{OFFICE}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>'
    f'<Relationship Id="far" Type="{OFFICE}/image" Target="file:///etc/hostname" TargetMode="External"/>'
    f'<Relationship Id="image" Type="{OFFICE}/image" Target="media/image1.png"/></Relationships>',
    "word/styles.xml": f"<w:styles {NAMES}>{STYLES}</w:styles>",
    "word/numbering.xml": f"<w:numbering {NAMES}>{LIST}</w:numbering>",
    "word/footnotes.xml": f'<w:footnotes {NAMES}><w:footnote w:id="2"><w:p><w:r><w:t>Harbour office.</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>",
}


def paragraph(inner: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain words are put into one."""
    runs = inner if inner.startswith("<") else run(inner)
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{runs}</w:p>"


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def item(words: str) -> str:
    """An item of a list."""
    return paragraph(words, properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def image(alt: str, relation: str = 'r:embed="image"') -> str:
    """A picture in a paragraph of its own."""
    return paragraph(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f"<pic:blipFill><a:blip {relation}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


def document(body: str, *, head: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A whole document; ``head`` stands before its root, ``parts`` further members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        members: dict[str, str | bytes] = {**PARTS, **(parts or {})}
        for name, content in members.items():
            archive.writestr(name, content)
        archive.writestr("word/media/image1.png", PNG)
        archive.writestr("word/document.xml", f"{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    return out.getvalue()
