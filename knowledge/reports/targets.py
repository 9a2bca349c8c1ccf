"""Which tasks a report names: numbers in the text, and words that point without one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.numerals import to_int
from knowledge.questions.items import FIGURE, items_in
from knowledge.questions.meaning import ItemAsked
from knowledge.questions.units import Units
from knowledge.reports.enumerations import COUNTER, ENUMERATED, NUMBER, enumerated, with_items
from knowledge.reports.firsts import firsts_in
from knowledge.reports.model import Target

_NUMBER, _COUNTER = NUMBER, COUNTER
_WHAT = r"(?:任务|工作(?![室站坊组队者量])|事项)?"
_STARTS = (
    r"(?:^|(?<=[,。;!?\s:(是把将])|(?<=[更订修]正)|(?<=[项务][、,和与跟及])"
    r"|(?<=[\d一二三四五六七八九十]项)|(?<=其中))"
)
_BELOW = (
    rf"(?:第\({_NUMBER}\)/?\d{{1,2}}项|\({_NUMBER}\)/?\d{{1,2}}"
    rf"(?!{FIGURE}|[成、,项条]))"
)
"""（二）1 is the first below （二）; （二）12家 is a figure."""
_BELOW_ITEM = re.compile(rf"第?\((?P<top>{_NUMBER})\)/?(?P<low>\d{{1,2}})项?")
_STATE = "(?:已|完成|办结|推进|搞定|还没|[还仍正]在|刚启动|暂缓|没启动|没动|受阻|卡)"
_CHINESE = "[一二三四五六七八九十]"
_NEWS = (
    rf"(?=[\s:,]{{0,2}}(?:{_STATE}|目前|现在|累计|新[建增]|进[度展]|整体|预计|\d{{1,3}}%|百分之"
    rf"|{_CHINESE}成|过半|一半|都|均|全|$|[,。;\n]))"
)
_PRINTED = (
    rf"(?:任务|事项)?(?:(?<![\d/.a-z一二三四五六七八九十百之])|(?<=第))第?{_CHINESE}{{1,3}}"
    rf"/\d{{1,2}}(?![\d%]|\.\d)"
    rf"(?:/{_CHINESE}{{1,2}}是|/\({_NUMBER}\)|(?:[、,和与及]\d{{1,2}})+(?:(?=项)|{_NEWS}))?(?:[项条]{_WHAT})?"
    rf"|{_STARTS}第?{_CHINESE}{{1,3}}(?:/{_CHINESE}{{1,2}}(?:是|{_NEWS})|、\d{{1,2}}{_NEWS})"
)
"""一/2 as a paper's numbers are shown: 9/30 and 3/5 begin with a figure; 一、2 only before news."""
_MENTION = re.compile(
    rf"(?P<denied>不是|并非|而非|除了?(?=[^,。;]{{2,16}}(?:[之以]?外|,)))?(?:"
    rf"{_PRINTED}"
    rf"|(?:{ENUMERATED}){_WHAT}"
    rf"|第{_NUMBER}{_COUNTER}?(?:到|至|-)第?{_NUMBER}{_COUNTER}{_WHAT}"
    rf"|{_STARTS}{_NUMBER}(?:到|至|-){_NUMBER}项"
    rf"|第\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}[项条]{_WHAT}"
    rf"|(?<![\d一-龥]){_BELOW}"
    rf"|第?{_NUMBER}(?:部分|/)?\({_NUMBER}\)(?:/?[一二三四五六七八九十]{{1,2}}是(?:[、和与及]/?[一二三四五六七八九十]{{1,2}}是)*|/?\({_NUMBER}\))?"
    rf"|(?:附件(?:里|中)?的?)?第{_NUMBER}{_COUNTER}{_WHAT}(?!次|轮|批(?![下了准复完])|届)"
    rf"|(?:{_STARTS}第\({_NUMBER}\)|第\({_NUMBER}\)(?={_COUNTER})){_COUNTER}?{_WHAT}"
    rf"|(?:{_STARTS}|(?<=、)){_NUMBER}号(?:任务|事项|项)"
    rf"|{_STARTS}{_NUMBER}号(?=(?:已经?|目前|进度|整体|完成|推进|到|刚[才刚]|上午|昨天|我?报的)*(?:\d{{1,3}}%|百分之|[一二三四五六七八九]成))"
    rf"|(?:^|(?<=[\n;。]))(?P<listed>\d{{1,2}})[、.)]\s?(?=(?!第)[一-龥“(]{{2}})"
    rf"|(?:任务|事项|编号|序号|no\.?|#)\s?{_NUMBER}(?!\.\d+[万亿千百%个家人]|[\d年月日个%家人名所项台处张场次份条万亿千百余多支例辆座间户篇部件期对位吨款套轮亩]|号线)"
    rf"|{_STARTS}(?:(?:主要|重点|工作)?(?:任务|工作|事项))?\({_NUMBER}\)(?!是)"
    rf"|(?<=\)[、,和与及])\({_NUMBER}\)(?!是)"
    rf"|(?<=[)%了成结中])\({_NUMBER}\)(?!是)|(?<=(?:牵头|配合|负责|主办|承担)的)\({_NUMBER}\)(?!是)"
    rf"|{_STARTS}\d{{1,2}}(?:[、,和与跟及]\d{{1,2}})+(?=[均都])"
    rf"|{_STARTS}\d{{1,2}}(?:[、和与跟及]\d{{1,2}})+(?={_STATE})"
    rf"|{_STARTS}\d{{1,2}}(?=/\d{{1,3}}%)"
    rf"|{_STARTS}[一二三四五六七八九十]{{2,4}}(?P<so_many>[两三四])项"
    rf"|(?<=[项条个块])\({_NUMBER}(?:号|项)?\)"
    rf"|{_STARTS}\d{{1,2}}(?!\d)(?=[\s:]{{0,2}}{_STATE}"
    r"|[\s:]{1,2}(?:\d{1,3}%|百分之|[一二三四五六七八九]成|过半|一半)"
    r"|:\s?(?:目前|累计|新[建增]|进度|整体))"
    rf"|(?:^|(?<=[\n;。])){_NUMBER}条(?=的)"
    rf"|{_STARTS}{_NUMBER}项(?!任务|工作|指标|措施|目(?![前录])|内容|都|全|重点)"
    r")"
)
_OF_ALL = re.compile(r"\d{1,3}项[一-龥]{2,12}(?:已|[中里]|完成)[一-龥]{0,6}\d{1,3}项")
_BY_MEASURE = re.compile(r"^(?:措施|举措|小项|小点)")
_OF_SEVERAL = re.compile(
    r"[^\W务作项要点案中里的把将是和与及或报写在a-z\d]第[一二三四五六七八九\d]{1,2}条$"
)
"""示范街区第二条 is the second of them."""
_JOINT = re.compile(r"^[、,和与跟及以还有\s]*$")
_OURS = re.compile(
    r"(?:我们?|咱们?|本)(?:局|委|单位|科室?|这边|部门|处|站|院|所|办|会|中心)?(?:牵头|主办|负责|承办"
    r"|承担)的?(?:那个|那项|这项|这个|任务|工作|事项)?$"
)
_OURS_CALLED = re.compile(
    r"(?:我们?|咱们?|本)(?:局|委|单位|科室?|这边|部门|处|站|院|所|办|会|中心)?(?:牵头|主办|负责|承办|承担)的"
    r"(?:那个|那项|这项|这个)?(?P<words>(?!.*职责)[一-龥]{2,16})$"
)
_CALLED_TAIL = re.compile(
    r"(?:(?:做|办|干|弄|搞|推进|完成)(?:到|了|得)?|(?:那|这)一?[个项块]|的?(?:工作|任务|事项|进度))+$"
)
_OF_UNIT = re.compile(
    r"^(?:的|的?那[个项块]|(?:牵头|主办|负责|承办)的(?:那个|那项|这项|这个|任务|工作|事项)?)$"
)
_LISTED = re.compile(
    r"^(?:上面|前面|刚才|列表|清单)?(?:里|中)?(?:说|提|列|报"
    r"|问)?(?:到)?的?那?(?:第(?P<n>[一二三四五六七八九十\d]{1,2})个|(?P<first>头一个)"
    r"|(?P<last>最后一?[个项条])"
    r"|倒数第(?P<back>[一二三四\d])[个项])(?:任务)?$"
)
_THIS = re.compile(
    r"^(?:回复)?(?:就是)?(?:刚才|上面|上边|前面|刚刚|上次|上回|之前|昨天|上午)?(?:说|报|问|提)?的?(?:(?:这"
    r"|那)(?:一)?(?:个|项|条|件)(?:任务|工作|事项?|事情)?"
    r"|它|(?:该|此|本)(?:项|任务|工作|事项)(?:工作|任务)?|上一?[条项](?:任务)?)[::]?$"
)


