"""Which format a file has: what it contains decides, its name only where that leaves a doubt."""

import re
from pathlib import PurePath
from typing import Literal

from knowledge.reading.archives import opened
from knowledge.reading.lines import UnreadableError

Format = Literal["text", "html", "mhtml", "docx", "pdf"]

_AS_DOCX = "请打开原件，另存为 .docx 再试。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_REFUSED = (
    (b"{\\rtf", f"这是 RTF 文件，读不了。{_AS_DOCX}"),
    (b"Rar!", "这是 RAR 压缩包。请解压后把里面的文件逐个发来。"),
    (b"7z\xbc\xaf", "这是 7z 压缩包。请解压后把里面的文件逐个发来。"),
    (b"\x1f\x8b", "这是 gzip 压缩包。请解压后把里面的文件逐个发来。"),
    (b"\x89PNG", "这是图片，没有文字可读。请发文件的 .docx、.pdf 或网页原件。"),
    (b"\xff\xd8\xff", "这是图片，没有文字可读。请发文件的 .docx、.pdf 或网页原件。"),
    (b"GIF8", "这是图片，没有文字可读。请发文件的 .docx、.pdf 或网页原件。"),
    (b"II*\0", "这是扫描图片，没有文字可读。请发文件的 .docx、.pdf 或网页原件。"),
    (b"MM\0*", "这是扫描图片，没有文字可读。请发文件的 .docx、.pdf 或网页原件。"),
)

_IN_ARCHIVE = (
    ("word/", None),
    (
        "OFD.xml",
        "这是 OFD 版式文件，暂时读不了。请用 OFD 阅读器导出为 .pdf 或复制正文存为 .txt 再试。",
    ),
    ("xl/", "这是电子表格，读不了。请把表格复制到 Word 里，另存为 .docx 再试。"),
    ("ppt/", "这是演示文稿，读不了。请把文字复制到 Word 里，另存为 .docx 再试。"),
    ("content.xml", f"这是 OpenDocument 文件，读不了。{_AS_DOCX}"),
)

_MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|meta|div|table|p|title)\b", re.IGNORECASE
)
_MARKUP_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def sniff(data: bytes, name: str) -> Format:
    """The format of a file. Raises UnreadableError for formats that are known and not read."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if head.startswith(b"PK"):
        return _in_archive(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    _refuse_known(data, head)
    return _text_format(head, name)


def _refuse_known(data: bytes, head: bytes) -> None:
    if head.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableError("文件有打开密码。请取消密码后另存为 .docx 再试。")
        raise UnreadableError(f"这是旧版 Word 或 WPS 文件（.doc/.wps），读不了。{_AS_DOCX}")
    for magic, message in _REFUSED:
        if head.startswith(magic):
            raise UnreadableError(message)


def _in_archive(data: bytes) -> Format:
    with opened(data) as archive:
        names = archive.namelist()
    for prefix, message in _IN_ARCHIVE:
        if any(name.startswith(prefix) for name in names):
            if message:
                raise UnreadableError(message)
            return "docx"
    raise UnreadableError("这是压缩包。请解压后把里面的文件逐个发来。")


def _text_format(head: bytes, name: str) -> Format:
    # Markup in UTF-16 shows itself once the NULs are gone.
    plain = head.replace(b"\0", b"")
    if re.match(rb"(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location):", plain) and (
        b"multipart/related" in plain
    ):
        return "mhtml"
    if plain.startswith(b"<") and _MARKUP.search(plain):
        return "html"
    named = PurePath(name).suffix.lower() in _MARKUP_NAMES
    return "html" if named and b"<" in plain else "text"
