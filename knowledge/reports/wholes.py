"""Whether words are the name of a whole task or of a part of its work: 感染楼 is 县医院感染楼建设,
感染楼地勘 is not."""

import re

_GENERIC = re.compile(
    r"^(?:的|整个|全部|各项|所有|全年|年度|[该此本这那]一?[项条]?)+"
    r"|(?:的|目标|工作|任务|项目|事项|措施|举措|建设|工程|行动|情况|整体|总体|全部|部分|配合"
    r"|[两二三四五六七八九几\d]+[条项个点])+$"
)
_POINTED = re.compile(r"[这那该]一?[项条块个](?:工作|任务|措施)?$")
_SEVERAL = re.compile("[、和与及]")
"""Where a name is put together of several."""


def is_called(words: str, name: str) -> bool:
    """Whether the words are that name, shortened or not, and nothing beside it."""
    said = _GENERIC.sub("", words)
    if not said or _POINTED.search(words):
        return True
    return any(_names(said, clause) for clause in name.split(","))


def _names(said: str, name: str) -> bool:
    """Whether all the characters stand in it in order, or all the pairs; of a name put together of
    several they must reach over the smaller part."""
    several = len(_SEVERAL.findall(name))
    ordered = re.search(".*?".join(map(re.escape, said)), name)
    if ordered and (not several or _SEVERAL.search(ordered[0])):
        return True
    pairs = [said[at : at + 2] for at in range(len(said) - 1)]
    held = sum(any(pair in part for pair in pairs) for part in _SEVERAL.split(name))
    return all(pair in name for pair in pairs) and 2 * held > several + 1
