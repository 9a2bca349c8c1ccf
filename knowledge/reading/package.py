"""The parts of a Word file that hold its text, inflated no further than a paper can need."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join

from lxml import etree

from knowledge.reading.lines import UnreadableError

MAX_INFLATED = 48 * 1024 * 1024
"""Bytes of all parts read, together; the largest papers have about 5 MiB."""

_BROKEN = "Word 文件不完整或已损坏，打不开。请用 Word 或 WPS 打开后另存为 .docx 再试。"
_TOO_LARGE = "Word 文件解压后过大，不像一份正常的文件，已停止读取。请把正文复制到新文件再试。"
_LOCKED = "Word 文件加了密，读不了。请取消密码后另存为 .docx 再试。"


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file's text and what its automatic numbers are made from."""

    document: etree._Element
    numbering: etree._Element | None
    styles: etree._Element | None


def open_package(data: bytes) -> Package:
    """The parts of a .docx; raises UnreadableError for whatever is wrong with it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            main = _main_part(archive)
            parts = [main, *(join(dirname(main), name) for name in ("numbering.xml", "styles.xml"))]
            document, numbering, styles = _roots(archive, parts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableError(_BROKEN) from error
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
        data = _inflate(archive, name, left)
        left -= len(data)
        roots.append(_parse(data) if data else None)
    return roots


def _inflate(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """A part's bytes, b"" without such a part; reading stops at `limit`, whatever is claimed."""
    info = archive.NameToInfo.get(name)
    if info is None:
        return b""
    if info.flag_bits & 1:
        raise UnreadableError(_LOCKED)
    with archive.open(info) as part:
        data = part.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(_TOO_LARGE)
    return data


def _parse(data: bytes) -> etree._Element:
    # No entities and no outside files: a Word file needs neither, an attack does.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(_BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("Word 文件里有不该有的实体定义，可能有害，已拒绝读取。")
    return root
