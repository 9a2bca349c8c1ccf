"""The parts of a Word file that hold its text, inflated no further than a paper can need."""

import zipfile
from dataclasses import dataclass
from posixpath import dirname, join

from lxml import etree

from knowledge.reading.archives import inflated, opened
from knowledge.reading.lines import UnreadableError

MAX_INFLATED = 48 * 1024 * 1024
"""Bytes of all parts read, together; the largest papers have about 5 MiB."""

MAX_TAGS = 800_000
"""Of one part; a paper of a hundred pages has about a quarter of it."""

_BROKEN = "Word 文件不完整或已损坏，打不开。请用 Word 或 WPS 打开后另存为 .docx 再试。"
_TOO_MANY = "Word 文件内容过大，不像一份正常的文件。请把正文复制到新文件再试。"
_ENTITIES = "Word 文件里有不该有的实体定义，可能有害，已拒绝读取。请发可靠来源的原件。"


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file's text and what its automatic numbers are made from."""

    document: etree._Element
    numbering: etree._Element | None
    styles: etree._Element | None


def open_package(data: bytes) -> Package:
    """The parts of a .docx; raises UnreadableError for whatever is wrong with it."""
    with opened(data) as archive:
        main = _main_part(archive)
        beside = [join(dirname(main), name) for name in ("numbering.xml", "styles.xml")]
        document, numbering, styles = _roots(archive, [main, *beside])
    if document is None:
        raise UnreadableError(_BROKEN)
    return Package(document, numbering, styles)


def _main_part(archive: zipfile.ZipFile) -> str:
    (relations,) = _roots(archive, ["_rels/.rels"])
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _roots(archive: zipfile.ZipFile, names: list[str]) -> list[etree._Element | None]:
    left = MAX_INFLATED
    roots: list[etree._Element | None] = []
    for name in names:
        data = inflated(archive, name, left)
        left -= len(data)
        roots.append(_parse(data) if data else None)
    return roots


def _parse(data: bytes) -> etree._Element:
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableError(_TOO_MANY)
    if b"<!DOCTYPE" in data:
        raise UnreadableError(_ENTITIES)
    # Said again for other encodings: no entities and no outside files, a Word file needs neither.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise UnreadableError(_BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(_ENTITIES)
    return root
