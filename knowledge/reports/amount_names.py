"""What a reported figure counts: the noun between its verb and the number, or behind the unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

ACTS = (
    "培训(?!班)|开展|举办|组织|发放|走访|检查|排查|巡查|服务(?=[一-龥]{2})|签约|印发|慰问|义诊"
    "|宣传(?![册栏片单品员活])|整改|调解|抽查|体检|筛查|接诊|招聘|引进(?=[一-龥]{2})|办理|办|惠及"
    "|随访|回访|巡诊|会诊|接种(?!率)|采样|督导|督查|约谈|查处|清理|拆除|播出|推送|受理|处置|处理"
    "|救治|救助|帮扶|资助|招收|招录|录取|选派|派出|申报|发表|修订|编制|梳理|收集"
)
"""What is done again and again: each time adds to what there was."""
BUILT = (
    "新(?:建|增|设|签约|开|办|添|招|购|聘)(?:成|设|立|了)?|建成|建好|完成|到位|配备"
    "|改造|建设|设立|建立|认定"
    "|覆盖(?!率|面)|创建|购置|采购|安装|争取|落实|增加|扩[充展面]?(?!大)|形成|发现|揭牌|挂牌|授牌|开业"
    "|结业|毕业|更换|换|制定|出台|打造|评选|评审"
    "|获批|立项|转化|接入|联通"
    "|打通|更新|下达|拨付|投入|修缮|建档|上线|签订|孵化|授权|有(?!关|效|限|序)|建(?!筑|议|材|制)|设(?!备|施|计|区|置|想|在)"
)
VERBS = f"{BUILT}|{ACTS}"
_TIMES = (
    r"本周|本月|这个月|这周|今年以来|以来|今年|年内|上半年|下半年|[一二三四]季度|目前"
    r"|截[至止到]|截至目前|累计|共计|共|总共|一共"
    r"|我们|我局|全区|全市|又|再|已经?|其中|先后|陆续|分别|每个?(?=[月周])[月周]|\x00|\s|:"
)
_HEAD = re.compile(rf"^.*?(?:(?:{VERBS})(?:了|的|是)*(?!率|数|量|点|所|中心|面|人员|师)|{_TIMES})+")
_FRONT = re.compile(
    rf"^(?:(?:{VERBS})(?:了|的|是)*(?!率|数|量|点|所|中心|面|人员|师|机构)|{_TIMES})+"
)
_RISEN = re.compile(r"新增|又增|增加|达|增至|提高到|扩大到|建成|总数|已")
"""The verb stood behind the noun (签约机构新增9家): one inside the noun is part of it."""
_TAIL = re.compile(
    r"(?:(?:我们)?(?:现在|目前|已经?)?(?:[弄搞做建办装整][好完成]|验收|挂牌|投放)了?|达到|达|搞|做|举行|累计|总共|一共|共计|共有|共|合计|总数|总量|增加到|增至"
    r"|增加|新增|又增|提高到|扩大到"
    r"|已经?[一-龥]{0,3}了?|目前|现在|现|均|都|也|又|再|就|新?建成|新建|建好|建|完成|有|为|是"
    r"|(?:[招开签发请派收修买添改走写报评种铺装创跑架挖栽拍送拆清订录布跑筛]|布设|统一)?了|到|至"
    r"|大概|(?<![签预合])约|突破|超过|的|比.*提高|应|更正|调整|(?<!整)改|:|\x00|\s)+$"
)
_ACTIVITY = re.compile(rf"(?<=[一-龥]{{2}})(?:{ACTS})$")
_LAST_VERB = re.compile(rf"(?:{VERBS})了?$")
_BEHIND = re.compile(
    r"(?:的)?(?P<name>(?:(?![都均已])[一-龥]){2,10}?)"
    r"(?=$|[,。;、\d\x00\x01 ]|全部|全面|已|达|都|均|正在|被|建成|完成|了)"
)
_NO_NAME = re.compile(
    r"^(?:全部|全都|左右|以上|以下|多|不是|了|已|目前|现在|均|都|也|完成|正在|建成|达|并|和|及"
    r"|的|[一-龥]起来|我|请|但|还|没|呢|其中|整体|总体|进度|差|需)"
)
_BEGIN = re.compile(rf"{VERBS}|累计|又|再|本周|本月|这个月|目前|现在|共|达")


@dataclass(frozen=True, slots=True)
class Named:
    """The name of what is counted; its words and the figure are `text[start:end]`."""

    name: str | None
    start: int
    end: int


def name_of(text: str, begin: int, figure: tuple[int, int], names: Sequence[str]) -> Named:
    """What the figure counts; the words that may name it begin at `begin`.

    `names` are indicators: one of them wins over any other noun.
    """
    at, end = figure
    before = text[begin:at]
    if known := max((one for one in names if one in before), key=len, default=""):
        return Named(known, begin + before.rfind(known), end)
    verb = _BEGIN.search(before)
    start = begin + (verb.start() if verb else len(before))
    behind = _BEHIND.match(text, end)
    if behind and not _NO_NAME.match(behind["name"]) and not _is_next(behind, before):
        return Named(behind["name"], start, behind.end())
    bare = _TAIL.sub("", before)
    noun = _noun(bare, _RISEN.search(before[len(bare) :]) is not None)
    acts = [act for act in re.findall(ACTS, before) if len(act) > 1]
    if len(noun) == 1 and acts and bare.endswith(acts[-1] + noun):
        noun = acts[-1] + noun  # 巡诊车 is a car, not a round
    if len(noun) > 1:
        return Named(noun, min(start, begin + len(bare) - len(noun)), end)
    return Named(acts[-1] if acts else None, start, end)


def part_named(
    text: str, begin: int, whole: tuple[int, int], figure: tuple[int, int], names: Sequence[str]
) -> Named:
    """The name of a part of a whole: the noun before the whole, else the one behind it."""
    before, between = text[begin : whole[0]], text[whole[1] : figure[0]]
    if known := max((one for one in names if one in before + between), key=len, default=""):
        return Named(known, whole[0], figure[1])
    noun = _noun(_TAIL.sub("", before), risen=False)
    start = whole[0] - len(before) + before.rfind(noun) if noun else whole[0]
    name = noun if len(noun) > 1 else _noun_behind(between)
    return Named(name or None, start, figure[1])


_WITHIN = re.compile(r"(?:其中|[里中内]面?|已经?|均|都|现在?|目前|有|,).*$")
_REACHED = re.compile(r"[完好成了到掉]+$")
_ENDING = re.compile(rf"(?:{VERBS})$")


def _noun_behind(between: str) -> str:
    """养老院整改完, 医院中已有: the noun without what was done to it."""
    words = between.lstrip("的")
    if _WITHIN.search(words, 2):
        return _WITHIN.sub("", words)
    bare = _REACHED.sub("", words)
    noun = _ENDING.sub("", bare)
    if noun != bare or bare == words:
        return noun
    return bare[:-2] if len(bare) > _SHORT else bare[:-1]


_SHORT = 3


def counts(words: str) -> bool:
    """Whether words say that something was counted up: 新建, 培训."""
    return re.search(VERBS, words) is not None


def _is_next(behind: re.Match[str], before: str) -> bool:
    """步道9条食堂15家: where one stands before each figure, the name behind is the next one's."""
    followed = behind.string[behind.end() : behind.end() + 1].isdigit()
    return followed and len(_TAIL.sub("", before)) > 1


def _noun(words: str, risen: bool) -> str:
    head = (_FRONT if risen else _HEAD).match(words)
    noun = (words[head.end() :] if head else words).lstrip("的、和与")
    if noun or risen:
        return noun
    if _ACTIVITY.search(words):
        return _FRONT.sub("", words)  # 老人体检 is what was done
    # 课题立项12项: its verb stands behind
    return _FRONT.sub("", _TAIL.sub("", _LAST_VERB.sub("", words)))
