"""What a figure counts: the noun before its number or behind its unit."""

import re
from dataclasses import dataclass

_TIME = (
    r"(?:到|至)?(?:(?:19|20)\d\d|[今明当本])年度?(?:底|末|内)?|\d{1,2}月(?:\d{1,2}日"
    r"|[上中下]旬|底|末)?"
    r"|[上下]半年|年(?:底|末|内)|第?[一二三四]季度末?|[一二三四五]年"
)
_VERBS = (
    "计划|力争|争取|确保|实现|完成|新建成|新建|建成(?!区)|建设|建立|设立|设置|创建|打造|培育|培养"
    "|引进|引入|新增|增加"
    "|发挥|依托|推进|加强|达到|推出|开展|举办|组织|遴选|评选|推广|改造|提升|建(?!档|筑|库|成区|成率)|培训(?=[一-龥])|选派|招录"
    "|招聘|安排"
    "|支持|聚焦|实施|形成|制定|出台|研发|申报|获批|选择|成功|规范化?(?![一-龥]{0,3}率)|至少|再(?![生障])|均(?![衡质])|不少于|不低于"
    "|配备|配置|购置|新购置|办好|上线|摸排|落实|按照|将|对(?![口象])|监测(?!点|站|预警)|治理(?!完成)|其中|登记(?!患者|备案)"
    "|扩建|改扩建|整治|发放|覆盖|布局|认定|命名|设(?![备施计])|有(?![机线效色害关毒偿])|和(?![谐睦])|共(?![享同用建有管治济识性病党])"
    "|累计|总数|总量|每年|每半年|每季度|每月|每周|全年"
    "|年内|年均|全市|全区|全县|全旗|全州|全省|全镇|全院"
)
_LEADING_VERB = re.compile(
    rf"^(?:[-·\s]+|(?:{_TIME})(?:之?前)?|以[^,、]{{1,12}}为单位|(?:{_VERBS})(?!率))+"
)
_INNER_VERB = re.compile(
    "(?:新建|改建|扩建|新设|建成|开设|布设|投放|安装|制作|更换|更新|维修|清除|清理|配备|配齐|配置|采购"
    "|招募|聘任|聘请|派驻|下派|派出|吸纳|配发|提交|查办|纳入|执行|签订|化解|追回|查处|曝光|移送|下放|评定|创成|核增|拍摄|盘活|接入|覆盖|检查|组建|预留|购置|改造|培训|新增|引进|培育|培养"
    "|选派|招录|招聘|建设|设立|设置|打造"
    "|完成|开展|举办|评选|遴选|推广|发放|申报|立项|选择|达到|安排|争创|创建)"
    "(?!、|面|中心|点|站|资金|经费|费用|合同|预约|基地|机构|项目|工作|室|队|率|师|班|平台|系统|网|人员|人次|任务|标准|推荐"
    "|数$|数量|企业$)"
)
_TRAILING_OP = re.compile(
    r"(?:要|应|须|均|都|分别|力争|争取|努力|基本|稳定|总体|全部|保持|逐步)*"
    r"(?:不(?:得|能|可|应|宜|准)?(?:低于|少于|小于|高于|超过|大于|多于|超出)|至少|达到|达|≥|>=|>|超过|高于|突破"
    r"|[提上增扩升下降压缩减调恢][一-龥][到至]|[增升降减压缩][到至为]|稳定在|保持在"
    r"|控制在|≤|<=|<|低于"
    r"|(?<!行)为|(?<![签公契条预节制合违解履简特])约|新增|增加|提高|提升|下降|降低|增长|各|累计|合计|新建|新设|增设|建成|开设|举办|开展|实施|免费|:)*(?:在)?$"
)
_BREAK = re.compile(r"[,。;:、\n()]")
_HARD_BREAK = re.compile(r"[,。;:\n]")
_RATE = re.compile(r"率|比|水平|寿命")
_GOES_ON = (
    "纳入|开展|完善|参与|完成|进行|达到|引领|在[市区县]|争创|创建|建设(?=传承|工作)|实现|通过|全部|全覆盖|均|都|实行"
    "|实施|提供|设置(?!率)|设立|开设|建成|配备|接入|派驻|下派|挂牌|投用"
)
_BEHIND = re.compile(
    rf"(?!并|和|及|以及|用于|作为|的|{_GOES_ON}|(?:逐步|稳步)?(?:提高|提升|增加|增长|上升|扩大|下降|降低|降"
    r"|减少|缩短|压减)[到至为])(?P<name>(?:[^,。;:、\n()\d\x00]|\([^()\d\x00]{1,6}\)){2,30}?)"
    rf"(?=[和与及]?[,。;:、\n()\d\x00]|$|{_GOES_ON})"
)
"""What stands behind a unit, up to what is done with it: 16个镇卫生院|全部设立公共卫生科."""
_MEASURES = ("%", "‰", "个百分点", "百分点")
_TRAILING_TIME = re.compile(
    r"(?:[由从到至在于较比]?(?:19|20)\d\d年(?:底|末|度|[春秋]季学期)?前?(?:时?的)?|年底前?|年内|每(?:年|半年|季度|月|周|[人户家个床例])|[由从])+$|不(?:得|能|可|应|宜|准)$"
)
_COMPARED = re.compile(
    r"(?:[较比](?:(?:19|20)\d\d年(?:底|末)?|[上去]年|上一?年度?|基期|基线|同期)(?:同期|水平|末|底|相?比)*|[同环]比)"
    r"(?:相对|分别|平均)?(?:下降|降低|减少|压减|缩短|提高|提升|增长|增加|上升)$"
)
_EACH = re.compile(r"每(?![千万百十])[一-龥]{1,5}$")
_LABEL = re.compile(r"(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[①-⑳])\s?")
_EDGES = "的 ：:，,\x00“”-—–－·"
_REACH = 60


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a figure, `text[start:end]`, and the name of what it counts."""

    start: int
    end: int
    name: str | None


def phrase_of(figure: re.Match[str], text: str, previous: int) -> Phrase:
    """The phrase around a figure's match in the folded text; `previous` is the last figure's end.

    The noun stands before the number (示范中心3个, 达标率不低于20%) or behind its unit (3个中心).
    """
    key = figure.string
    start = _clause_start(key, figure.start(), previous)
    label = _LABEL.match(key, start, figure.start())
    start = label.end() if label else start
    behind = _BEHIND.match(key, figure.end())
    if behind and len(behind["name"]) > 1 and not _is_measure(figure["unit"] or "%"):
        return Phrase(start, behind.end(), _name_at(text, *behind.span("name")))
    first, last = _noun(key[start : figure.start()], rate=_is_measure(figure["unit"] or "%"))
    name = _name_at(text, start + first, start + last)
    named = len(name) > 1 and name != "其中" and not _EACH.match(name)
    return Phrase(start, figure.end(), name if named else None)


def _name_at(text: str, start: int, end: int) -> str:
    """The name without what surrounds it; a quotation that ends in it keeps its begin."""
    name = text[start:end].strip(_EDGES)
    name = name.strip('"') if name.count('"') == 2 and name[0] == name[-1] == '"' else name
    at = text.rfind("“", 0, end) if "”" in name and "“" not in name else -1
    at = text.find(name, start) - 1 if name.count("”") > name.count("“") > 0 else at
    return text[at:end] if at >= 0 and end - at <= _REACH else name


def _is_measure(unit: str) -> bool:
    return unit in _MEASURES or unit.startswith("/")


def _noun(before: str, *, rate: bool) -> tuple[int, int]:
    """Where the noun is in what precedes a number: behind the verbs, before 不低于 and the like."""
    last = len(before)
    if not _COMPARED.search(before):  # 死亡率较2020年下降10% says by how much, not what it shall be
        for tail in (_TRAILING_OP, _TRAILING_TIME, _TRAILING_OP):
            found = tail.search(before, 0, last)
            last = found.start() if found else last
    verb = _LEADING_VERB.match(before[:last])
    first = verb.end() if verb else 0
    if not rate:
        inner = [match.end() for match in _INNER_VERB.finditer(before, first, last)]
        first = max((end for end in inner if last - end >= 2), default=first)
    return first, last


def _clause_start(key: str, at: int, previous: int) -> int:
    """The clause's begin; 、 separates figures of a list but not the parts of one name."""
    limit = max(at - _REACH, 0)
    hard = max((match.end() for match in _HARD_BREAK.finditer(key, limit, at)), default=limit)
    if previous > hard:
        after = _BREAK.search(key, previous, at)
        return after.end() if after else previous
    soft = max((match.end() for match in _BREAK.finditer(key, hard, at)), default=hard)
    if key[soft - 1 : soft] == "、":
        return hard if _RATE.search(key, soft, at) else _first_part(key, hard, at)
    opened = key.rfind("(", hard, at)
    return opened + 1 if opened >= 0 and ")" not in key[opened:at] else hard


def _first_part(key: str, hard: int, at: int) -> int:
    """Where a list of things counted together begins, 检查诊所、门诊部180户次: at the last verb."""
    start = at
    for part in reversed(key[hard:at].split("、")):
        start -= len(part)
        if _LEADING_VERB.match(part) or _INNER_VERB.search(part):
            break
        start -= 1
    return max(start, hard)


_RATE_END = re.compile(
    r"[^、]{2}率$|占比$|(?:建设|达标|覆盖|配备|设置)?比例$"
    r"|比重$|水平$|数量?$|人数$"
)
_WHOLE_RATE = re.compile(r"率$|占比$|比例$|比重$|水平$|数$")


def names_before(at: int, key: str, text: str) -> list[str]:
    """The names before 分别 at `at`; the last one's kind of rate completes the others."""
    limit = max(at - 80, 0)
    start = max((match.end() for match in _HARD_BREAK.finditer(key, limit, at)), default=limit)
    verb = _LEADING_VERB.match(key[start:at])
    start += verb.end() if verb else 0
    names = [name for name in re.split(r"[、和与及]", text[start:at]) if name]
    ending = _RATE_END.search(names[-1]) if names else None
    if ending is None:
        return names
    return [name if _WHOLE_RATE.search(name) else name + ending[0] for name in names]


def name_around(years: tuple[int, int], at: int, key: str, text: str) -> str | None:
    """What figures of several years count: the words behind the years, else those before them."""
    operator = _TRAILING_OP.search(key, years[1], at)
    behind = text[years[1] : operator.start() if operator else at].strip(_EDGES)
    if len(behind) > 1:
        return behind
    start = _clause_start(key, years[0], 0)
    first, last = _noun(key[start : years[0]], rate=True)
    name = text[start + first : start + last].strip(_EDGES)
    return name if len(name) > 1 else None
