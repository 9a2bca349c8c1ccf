"""收到, and nothing else: what people answer where something was told them. Pure."""

import re

from knowledge.text import fold

_RECEIPT = re.compile(
    r"(?:好的?|嗯|ok)?[,，\s]*(?:已|已经)?(?:收到|知悉|阅知|确认收到)(?:了|啦)?[,，\s]*(?:谢谢)?"
)
_END = re.compile(r"[\s。.!！~👌👍]+$")


def is_receipt(text: str) -> bool:
    """Whether the message says 收到, all of it."""
    return _RECEIPT.fullmatch(_END.sub("", fold(text).strip().lower())) is not None
