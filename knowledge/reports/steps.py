"""Orders about the life of a task: 签收第12项, 退回第12项，原因……, 催办第7项, 指派第3项给…. Pure.

An order begins with what is to be done, or with the number and what is to be done right after it;
anything else (第19项被退回了) is told, not ordered.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.questions.meaning import ItemAsked
from knowledge.reports.kinds import StepKind
from knowledge.reports.targets import Mention, mentions_in
from knowledge.text import fold

Kind = Literal[StepKind, "withdrawn", "extension_dropped"]


@dataclass(frozen=True, slots=True)
class StepAsked:
    """What is ordered of which items; no items: of the one in talk. `rest` is what else was
    said: the reason, the new date, whom it is given to."""

    kind: Kind
    items: tuple[ItemAsked, ...] = ()
    rest: str = ""
    paper: str = ""
    """What stands before the number: 健康城市要点 in 催办健康城市要点第2项."""
    every: bool = False
    """Of all that is the speaker's, or the paper's in talk: 全部签收, 交办全部任务."""


@dataclass(frozen=True, slots=True)
class _Verb:
    kind: Kind
    first: str
    """As an order begins: 签收 in 签收第12项."""
    behind: str = ""
    """Right after the number: 审核通过 in 第12项审核通过. Empty where that would be telling."""
    alone: bool = False
    """Whether it may be said of the task in talk, without a number."""


_WITH = r"(?:配合|协办|参与|参加)"
_VERBS = (
    _Verb("extension_dropped", r"(?:撤销|撤回|取消|收回)(?=.*延期)(?:延期(?:申请)?)?",
          r"(?:的)?(?:延期申请(?:撤销|撤回|取消|收回)(?:了|吧)?|(?:不用|不需要?|不)(?:再)?(?:申请)?延期了)$",
          alone=True),
    _Verb("extension_refused", r"(?:不同意|不批准|驳回|拒绝)(?=.*延期)(?:延期(?:申请)?)?",
          r"(?:不同意|不批准|驳回|拒绝)延期(?:申请)?"),
    _Verb("extension_granted", r"(?:同意|批准|准予|通过)(?=.*延期)(?:延期(?:申请)?)?",
          r"(?:同意|批准|准予)延期(?:申请)?"),
    _Verb("extension_asked", r"(?:申请(?:把|将)?延期|延期申请|申请(?:把|将)?(?=第?.{1,12}延期))",
          r"(?:想|要|需要?)?(?:申请延期|延期申请|延期)(?=到|至)|申请延(?=到|至)|(?:申请延期|延期申请)"),
    _Verb("accepted", r"(?:审核通过|通过审核|同意办结|准予办结|批准办结|通过(?=第))",
          r"(?:审核通过|通过审核|同意办结|准予办结|批准办结|审核同意|通过(?=$))", alone=True),
    _Verb(
        "returned",
        r"(?:退回|驳回)(?!了)",
        r"(?:退回|驳回|审核不通过|不通过|不予通过)(?!了|的|后|原因$|理由$)",
        alone=True,
    ),
    _Verb("closed", r"(?:予以|准予)?销号(?!申请)", r"(?:予以|准予|可以)?销号(?:吧)?$"),
    _Verb("suspended", r"(?:我们?|本局|我局)?(?:申请|想要?|希望|建议|要)?中止",
          r"(?:申请|建议|需要)中止(?!了|的|后)"),
    _Verb("resumed", r"(?:恢复(?:办理|推进)?|重新启动)(?=第)"),
    _Verb("urged", r"(?:催办|催一?催|催一下|催促)(?:一?[下次回遍])?",
          r"(?:请|要|再|也|还是|一并)*(?:催办|催一?催|催一下)(?:一?[下次回遍])?",
          alone=True),
    _Verb("commented", r"(?:评论|批示|批注|点评|留言)",
          r"(?:的)?(?:评论|批示|批注|点评|留言)(?=[:,，：])"),
    _Verb("assigned", r"(?:指派|分派|交办|派发|转办|指定)(?=.*(?:给|由|到))",
          r"(?:指派|分派|交办|派发|转办|指定)(?:给|由|到)|(?:交给|分给|派给|转给|交由)"
          rf"|[由让](?=[^,]{{2,16}}(?:牵头|负责|承办|主办|来?办|落实)(?:,[^,]{{2,40}}{_WITH})?$)"),
    _Verb("assigned", r"(?:交办|派发)", r"(?:交办|派发)(?:下去)?$", alone=True),
    _Verb("withdrawn", r"(?:撤销|撤回)(?=第)(?!.*延期)",
          r"(?:的)?(?:进展|报送|上报)?(?:撤销|撤回)$"),
    _Verb("received", r"(?:签收|认领|接收)(?!情况|率|单|了?[吗没]|了?多少)",
          r"(?:我们?|我局|本局)?(?:已|已经)?(?:签收|认领|收到)(?:了|啦)?$", alone=True),
)  # fmt: skip
_BEFORE = r"^(?:请|麻烦|帮忙?|烦请|顺便|再|也|还是|先)*(?:把|将|给|对)?"
_ASKING = re.compile(r"谁|什么|哪|吗|几项|多少|[?？]|怎么|如何|有没有|是否")
_JOINT = re.compile(r"^(?:这?项|任务|工作|事项)?的?[\s,:，：。]*")
_BETWEEN = re.compile(r"[\s、,，和与跟及]*")
_REASON = re.compile(r"^(?:延期)?(?:的)?(?:原因|理由|因为|由于|意见)?(?:是|为)?[\s,:，：]*")
_THIS = re.compile(r"^(?:这一?项|这个|该项|它|他们?|她们?)(?:任务|工作)?")
_PAPER = re.compile(r"《?(?P<name>[一-龥\d()〔〕“”]{2,40}?)》?(?:里|中|文件)?的?$")
_ALL = re.compile(
    r"(?:我们?|我局|本局|本单位|这份文件|文件)?的?(?:任务|事项)?(?:全部|所有|这些|都|全)(?:的)?(?:任务|事项|工作)?"
)
_ALL_FIRST = re.compile(
    rf"(?P<first>签收|认领|交办|派发){_ALL.pattern}$|{_ALL.pattern}(?:一起|一并|都)?(?P<behind>签收|认领|交办|派发)(?:了|吧|下去)?$"
)
_EVERY: dict[str, Kind] = {
    "签收": "received", "认领": "received", "交办": "assigned", "派发": "assigned",
}  # fmt: skip


def step_in(text: str) -> StepAsked | None:
    """The order that a message is; None for anything else."""
    plain = (
        fold(text)
        .strip()
        .rstrip("。!！ ")
        .replace("项批示", "项 批示")
        .replace("项批注", "项 批注")
    )
    if _ASKING.search(plain.split(",")[0]):
        return None
    # Every message passes here: what it begins with is looked for once, not for each verb.
    start = re.match(_BEFORE, plain)
    opening = plain[start.end() :] if start else plain
    if every := _ALL_FIRST.match(opening):
        return StepAsked(_EVERY[every["first"] or every["behind"]], every=True)
    named = mentions_in(opening)
    items, rest = _items(opening, named)
    called = None if items else _after_paper(opening, named)
    if items and (plea := _PLEA.match(rest)):
        return _pleaded(items, rest[plea.end() :], plea["why"])
    for verb in _VERBS:
        if found := _verb_first(plain, verb) or _number_first(items, rest, verb):
            return found
        if called and (found := _number_first(called.items, called.rest, verb)):
            return replace(found, paper=called.paper)
    return None


_PLEA = re.compile(
    r"(?P<why>[^。;\d]{2,60}?)[,。;](?:特此?|现|故|所以|因此|需要?|想|拟|要)*"
    r"(?=申请(?:把|将)?延|延期申请|请求延期)"
)
"""没按时完成，申请延期到7月31日: what stands before the plea says why."""


def _pleaded(items: tuple[ItemAsked, ...], plea: str, why: str) -> StepAsked | None:
    verbs = (one for one in _VERBS if one.kind == "extension_asked")
    found = next(filter(None, (_number_first(items, plea, one) for one in verbs)), None)
    if found is None or "原因" in plea or "因为" in plea:
        return found
    return replace(found, rest=f"{found.rest}，{why}".lstrip("，"))


def _verb_first(plain: str, verb: _Verb) -> StepAsked | None:
    match = re.match(_BEFORE + verb.first, plain)
    if not match:
        return None
    after = plain[match.end() :]
    behind = after.lstrip(" :,，：")
    named = mentions_in(behind)
    items, rest = _items(behind, named)
    pointed = _THIS.match(behind)
    if not items and not pointed and (called := _after_paper(behind, named)):
        return StepAsked(verb.kind, called.items, _told(called.rest), called.paper)
    said_apart = verb.alone and (not behind or after != behind)
    if not items and not pointed and not said_apart:
        return None
    return StepAsked(verb.kind, items, _told(rest[pointed.end() :] if pointed else rest))


def _number_first(items: tuple[ItemAsked, ...], rest: str, verb: _Verb) -> StepAsked | None:
    match = re.match(verb.behind, rest) if items and verb.behind else None
    return StepAsked(verb.kind, items, _told(rest[match.end() :])) if match else None


def _items(plain: str, found: Sequence[Mention]) -> tuple[tuple[ItemAsked, ...], str]:
    """The numbers that a text begins with, and what follows."""
    if not found or found[0].start or found[0].denied:
        return (), plain
    items, end = found[0].items, found[0].end
    for other in found[1:]:
        if other.denied or not _BETWEEN.fullmatch(plain[end : other.start]):
            break
        items, end = (*items, *other.items), other.end
    return items, _JOINT.sub("", plain[end:])


def _after_paper(plain: str, found: Sequence[Mention]) -> StepAsked | None:
    """健康城市要点第2项…: the words before the number, which may be those of a paper."""
    start = found[0].start if found else 0
    name = _PAPER.fullmatch(plain[:start])
    if name is None or found[0].denied:
        return None
    behind = plain[start:]
    items, rest = _items(behind, mentions_in(behind))
    return StepAsked("received", items, rest, name["name"]) if items else None


def reason_in(text: str) -> str:
    """The reason that a message of its own says: 原因是缺验收报告."""
    return _told(text.strip()) or text.strip()


def _told(rest: str) -> str:
    return _REASON.sub("", rest).strip(" ,，。")
