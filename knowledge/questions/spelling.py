"""Words of asking that were typed by sound with the wrong characters: 阶断, 迁头, 付责."""

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
