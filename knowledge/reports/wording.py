"""A message made ready: folded, without courtesies and fillers, common slips put right.

What is left out leaves the reading as it was; each character remembers where it was typed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge import words
from knowledge.pinyin import syllables
from knowledge.reports.layout import Laid, plainly
from knowledge.text import covered, fold

LONGEST = 1000
"""Characters that are read; a report is no essay."""

_WHOM = r"(?:您|你|领导|老师|各位(?:领导)?|主任|管理员|小助手)?"
_IDLE = re.compile(
    r"^\s*【(?:本?[周月日]报|进[展度]|汇报|报送|更新|日志)】"
    r"|^[^,。:;\d第]{0,10}(?:报告?|汇报|反馈|更新|说)一下[:,]"
    r"|[*_`]+|@[\w.\-]+|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]+"
    r"|(?:喂|嗨|哎)[,!]?"
    r"|(?:尊敬的)?(?:各位)?(?:领导|老师|主任|局长|科长|处长|同志)们?(?:早上|上午|中午"
    r"|下午|晚上)?好[呀啊]?"
    r"|(?:大家|您|你)好[呀啊]?"
    rf"|(?:麻烦|烦请|劳烦|请|帮忙|帮我){_WHOM}(?:帮忙|帮我|给)?(?:登记|记录|记(?!得|住)"
    r"|备案|查收|审核|审阅"
    r"|审批|知悉|过目|放心|关注|指示|批评指正|批示|核实|更新|上报)(?:一下|下)?(?:系统"
    r"|台账)?[哈呀啊]?"
    r"|以上(?=$|[,。])|特此(?:报告|汇报)|(?:现)?(?:向(?:您|领导))?(?:汇报|报告)(?:一下"
    r"|如下|领导)?(?=[,:。]|$)"
    r"|[,。](?:你|您)看?(?:这样)?(?:行|可以|好)吗[??]?"
    rf"|(?:多谢|谢谢|感谢){_WHOM}(?:支持)?|辛苦{_WHOM}(?:大家)?了?|收到|好的"
    r"|(?<![a-z项])ok(?=[,。!;]|$)"
    r"|(?:^|(?<=[,。!;\s]))额+|[嗯呃哦噢啊呀哈嘞喽咯啦诶~]+|呢(?=[^,。!?;\s])"
    r"|(?:就是说|就是|那个|这个|那么|然后(?:呢|就是)?)(?=第[\d一二三四五六七八九十])"
    r"|(?<=[项条])\([^()\d]{2,20}\)"
    r"|(?<=[项条])的话|(?<=项)(?:这个|那个)(?=目前|现在|还|已|也|都|没)"
    r"|(?<=[一-龥])[ ]+(?=\d[\d.]*%)|(?<=下一步),|(?<=下阶段),"
    r"|(?<=[第项条])[ ]+(?=[\d%])|(?<=[\d一二三四五六七八九十])[ ]+(?=[项条%个家人名张场份次万亿])"
)
_MARKER = re.compile(r"(?:^|(?<=\n))[ ,。!:]*(?:\(?\d{1,2}[.、)]|[①-⑳]|[-*·])[ ]*(?=\D)")
_BULLET = re.compile(r"(?:^|(?<=\n))[ ,。!:]*[-*·][ ]*(?=\D)")
_NUMBERED = re.compile(r"(?:^|(?<=\n))[ ,。!:]*\(?(\d{1,2})[.、)][ ]*(?=\D)")
_NAMED = re.compile(r"第[\d一二三四五六七八九十]+[项条]")
_EDGES = re.compile(r"^[\s,。!;:、]+|[\s,。;:、]+$")
_SLIPS = (
    (re.compile(r"己(?=经|办|完|启|全|落|建|做|弄|搞|推|达|开)"), "已"),
    (re.compile(r"(?<![可所予难足加])以(?=经(?!济|营|过|验|办|费)|完成|办结|办完|启动)"), "已"),
    (
        re.compile(r"(?<=[\d一二三四五六七八九十])想(?=完|已|推|目|做|没|还|办|进|的|卡|受|任)"),
        "项",
    ),
)
_WORDS = ("完成", "办结", "推进", "启动", "受阻", "暂缓", "搁置", "进度", "累计", "覆盖", "预计")


@dataclass(frozen=True, slots=True)
class Wording:
    """The text that is read, and where each of its characters (and its end) was typed."""

    text: str
    at: tuple[int, ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span as typed."""
        if start >= end:
            return self.at[start], self.at[start]
        return self.at[start], self.at[end - 1] + 1


def prepare(typed: str, decimals: Collection[str] = ()) -> Wording:
    """The wording of a message. Pure; of a very long one only the beginning.

    `decimals`: the tasks of the papers in talk that are numbered 2.1.
    """
    plain = fold(typed[:LONGEST]).lower()
    if len(plain) != len(typed[:LONGEST]):  # a few letters grow when lowered
        plain = fold(typed[:LONGEST])
    for slip, right in _SLIPS:
        plain = slip.sub(right, plain)
    laid = plainly(Laid(_respelt(plain), tuple(range(len(plain)))), decimals)
    plain, typed_at = laid.text, laid.places
    places = _without(plain, tuple(range(len(plain))), _IDLE)
    if "\n" in plain.strip():
        places = _without(plain, places, _MARKER if _counts_lines(plain) else _BULLET)
    places = _without(plain, places, _EDGES)
    text = "".join(plain[place] for place in places)
    at = tuple(typed_at[place] for place in places)
    return Wording(text, (*at, at[-1] + 1 if at else 0))


def _counts_lines(text: str) -> bool:
    """Whether numbers before lines only count them; 1、… 4、… 8、… are the numbers of tasks."""
    numbers = [int(number) for number in _NUMBERED.findall(text)]
    counted = all(after == before + 1 for before, after in pairwise(numbers))
    # The first line may stand behind a greeting.
    return not numbers or (counted and numbers[0] <= 2) or bool(_NAMED.search(text))


def _without(plain: str, places: tuple[int, ...], pattern: re.Pattern[str]) -> tuple[int, ...]:
    """The places that are left when what matches in their text is taken out."""
    text = "".join(plain[place] for place in places)
    spans = [match.span() for match in pattern.finditer(text)]
    if not spans:
        return places
    marks = covered(len(text), spans)
    return tuple(place for place, taken in zip(places, marks, strict=True) if not taken)


@cache
def _by_sound() -> dict[tuple[str, str], str]:
    return {(sound[0], sound[1]): word for word in _WORDS for sound in [syllables(word)]}


def _respelt(text: str) -> str:
    """Words of reporting typed by sound: 完城 is 完成, 推近 is 推进; real words stay."""
    sounds = syllables(text)
    for place in range(len(text) - 1):
        meant = _by_sound().get((sounds[place], sounds[place + 1]))
        pair = text[place : place + 2]
        if meant and _is_slip(pair, meant, text[place + 1 : place + 3]):
            text = text[:place] + meant + text[place + 2 :]
    return text


def _is_slip(typed: str, meant: str, after: str) -> bool:
    shared = sum(map(str.__eq__, typed, meant))
    return shared == 1 and not words.is_word(typed) and not words.is_word(after)
