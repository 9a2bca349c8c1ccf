"""Bytes to text: Chinese files say little, and often the wrong thing, about their encoding."""

import codecs
import re
from collections.abc import Iterator

from knowledge.reading.lines import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The labels gb2312 and gbk mean gb18030, of which they are parts (WHATWG Encoding Standard, 4.2).
_GB = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936"})
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 32_768
_PLAUSIBLE = 0.7

_PADDING = re.compile(rb"(?:\x00\x00){2,}")
_EVERYDAY = re.compile(r"[\t\n\f\r -~·—‘-”…、-】〔-〗！-～\u3000①-⑳]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# GB 2312's first level: the 3755 most used characters.
_COMMON = frozenset(
    bytes(
        code for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for code in (row, cell)
    ).decode("gb2312", "ignore")
)
_NO_TEXT = (
    "文件不是可读的文本（可能是图片、压缩包或已损坏）。请用文字处理软件打开原件，"
    "另存为 .docx 或 UTF-8 编码的 .txt 再试。"
)
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`, by its byte order mark, its declared label, or what reads as Chinese.

    A few broken characters become U+FFFD. Raises UnreadableError for what is no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, "replace"))
    printed = _PADDING.sub(b"", data)
    text = _checked(printed.decode(_encoding(printed, declared), "replace"))
    if len(printed) < len(data) and not _HAN.search(text):
        raise UnreadableError(_NO_TEXT)  # a program or an image: letters among zeros
    return text


def _encoding(data: bytes, declared: str | None) -> str:
    """The most plausible encoding of a sample; a declared one is tried first."""
    # An even cut, behind which no more than one character is broken.
    sample = data[:_SAMPLE]
    if _is_clean_utf8(data):
        return "utf-8"
    best = max(_candidates(declared), key=lambda encoding: _plausibility(sample, encoding))
    if _plausibility(sample, best) < _PLAUSIBLE:
        raise UnreadableError(_NO_TEXT)
    return best


def _candidates(declared: str | None) -> Iterator[str]:
    label = (declared or "").strip().lower()
    if label in _GB:
        yield "gb18030"
    yield from _CANDIDATES


def _is_clean_utf8(data: bytes) -> bool:
    try:
        return not _BROKEN.search(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _plausibility(sample: bytes, encoding: str) -> float:
    """The share of characters that everyday Chinese text is made of, 0 to 1.

    Rare Han characters count half: the wrong encoding yields Han characters too, but rare ones.
    """
    text = sample.decode(encoding, "replace")
    if not text:
        return 1.0
    everyday = sum(map(len, _EVERYDAY.findall(text)))
    han = _HAN.findall(text)
    common = sum(character in _COMMON for character in han)
    return (everyday + common + 0.5 * (len(han) - common)) / len(text)


def _checked(text: str) -> str:
    broken = len(_BROKEN.findall(text[:_SAMPLE]))
    some = broken > 4 or not _HAN.search(text)
    if some and broken > 0.1 * min(len(text), _SAMPLE):
        raise UnreadableError(
            "文件里多是乱码，不是可读的文本。请打开原件，另存为 UTF-8 编码的 .txt 再试。"
        )
    return text
