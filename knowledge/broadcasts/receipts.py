"""收到, and nothing else: what people answer where something was told them. Pure."""

import re

from knowledge.text import fold

_RECEIPT = re.compile(
    r"(?:好的?|嗯|ok)?[,，\s]*(?:已|已经)?(?:收到|知悉|阅知|确认收到)(?:了|啦)?[,，\s]*(?:谢谢)?"
)
_LONGEST = 20
_SIGN = re.compile("收到|知悉|[阅閱]知")
_END = re.compile(r"[\s。.!！~👌👍]+$")


def is_receipt(text: str) -> bool:
    """Whether the message says 收到, all of it."""
    if len(text) > _LONGEST or not _SIGN.search(text):
        return False
    return _RECEIPT.fullmatch(_END.sub("", fold(text).strip().lower())) is not None
