"""Words of asking that were typed by sound with the wrong characters: 阶断, 迁头, 付责."""

from collections.abc import Sequence
from functools import cache

from knowledge import words
from knowledge.pinyin import syllables

_WORDS = (
    *("阶段", "任务", "牵头", "配合", "负责", "部门", "指标", "目标", "职责", "成员", "完成"),
    *(
        "到期",
        "截止",
        "多少",
        "什么",
        "文件",
        "方案",
        "要点",
        "提到",
        "展开",
        "详细",
        "帮助",
        "步骤",
    ),
)


@cache
def _by_sound() -> dict[tuple[str, ...], str]:
    return {tuple(syllables(word)): word for word in _WORDS}


def respelt(text: str) -> str:
    """Folded text with such slips put right; what is a word of its own stays as typed.

    One character must be right and the pair no word: 阶断 becomes 阶段, 配合 and 陪同 stay.
    """
    sounds = syllables(text)
    for start in range(len(text) - 1):
        meant = _by_sound().get(tuple(sounds[start : start + 2]))
        typed = text[start : start + 2]
        if meant and _is_slip(typed, meant, text[start + 1 : start + 3]):
            text = text[:start] + meant + text[start + 2 :]
    return text


def _is_slip(typed: str, meant: str, after: str) -> bool:
    shared = sum(map(str.__eq__, typed, meant))
    followed = len(after) == 2 and words.is_word(after)
    return shared == 1 and not words.is_word(typed) and not followed


_ALIKE = (
    *("末未", "己已巳", "土士", "日曰", "人入", "干千于", "侯候", "晴睛", "冶治", "大太天", "拔拨"),
    *("折拆", "免兔", "幻幼", "暑署", "辨辩瓣", "徒徙", "历厉", "即既", "贷货", "博搏", "密蜜"),
    *("络洛", "侍待", "杨扬", "今令", "末来", "复夏", "诊珍", "疗辽", "炎淡", "药约", "院阮"),
)


def near(word: str, texts: Sequence[str]) -> str | None:
    """What the texts hold that differs from `word` in one character of like sound or look."""
    for place, typed in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        for text in texts:
            meant = _between(before, after, text)
            if meant and meant != typed and _alike(meant, typed):
                return f"{before}{meant}{after}"
    return None


def _between(before: str, after: str, text: str) -> str:
    """The character that the text first holds between the two; nothing for none."""
    # The longer one is rarer: most texts are done with after one look.
    if len(before) >= len(after):
        at = text.find(before)
        while at >= 0:
            place = at + len(before)
            if text.startswith(after, place + 1) and text[place : place + 1] not in {"", "\n"}:
                return text[place]
            at = text.find(before, at + 1)
        return ""
    at = text.find(after, len(before) + 1)
    while at >= 0:
        if text.endswith(before, 0, at - 1) and text[at - 1] != "\n":
            return text[at - 1]
        at = text.find(after, at + 1)
    return ""


def _alike(one: str, other: str) -> bool:
    return syllables(one) == syllables(other) or any(one in row and other in row for row in _ALIKE)