_DAYS = re.compile(
    rf"(?:^|(?<=[,。;\n])){_NUMBER}号(?:[、,和与跟及]?{_NUMBER}号)*(?=(?:都|也|已经?|目前|还|正|刚)*"
    r"(?:办|完成|做|搞|弄|推进|没|卡|受阻|启动|暂停|开工|动工|铺开|结束|\d{1,3}%|[一二三四五六七八九]成|过半))"
)
"""3号和12号办完了，9号还没开始: several such numbers, each with its news, are no days."""
_NUMBERED = re.compile(rf"(?:^|(?<=[,。;\n])){_NUMBER}号(?=[一-龥]{{2}})")
_COUNTED = re.compile(
    rf"(?:^|(?<=[,。;\n])){_NUMBER}号(?=(?P<what>[一-龥]{{2}})[一-龥]{{0,10}}\d{{1,6}}[个家所名人张场套台处座])"
)
"""1号建成4家，2号食堂10个: of days the same would be told; 3号培训20人，5号培训30人."""
_PATH = re.compile(
    rf"(?:任务|事项)?第?(?P<path>(?P<top>{_CHINESE}{{1,3}})"
    rf"(?:/\d{{1,2}}(?:/{_CHINESE}{{1,2}}是|/\(.+\))?|、\d{{1,2}}(?![项条])|/{_CHINESE}+是?))"
    r"(?P<more>(?:[、,和与及]\d{1,2})*)(?:(?<=\d)[项条])?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """The numbers named at `text[start:end]`; `denied` in 不是第12项."""

    start: int
    end: int
    items: tuple[ItemAsked, ...]
    denied: bool = False


def mentions_in(text: str) -> tuple[Mention, ...]:
    """The numbers of tasks in order; those only joined by 、 or 和 are one mention."""
    found: list[Mention] = []
    for pattern in (_DAYS, _COUNTED):
        if _are_numbers(pattern, text):
            text = pattern.sub(lambda match: match[0].replace("号", "项"), text)
            text = _NUMBERED.sub(lambda match: match[0].replace("号", "项"), text)
    text = with_items(text)
    matches = [*_MENTION.finditer(text)]
    for match in _without_counting(matches):
        if _OF_SEVERAL.search(text[: match.end()]):
            continue
        if _is_measure(match) or (found and _is_step(match, found[-1].end)):
            continue
        if _counts(match, found):
            continue
        printed = re.sub(r"\s|任务$|工作$|事项$|^不是|^并非|^而非", "", match[0])
        mention = Mention(match.start(), match.end(), _items(printed), bool(match["denied"]))
        if mention.items:
            found.append(mention)
    return tuple(_joined(found, text))


def _are_numbers(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the 号 of several clauses number tasks: each has news of its own."""
    matches = [*pattern.finditer(text)]
    told = [match.groupdict().get("what") for match in matches]
    same = told and told[0] is not None and len(set(told)) < len(told)
    return sum(match[0].count("号") for match in matches) > 1 and not same


def _counts(match: re.Match[str], before: Sequence[Mention]) -> bool:
    """38项服务已开展30项, 其中16项 are how many, unless a sixteenth was just named."""
    if _OF_ALL.match(match.string, match.start()):
        return True
    if not match.string.endswith("其中", 0, match.start()) or match[0].startswith("第"):
        return False
    named = {one.path[-1:] for each in before for one in each.items}
    return not all(one.path[-1:] in named for one in _items(match[0]))


def _without_counting(matches: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """1、…；2、… only counts what is said; 1、…；3、… are the numbers of tasks."""
    listed = [int(match["listed"]) for match in matches if match["listed"]]
    if len(listed) > 1 and listed == list(range(1, len(listed) + 1)):
        return [match for match in matches if not match["listed"]]
    return matches


def _items(printed: str) -> tuple[ItemAsked, ...]:
    """The items of one mention; 三、五、九项 is a list here, never a path; 一/2 is one."""
    printed = re.sub(r"^\((.+)[号项]\)$", r"第\1项", printed)
    if path := _PATH.fullmatch(printed):
        more = re.findall(r"\d+", path["more"])
        said = (path["path"], *(f"{path['top']}/{one}" for one in more))
        return tuple(item for one in said for item in items_in(one)[0])
    if below := _BELOW_ITEM.fullmatch(printed):
        return items_in(f"({below['top']})第{below['low']}项")[0]
    printed = re.sub(rf"^第\(({_NUMBER})\).*$", r"(\1)", printed)
    printed = re.sub(rf"^({_NUMBER})[号、.)]?$", r"第\1项", printed)
    return enumerated(printed) or items_in(printed)[0]


def _is_measure(match: re.Match[str]) -> bool:
    """第二项措施; but no task has so many that 第22项措施 were one of its measures."""
    items = _items(match[0])
    many = len(items) == 1 and items[0].path[-1] > _MOST_MEASURES
    return not many and bool(_BY_MEASURE.match(match.string[match.end() :]))


_MOST_MEASURES = 9


def _is_step(match: re.Match[str], last: int) -> bool:
    """第12项第二条: right behind a number 条 and 点 count its measures."""
    return match[0][-1] in "条点款" and match.string[last : match.start()] in ("", "的", "里", "中")


def _joined(mentions: Sequence[Mention], text: str) -> list[Mention]:
    result: list[Mention] = []
    for one in mentions:
        last = result[-1] if result else None
        if last and last.denied == one.denied and _JOINT.match(text[last.end : one.start]):
            items = tuple(_below_the_same(last.items[-1], item) for item in one.items)
            result[-1] = Mention(last.start, one.end, last.items + items, one.denied)
        else:
            result.append(one)
    return result


def _below_the_same(before: ItemAsked, item: ItemAsked) -> ItemAsked:
    """四（一）、（二）: the second is of the same part as the first."""
    if len(before.path) > len(item.path) and item.text.startswith("("):
        return replace(
            item, path=(*before.path[: -len(item.path)], *item.path), rooted=before.rooted
        )
    return item


_IDLE = re.compile(
    r"(?:(?:我们?|我局|咱们?)?(?:已经?|目前|现在|大概|整体|总体|进度|达到?|进行|完成[率度]?|推进|[做干办搞](?=到)|都|也|就|到"
    r"|了|是)|(?:我们|我局|咱们)"
    r"|要?(?:改|更正|修改|纠正)一下|有误|不对|[报说发打写填搞弄]?错了?|[\s,:])+$"
)


_OPENING = re.compile(
    r"^(?:关于|对于|(?:截至)?目前|现在|(?:我们?|[我本](?:局|委|院|科|单位))(?:这边)?(?=[这那该此它最上前刚])|本?[周月日]报:|[\s,:])+"
)


def pointing_in(words: str, units: Units) -> Target | None:
    """What words that name nothing point at: 那个, 我们牵头的那个, 上面第二个; else None."""
    words = _IDLE.sub("", _OPENING.sub("", words))
    if _OURS.search(words):
        return Target(pointing="ours")
    if called := _OURS_CALLED.search(words):
        return Target(pointing="ours", words=_CALLED_TAIL.sub("", called["words"]))
    if listed := firsts_in(words) or _listed_in(words):
        return listed
    if _THIS.search(words):
        return Target(pointing="this")
    for mention in units.find(words):
        if _OF_UNIT.search(words[mention.end :]):
            return Target(pointing="ours", unit=mention.text)
    return None


def _listed_in(words: str) -> Target | None:
    found = _LISTED.search(words)
    return Target(pointing="listed", ordinal=_ordinal(found)) if found else None


def _ordinal(found: re.Match[str]) -> int:
    if found["last"]:
        return -1
    if found["back"]:
        return -(to_int(found["back"]) or 1)
    return 1 if found["first"] else to_int(found["n"]) or 1


_DUTY_OF = re.compile(r"^(?:我们?|咱们?|本)?(?:局|委|单位|部门|专班)?(?:承担|负责)?的?")
_DUTY_TAIL = re.compile(r"(?:那|这)(?:一)?[条项块个]$|(?:工作|任务)$")


def duty_in(words: str) -> str:
    """The duty that words name (我局经费保障职责, 专班职责里信息报送那条); empty for none."""
    head, said, after = words.rpartition("职责")
    if not said:
        return ""
    after = "" if after.startswith(":") else after
    inside = re.sub(r"^(?:里面?|中|内|里头)的?", "", after)
    named = inside or re.sub(r"的$", "", _DUTY_OF.sub("", head))
    return _DUTY_TAIL.sub("", named)
