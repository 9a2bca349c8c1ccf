"""Which files can be evidence: what people look at, and nothing that a machine would run. Pure."""

from pathlib import PurePath

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".bmp", ".mp4", ".mov"})
_PAPERS = frozenset(
    {".pdf", ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".dps"}
    | {".txt", ".csv", ".rtf", ".html", ".htm", ".md", ".tif", ".tiff", ".eml", ".mp3", ".m4a"}
    | {".zip", ".rar", ".7z"}
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")


def unfit(name: str, data: bytes) -> str:
    """Why the file cannot be evidence; '' where it can."""
    if not data:
        return f"{name}是空文件，没有保存。"
    known = PurePath(name).suffix.lower() in PICTURES | _PAPERS
    if known and not data.startswith(_PROGRAMS):
        return ""
    return (
        f"{name}不能作佐证，没有保存：只收图片、视频、PDF、OFD、Word、WPS、Excel、PPT、文本和压缩包，"
        "不收程序。"
    )
