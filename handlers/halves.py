"""Two questions in one sentence: 到哪一步了，下一步是啥; 一共几件事，哪些是配合.

Only a second half that leans on the first is a question of its own: 什么时候完成，谁牵头 asks two
things of one task, which one card answers.
"""

import re

_ASKS = r"谁|什么|啥|哪|几|多少|何时|怎"
_SECOND = re.compile(
    r"(?P<first>^.*(?:" + _ASKS + r").*)[,，;；、](?P<second>(?:那|又|还|其中)?(?:"
    r"(?:[上下前后]|再下)(?:一|1)?个?(?:阶段|步)|"
    r"(?:哪些|哪几[项个条]|几[项个条])(?:是|由它|它)?(?:牵头|配合|主办|协办|负责)的?|"
    r"职责).*)$"
)


def halves(text: str) -> list[str]:
    """The two questions, or the one that the text is."""
    found = _SECOND.match(text)
    if not found:
        return [text]
    second = found["second"]
    asks = re.search(_ASKS, second) or second.endswith(("呢", "?", "？"))
    return [found["first"], second] if asks else [text]
