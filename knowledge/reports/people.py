"""Who is said to have done it: a person (老李、王科长、经办人李梅) or a unit."""

import re
from dataclasses import dataclass

from knowledge.questions.units import Mention, Units

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳史唐费薛雷贺倪汤"
    "罗毕郝邬安常乐于傅卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米贝臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫丁邓洪包石崔吉龚程邢裴陆荣翁段焦谷车侯宁仇甘厉武刘龙叶白蒲邰鄂温庄晏柴瞿阎连习艾向古易廖曾关聂游岳牛"
)
_TITLE = r"(?:科长|处长|主任|局长|书记|院长|所长|站长|科员|队长|老师|医生|经理|工)"
_PERSON = rf"(?:[老小][{SURNAMES}](?![一-龥]局)|[{SURNAMES}][一-龥]{{0,2}}?{_TITLE})"
_DOES = (
    r"(?:负责|牵头|具体|承办|主办|去|在)*(?:落实|完成|办理|办结|推进|承办|跟进|经办|实施"
    r"|跑|做|办|弄|盯|负责|牵头)"
)
_LATELY = r"已经?|刚刚?|昨天|前天|今天|上周[一二三四五]?|都|把|就|那边|这边|\s|\x01|\x02"
_MADE = rf"(?:{_LATELY})*"
_DONE = r"(?:办结|完成|办完|搞定|做完|弄完|跑下来|办的|做的|跑的|经办|推进|落实)"
_WAYS = (
    re.compile(
        r"(?:经办人|报送人|填报人|责任人|联系人|承办人|办理人|汇报人)(?:是|为"
        r"|:)?\s?(?P<who>[一-龥]{2,4}?)(?=$|[,。;)\s]|已)"
    ),
    re.compile(rf"交给(?P<who>{_PERSON})(?:去|来)?(?:办|做|跟|负责|弄|落实)了?"),
    re.compile(rf"(?:是)?由(?P<who>[{SURNAMES}][一-龥]{{1,2}}?|{_PERSON}){_DOES}(?:的)?"),
    re.compile(
        rf"(?:是)?(?P<who>{_PERSON}(?:[和、跟与]{_PERSON})*)(?:一起|共同)?(?={_MADE}{_DONE}"
        r"|在(?:跟|办|做|负责|推进|落实|盯|对接))"
    ),
)
_DOWN = re.compile(r"跑下来的?|经手的?")
_JOINT = re.compile(r"^(?:和|、|与|跟|及|同)$")
_AFTER = re.compile(rf"^(?:一起|共同|联合|{_LATELY})*(?:{_DONE}|\x01|$)")
_BEFORE = re.compile(r"^(?:[^,:\x01]{0,4}:|我们|目前|昨天|今天|前天|上周|由|是|[,\s\x00\x01])*$")


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it, named at `text[start:end]`."""

    start: int
    end: int
    name: str


def doer_in(text: str, units: Units) -> Doer | None:
    """The one a clause says did it. Numbers of tasks are blanked by \\x01, figures by \\x02."""
    for way in _WAYS:
        if found := way.search(text):
            down = _DOWN.search(text, found.end())
            return Doer(found.start(), down.end() if down else found.end(), found["who"])
    return _unit(text, units.find(text))


def _unit(text: str, mentions: tuple[Mention, ...]) -> Doer | None:
    if not mentions or not _BEFORE.match(text[: mentions[0].start]):
        return None
    last = mentions[0]
    for one in mentions[1:]:
        if not _JOINT.match(text[last.end : one.start]):
            break
        last = one
    start = mentions[0].start
    if not _AFTER.match(text[last.end :]):
        return None
    end = (
        last.end
        + len(text[last.end :])
        - len(re.sub(r"^(?:那边|这边|一起|共同|联合)+", "", text[last.end :]))
    )
    return Doer(start, end, text[start : last.end])
