"""Names of units in lists: where one ends and the next begins, what is no name at all."""

import re
from dataclasses import dataclass
from typing import Final

from knowledge.papers.model import Role
from knowledge.text import fold

_SUFFIX = (
    "委员会|委办|编办|外办|发改委|卫健委|委|局|办公室|公室|办|部|厅|院|中心|政府|街道|镇|乡"
    "|处|科|股|会|公司|集团|工会|团委|妇联|残联|文联|科协|侨联|工商联"
    "|医院|大学|学校|学院|高校|银行|所|站|署|大队|支队|总队|法院|单位|部门|机构|馆|社|生物城"
    "|园区|申康|开发区|高新区|新区|示范区|新城|医联体|协会|学会"
    "|各区|各县|各镇街|各街镇|镇街|街镇|区县|海关|消防|公安|税务|组织|县区|市区|卫生室|社区"
    "|企业|药企|党校|电视台|报社|大数据|师|团|供销社|处室|科室|督[查察]室|研究室|分行|支行|军分区|共青团中央"
)
_UNIT = re.compile(rf"[^,。;:、]*(?:{_SUFFIX})(?:\([^()]*\))?等?")
_STRONG = re.compile(
    r"(?:[市区县省州盟旗]|各[市区县省镇街州地有相成级]|全[市区县省]|国家|中央|团[市区县省]委"
    r"|相关|有关|属地|本级|中国|[一-龥]{2,3}[市区县镇乡]|镇|街道|乡)"
    r"[^,。;:、]{0,24}"
    r"(?:委员会|委|局|办公室|办|部|厅|院|中心|政府|街道|办事处|镇|乡|处|会|公司|集团|妇联"
    r"|残联|科协|工会|督[查察]室|单位|部门|机构|医院|大学|所|站|署|队|联)(?:\([^()]*\))?"
    r"|(?:教育|财政|卫生健康|民政|公安|科技|农业农村|人力资源社会保障|文化和旅游|市场监管"
    r"|医保|发展改革|工业和信息化)[^,。;:、]{0,6}(?:部|委|局|部门)"
    r"|(?:国家|中央)[一-龥]{2,16}(?:委|局|部|署|办)|[一-龥]{2,8}(?:管委会|领导小组办公室"
    r"|专班办公室|联席会议办公室)|团[市区县省州]委|(?:中国)?人民银行[一-龥]{2,8}[分支]行"
    r"|各(?:县市区|区县|县区|市区|市县|镇街|街镇|街道|乡镇|镇|县|区)(?:\([^()]*\))?"
)
_PLACES = re.compile(r"\([市区县州旗乡镇街道、]*\)|(?<=[市区州])、(?=县)")
_LEADING = re.compile(
    rf"(?:{_STRONG.pattern})(?=$|等|制定|研究|组织|开展|负责|推进|建立|完善|出台|加强|做好"
    rf"|落实|实施|健全|强化|深化|拓展|打造|构建|优化|规范|提升|扩大|完成|启动|共同|定期|按|对|在|于|将|及时|配合|联合|指导|推动|印发|编制|修订|提出|探索)"
)
_NO_NAME = re.compile(
    r"(?:长期|持续|常年|全年|常态化?)(?:坚持|推进|实施|开展)?|"
    r"(?:各|相关|有关)?(?:牵头|责任|配合|主办|协办|承办)(?:部门|单位|科室)?|其他|其它|等|无"
    r"|-+|/|同上|上述单位|详见.*|见.*|略"
)
_JOINT = re.compile(r"[、,;/|\n]|\.(?=\D)")
_ONE_GROUP = re.compile(r"各(?:市|区|州|市州|设区市)、(?=县(?:区|\(|人民政府|政府))")
_LONGEST = 100
_AND = re.compile(r"(?:以及|和|及|与|并)")
# 等部门和单位, 有关部门和单位 are one group.
_AND_UNITS = re.compile(r"(?:部门|单位|机构)$")
_UNITS = re.compile(r"(?:部门|单位|机构)(?:$|等)")
_TAIL = re.compile(
    r"(?:,?(?:按照?|依据?|根据|依照|结合)?(?:各自|本部门|部门)?的?职责(?:分工|任务"
    r"|范围)?(?:分别|共同|各自)?(?:负责|落实|配合|做好.*)?"
    r"|(?:共同|分别|各负其责|具体|按分工|按任务分工|联合)+(?:负责|配合)?"
    r"|等?(?:相关|有关|各有关|各相关)?(?:责任)?(?:部门|单位|成员单位|部门和单位|职能部门)?等"
    r"|(?<=.等)(?:其他)?(?:相关|有关|各有关|各相关)?(?:责任|市级|区级|职能|成员)?(?:部门|单位"
    r"|部门和单位|部门、单位))+$"
)
_LEAD_IN = re.compile(
    r"^(?:(?:并|同时|其中|均|统一|具体|主要)?由|并|同时|其中|以及|和|及|与|会同|同|商|其他"
    r"|配合|协同|联合|各项工作由)"
)
_MARK = re.compile(
    r"\((?P<words>牵头|主办|主责|总牵头|配合|协办|参与|协助|负责|责任)(?:单位|部门|负责)?\)"
    r"|(?P<star>[*★▲△#※●])"
)
_MARK_ROLE: Final[dict[str, Role]] = {
    "牵": "lead",
    "主": "lead",
    "总": "lead",
    "配": "cooperating",
    "协": "cooperating",
    "参": "cooperating",
    "负": "responsible",
    "责": "responsible",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A unit or group as printed; `role` where a mark behind the name gives one."""

    text: str
    role: Role | None = None
    starred: bool = False


def is_unit(key: str) -> bool:
    """Whether a folded name ends like a unit's or group's name."""
    return _is_name(key, _UNIT)


def is_surely_unit(key: str) -> bool:
    """Whether a folded name stands out as a unit's even in running text."""
    return _is_name(key, _STRONG)


def _is_name(key: str, pattern: re.Pattern[str]) -> bool:
    """Whether the whole name is of the pattern, 各县（市、区）人民政府 read as 各县人民政府."""
    if len(key) > 40 or _NO_NAME.fullmatch(key):
        return False
    return bool(pattern.fullmatch(_PLACES.sub("", key)))


def leading_name(text: str) -> Name | None:
    """The unit that `text` begins with, a verb or nothing behind it: 市医保局 of 市医保局制定."""
    match = _LEADING.match(fold(text))
    return Name(text[: match.end()]) if match else None


def split_names(raw: str) -> tuple[Name, ...]:
    """The names of a list as printed, 等 and what surrounds names taken off.

    Brackets inside a name stay (区卫生健康委（区中医药发展办公室）), role marks behind it do not.
    """
    names = (_name(raw[start:end]) for start, end in _spans(fold(raw)))
    found: dict[str, Name] = {}
    for name in names:
        if name is not None:
            found.setdefault(name.text, name)
    return tuple(found.values())


def _name(printed: str) -> Name | None:
    if len(printed) > _LONGEST:
        return None
    key = fold(printed)
    lead_in = _LEAD_IN.match(key)
    start = lead_in.end() if lead_in else 0
    role: Role | None = None
    mark = _MARK.search(key, start)
    end = len(key)
    if mark:
        role = _MARK_ROLE[mark["words"][0]] if mark["words"] else None
        start, end = (mark.end(), end) if mark.start() == start else (start, mark.start())
    tail = _TAIL.search(key, start, end)
    end = tail.start() if tail else end
    text = printed[start:end].strip(" 、,，;；:：。.．\n“”—-")
    text = text.removesuffix("等")
    if len(text) < 2 or len(text) > 60 or _NO_NAME.fullmatch(fold(text)):
        return None
    return Name(text, role, bool(mark and mark["star"]))


def _spans(key: str) -> list[tuple[int, int]]:
    """Where the list is cut: at 、 and commas outside brackets, at 和 between two whole names."""
    spans: list[tuple[int, int]] = []
    start = 0
    for cut, after in _cuts(key):
        spans += _split_and(key, start, cut)
        start = after
    return spans + _split_and(key, start, len(key))


def _cuts(key: str) -> list[tuple[int, int]]:
    depth = 0
    cuts = []
    within = {match.end() - 1 for match in _ONE_GROUP.finditer(key)}
    for position, mark in enumerate(key):
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(depth - 1, 0)
        elif not depth and position not in within and _JOINT.match(key, position):
            cuts.append((position, position + 1))
    return cuts


def _split_and(key: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start > _LONGEST:
        return [(start, end)]
    for match in _AND.finditer(key, start + 2, max(start + 2, end - 1)):
        left, right = key[start : match.start()], key[match.end() : end]
        if _AND_UNITS.search(left) and _UNITS.match(right):
            continue
        if _balanced(left) and is_unit(left) and _may_follow(right):
            return [(start, match.start()), *_split_and(key, match.end(), end)]
    return [(start, end)]


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _may_follow(text: str) -> bool:
    return is_unit(_TAIL.sub("", text).removesuffix("等")) or text.startswith(
        ("各", "相关", "有关")
    )
