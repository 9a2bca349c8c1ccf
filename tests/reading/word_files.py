"""Word files for tests: python-docx for what it knows, plain XML for what only Word writes."""

import zipfile
from io import BytesIO

import docx
from docx.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Document) -> bytes:
    """The bytes of a document made with python-docx."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def new_document() -> Document:
    """An empty Word document."""
    return docx.Document()


def from_xml(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A Word file with these elements in its body, its numbering and its styles."""
    parts = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return archive(parts)


def archive(parts: dict[str, str]) -> bytes:
    """A compressed archive of these parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str, *, numbered: tuple[int, int] | None = None, style: str = "") -> str:
    """A paragraph, numbered by (list id, level) or by its style."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        list_id, level = numbered
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def level(number: int, style: str, text: str, extra: str = "") -> str:
    """One level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )
