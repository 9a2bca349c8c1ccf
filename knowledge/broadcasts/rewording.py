"""把26日改成29日, 最后加一句：…, 落款加上…, 删掉…: other words in those of a draft. Pure."""

import re

_Q, _E = r"[“\"「『‘']?", r"[”\"」』’']?"
_PRE = r"(?:请|麻烦|帮我|那|再|还要?|另外)*"
_CHANGE = re.compile(
    rf"{_PRE}(?:把|将)?(?:里面?的|其中的|内容里的|通知里的)?{_Q}(?P<old>.{{1,60}}?){_E}(?:都)?(?:改|换|替换)(?:成|为|到)"
    rf"{_Q}(?P<new>.{{1,200}}?){_E}[吧。]?",
    re.DOTALL,
)
_CUT = re.compile(
    rf"{_PRE}(?:把|将)?{_Q}(?P<old>.{{2,100}}?){_E}(?:这句|这一句|那句)?(?:删|去|拿)(?:掉|除|了)[吧。]?"
    rf"|{_PRE}(?:删|去|拿)(?:掉|除|了){_Q}(?P<old2>.{{2,100}}?){_E}(?:这句|这一句|那句)?[吧。]?",
    re.DOTALL,
)
_ADD = re.compile(
    rf"{_PRE}(?:在)?(?P<where>最?后面?|末尾|结尾|文末|落款|署名|开头|最?前面|标题|抬头)(?:再|还|处|那里|里)*"
    rf"(?:加|补|写|添)(?:上|一句|一条|个|一个|一行|充)*(?:[:：,，]\s*)?{_Q}(?P<new>.{{1,300}}?){_E}",
    re.DOTALL,
)
_SEVERAL = 2
_FRONT = ("开头", "前面", "最前面", "标题", "抬头")
_OWN_LINE = ("落款", "署名", "标题", "抬头")


def reworded(text: str, before: str) -> str | None:
    """The draft's words with that change; None where the message names none of them."""
    parts = re.split(r"[，,;；\n]", text.strip())
    whole = _reworded(text.strip(), before)
    if whole is not None or len(parts) < _SEVERAL:
        return whole
    return next((one for part in parts if (one := _reworded(part, before))), None)


def _reworded(said: str, before: str) -> str | None:
    if found := _CHANGE.fullmatch(said):
        return _without(before, found["old"], found["new"])
    if found := _CUT.fullmatch(said):
        return _without(before, found["old"] or found["old2"], "")
    if found := _ADD.fullmatch(said):
        where, new = found["where"], found["new"]
        gap = "\n" if where in _OWN_LINE else ""
        return f"{new}{gap}{before}" if where in _FRONT else f"{before}{gap}{new}"
    return None


def _without(before: str, old: str, new: str) -> str | None:
    """Every place changed; a number is not found within a longer one."""
    exact = rf"(?<!\d){re.escape(old)}" if old[0].isdigit() else re.escape(old)
    exact += r"(?!\d)" if old[-1].isdigit() else ""
    changed, count = re.subn(exact, lambda _: new, before)
    return changed.strip() if count else None
