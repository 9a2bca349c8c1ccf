"""Web pages saved as a single file (.mht, .mhtml): the page is one part of a mail message."""

from email import message_from_bytes, policy

from knowledge.reading.encoding import decode
from knowledge.reading.html import read_page
from knowledge.reading.lines import Line, UnreadableError


def read_mhtml(data: bytes) -> tuple[Line, ...]:
    """The lines of the page; raises UnreadableError."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return read_page(decode(page, part.get_content_charset()))
    raise UnreadableError("单个文件网页里没有找到正文。请在浏览器里复制正文，存为 .txt 再试。")
