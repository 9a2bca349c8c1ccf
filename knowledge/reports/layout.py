"""How a report is set out: forms with labels, lists on one line, headed parts, decimals as numbers.

All of it becomes the plain wording that sentences are read in. Pure; each character keeps where it
was typed.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial

from knowledge.numerals import to_int

_START = r"(?:^|(?<=[\n。;!?]))[ ,]*"
_COUNT = r"(?P<count>[一二三四五六][、.]|\(?[一二三四五六\d]\)|[1-6][、.](?!\d))?[ ]*"
_WHEN = r"(?:本[周月季年]度?|上[周月季]度?|目前|当前|近期|截至目前)?(?:的|主要|重点)?"
_PROBLEM = (
    r"(?:目前|当前)?(?:存在|遇到|面临)?的?(?:主要|突出)?(?:问题|困难|难点|堵点|障碍|卡点)"
    r"(?:[和与及、](?:问题|困难|原因|不足|难点))*"
)
_LABELS = re.compile(
    rf"{_START}{_COUNT}(?:"
    rf"(?P<what>(?:任务|事项|项目|工作|督办事项|工作任务|任务名称|任务编号|事项名称|编号))"
    rf"|(?P<news>{_WHEN}(?:工作|任务|项目)?(?:完成|进展|推进|落实|办理)(?:情况|内容|成效)"
    rf"|{_WHEN}(?:工作)?(?:进展|进度))"
    rf"|(?P<problem>{_PROBLEM})"
    r"|(?P<need>(?:需要?|请求?)(?:上级|领导|市里|区里|县里)?(?:协调|支持|解决|帮助)?(?:解决)?的?(?:事项|问题|支持)?"
    r"|需求|诉求)"
    r"|(?P<next>下一?(?:步|阶段)(?:工作|重点)?(?:打算|计划|安排|措施|思路|举措|工作)?)"
    r")(?:[:]|(?(count)(?=\n)|(?!)))[ ]*"
)
_SAID = {"what": "", "news": "", "problem": "问题:", "need": "需要", "next": "下一步"}
_NONE = re.compile(r"[\s,]*(?:暂时?|目前)?(?:无|没有?|/|-)[\s。;,]*")
_SENTENCE = re.compile(r"[^\n。;]*[\n。;]*")
_NUMBERED = re.compile(
    r"[\s,]*(?:第[\d.一二三四五六七八九十]{1,5}[项条](?:任务|工作)?|[一二三四五六七八九十]{1,2}\([一二三四五六七八九十]\))[\s,:]*"
)
_MARK = re.compile(
    r"(?:^|(?P<before>[\s;。,!:]))(?:(?P<number>\d{1,2})[.、)](?=[ ]?[^\d\s%])"
    r"|(?P<counted>[一二三四五六七八九])、(?=[^\d\s%一二三四五六七八九]))"
)
_DECIMAL = re.compile(
    r"第?(?<![\d.])(?P<ref>\d{1,2}(?:\.\d{1,2}){1,2})(?:[项条]|(?![\d.%万亿]))"
    r"(?![个人家名例次倍分岁米元天度年月日号](?![一-龥]{2}))"
)


@dataclass(frozen=True, slots=True)
class Laid:
    """A text, and where each of its characters was typed."""

    text: str
    places: tuple[int, ...]

    def rewritten(self, pattern: re.Pattern[str], said: Callable[[re.Match[str]], str]) -> "Laid":
        """With something else in place of what matches."""
        text: list[str] = []
        places: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            new = said(match)
            text += [self.text[done : match.start()], new]
            places += self.places[done : match.start()]
            old = self.places[match.start() : match.end()]
            places += [old[min(at, len(old) - 1)] for at in range(len(new) if old else 0)]
            done = match.end()
        return Laid("".join((*text, self.text[done:])), (*places, *self.places[done:]))

    def between(self, start: int, end: int) -> "Laid":
        """A part of it."""
        return Laid(self.text[start:end], self.places[start:end])

    def joined(self, others: Iterable["Laid"]) -> "Laid":
        """With others behind it."""
        every = [self, *others]
        return Laid(
            "".join(one.text for one in every), tuple(at for one in every for at in one.places)
        )


def plainly(typed: Laid, decimals: Collection[str] = ()) -> Laid:
    """The same as plain sentences; `decimals`: tasks in talk that are numbered 2.1."""
    laid = typed
    if decimals:
        laid = laid.rewritten(_DECIMAL, partial(_numbered, decimals))
    laid = _in_lines(_unannounced(laid))
    labels = [*_LABELS.finditer(laid.text)]
    if not labels:
        return laid
    ends = [*(one.start() for one in labels[1:]), len(laid.text)]
    parts = [_part(laid, label, end) for label, end in zip(labels, ends, strict=True)]
    return laid.between(0, labels[0].start()).joined(parts)


def _numbered(decimals: Collection[str], match: re.Match[str]) -> str:
    return f"第{match['ref']}项" if match["ref"] in decimals else match[0]


_ANNOUNCES = re.compile(
    r"[\s,]*(?P<n>[二三四五六]|[2-6])项(?:重点)?(?:工作|任务|事项)(?:的?(?:完成)?(?:进[展度]|情况))*(?:如下|汇报)?:"
)
_PARTS = re.compile(r"[;。\n]")
_EACH = re.compile(
    r"^[\s,]*(?:我们?|这边|这里|今天|先)*[报说讲]一?下?[两二三四五六几2-6]个(?:事|情况|进展)?[啊哈吧]?[,:;。]"
    r"|(?:^|[,;。:\n])(?:还有|另外|另|再)?(?:一|第[一二三]|头一|另一)[个项件]是(?=第?[\d一二三四五六七八九十(])"
)
"""我报两个，一个是17项…，一个是20项…: words that only set out what is told."""


def _unannounced(laid: Laid) -> Laid:
    """三项工作进展:…;…;…, as many parts as are announced: none of them is of the third task."""
    laid = laid.rewritten(_EACH, lambda found: ";" if found.start() else "")
    found = _ANNOUNCES.match(laid.text)
    if not found:
        return laid
    parts = [part for part in _PARTS.split(laid.text[found.end() :]) if part.strip()]
    many = len(parts) == to_int(found["n"])
    return laid.between(found.end(), len(laid.text)) if many else laid


def _in_lines(laid: Laid) -> Laid:
    """1.… 2.… 3.… on one line as three lines, where the numbers run through from 1."""
    if "\n" in laid.text.strip():
        return laid
    marks = [to_int(match["number"] or match["counted"]) for match in _MARK.finditer(laid.text)]
    if len(marks) < 2 or marks != list(range(1, len(marks) + 1)) or _LABELS.search(laid.text):
        return laid
    return laid.rewritten(
        _MARK,
        lambda match: (
            (":" if match["before"] == ":" else "")
            + ("\n" if match["before"] else "")
            + match[0].lstrip(" ;。,!:\t")
        ),
    )


def _part(laid: Laid, label: re.Match[str], end: int) -> Laid:
    """What stands under a label, in words that say what it is; under a heading, of each task."""
    part, said = laid.between(label.end(), end), _SAID[label.lastgroup or "what"]
    if not said:
        return part
    if _NONE.fullmatch(part.text):
        return part.between(0, 0)
    first = True

    def told(sentence: re.Match[str]) -> str:
        nonlocal first
        numbered = _NUMBERED.match(sentence[0]) if label["count"] else None
        begins, first = first and bool(sentence[0].strip()), first and not sentence[0].strip()
        if numbered:
            return numbered[0] + said + sentence[0][numbered.end() :]
        return said + sentence[0].lstrip() if begins else sentence[0]

    return part.rewritten(_SENTENCE, told)
