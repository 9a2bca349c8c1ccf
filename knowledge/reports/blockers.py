"""What stands in the way, what is needed, and what comes next, in the reporter's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

RemarkKind = Literal["blocker", "need", "next_step"]

_HELP = (
    r"支持|安排|协调|帮忙|帮助|协助|配合|争取|追加|解决|拨[付款]|批准|批复|批一下|增加|安排|保障"
    r"|支援|帮扶|派人(?!参加|参会|出席|到会|来?开会)|增?配|借调|倾斜|调[拨配剂]|明确|提供|给予|牵头(?=[开召协研解推])|召集|开[个次]?会|拍板|定夺|出面|增派|推动|补充|审批|尽快(?!完成|办结|推进|落实|启动|开工)|出(?:具)?意见|表态|确认|会签|授权|回函|拿出|加快|下达|落实"
)
_NEXT = re.compile(
    r"^\s*(?:我们|我局|目前)?(?:下一?步|下阶段|下一阶段|接下来|后续|之后|随后|接着"
    r"|往后|后面|下面)(?:工作|计划|安排|我们|的话)*[:,是]?"
    r"(?:我们|将|拟|打算|计划|准备|要|会|就|还要?|是)*(?P<words>.+)$"
)
_NEED = re.compile(
    r"(?:^|[,:还也就请]|目前|现在|我们?|我[局委]|[这那]边|急|亟|另外|但|主要|\s){0,4}(?:得(?=[市区县省]|请|领导"
    rf"|上级)|需要?|请求|恳请|(?<!调价)(?<!整改)(?<!修改)建议由?|(?<![申提邀])请|望|希望|要(?=[市区县省]))(?P<words>[^,。;]{{0,40}}?(?:{_HELP})[^,。;]{{0,40}})$"
)
_WISHED = re.compile(
    r"(?:请|望)(?:[^,。;\x01]{0,4}\x01|(?:各|相关|有关)?(?:责任|牵头|承办|主办)(?:单位|部门|方)"
    r"|大家|你|贵|(?:尽快|抓紧|尽早|早日|按时|务必)(?:落实|推动))"
)
"""希望第7项尽快落实, 请责任单位抓紧落实: the task itself is wished done, nothing is needed."""
_ABOUT_TASK = re.compile(r"^[^\x01]*(?:请|望|建议|要求)[^\x01]{4,}\x01")
"""请区发改局对第1项提出意见: who asks is no reporter of it."""
_NEED_OF = re.compile(rf"(?<=[一-龥])(?<!所)需(?P<words>[市区县省国][^,。;]{{1,20}}?(?:{_HELP}))$")
"""场馆选址需区城市管理局支持: what needs it stands before."""
_WANT = re.compile(r"^\s*(?:需求|诉求|需协调(?:解决)?(?:的?事项|的?问题)?)[:是](?P<words>.+)$")
_LABEL = re.compile(
    r"^[\s:]*(?:我们?|[我本](?:局|委|院|单位)|[这那]边|(?:截至)?目前|现在|\s)*(?:(?:存在|遇到|主要|最大|突出|最突出)?的?(?:问题|困难|难点"
    r"|堵点|卡点|障碍|原因|短板|弱项|症结)|主要(?:原因|问题|困难)?|就)"
    r"(?:在于|还是|就是|是|:)(?P<words>(?!.*(?:在[抓管做办弄负]|负责$|牵头)).+)$"
)
_CAUSE = re.compile(
    r"^\s*(?P<words>[^,。;]{2,20}?)是(?:主要|最大|根本)?的?(?:原因|症结|困难|难点|堵点)$"
)
_STUCK = re.compile(
    r"卡(?:在|到)了?(?P<words>[^,。;]{2,}?)(?:上面?|这里|这儿|那里|这块|这一块|这一?关"
    r"|这个?环节|环节)?(?:了|呢)?$"
)
_SAYS_WHY = re.compile(
    r"(?:受阻|卡住|停[滞工摆]|暂[停缓]|搁[置浅]|中止|推不动)了?:(?P<words>[^,。;]{2,})$"
)
"""受阻：招不到医生: whatever stands behind it says why."""
_STANDS = (
    r"(?:,|的)?(?:而|所以|就|暂时|目前|一度|被)?(?:受阻|停|推不动|推进|卡|暂|搁|中止"
    r"|进展|进度|无法|延误|耽误|(?:推迟|延[迟后期]|顺延)(?=$|[,了到至]))"
    r"|(?:还|尚|一直|始终|至今|迟迟|仍)(?:没|未|无法|不能?)"
)
_BECAUSE = re.compile(
    rf"(?:因为|由于|受制于|受限于)(?P<words>[^,。;]{{2,}}?)(?:的)?(?:影响|制约|问题"
    rf"|原因|导致|限制)?(?={_STANDS}|$)"
    rf"|(?<![基原起病诱成死])因(?![素此地人病材果])(?P<cause>[^,。;]{{4,}}?)(?:的)?(?:影响"
    rf"|制约|问题|原因|导致|限制)?(?={_STANDS}|$)"
    r"|受(?P<under>[^,。;阻]{2,}?)(?:的)?(?:影响|制约|限制)"
)
_WAIT = re.compile(
    r"(?:^|还|正|在|就|得|目前|现在|要|[这那]边|[\s:])(?P<words>等(?!待|保|级|次|额|同|下|会).{2,}?)(?:呢|了|中)?$"
    r"|(?P<wait>(?<!平均)(?<!均)等待(?!时[间长]|[缩降减压]).{2,})$"
)
_VERY = r"(?:太|很|较|比较|非常|特别|有点|有些|相当)"
_LACK = re.compile(
    r"(?P<gap>[^,。;]{0,8}缺口[^,。;]*)$|(?P<lack>[^,。;:\d\s]{0,8}?(?:缺少?|短缺)(?!席|陷|口|课|勤"
    r"|点)[一-龥]{1,8}?)(?:了|啊|呢)?$"
    r"|(?P<none>没有?(?:钱|经费|资金|人手?(?![管负接说知来回])|场地|地方|设备|编制|预算|指标)[一-龥]{0,2})(?:了)?$"
    r"|(?P<refused>[^,。;]{2,16}?(?:不同意|不配合|不支持|不[愿肯认批]|不想|不许|不予|不接受|不答应|不松口|不让(?![填报看登改])|拒绝|没给|没提供|没回复|没答复"
    r"|未答复|未回复|没交付|交付慢|没配|(?:没|未能?)(?:[打谈走跑说接连讲]通|[谈办批跑要申争定][一-龥]?(?:拢|下来|到手|妥))|[没未](?:谈|批|签|定(?!稿)|通|接|供|到(?!位|期|时|[^,]{1,6}(?:时[间候]|[时期])$)|腾)|欠薪"
    r"|纠纷|(?:联调|环评|检测|测试|审计|审[查核])(?:没|未能?)通?过|没货|断货|流标|废标|流拍|失败|落空|黄了|谈崩|违约|倒闭|停产|撤资)[^,。;]{0,10})$"
    r"|^[\s\x00]*(?P<undecided>(?:(?:还|一直|迟迟|始终|至今)?没(?:谈|定|批|签|办|争取|落实)(?:下来|妥|拢|成|好)|(?:一直|迟迟|始终|至今)?没批|(?:也|都|还|总|一直)*[谈办批招请约凑租买]不(?:拢|来|到|下来|成|齐|满)))(?:了|呢)?$"
    r"|(?P<cannot>[^,。;]{2,20}?(?<![差了离少免打登点推进])不(?:上|来|起来|开|动|下来|出来|拢|过来|到位|到人|了手)|[^,。;]{2,20}?(?:[招找买租借凑约请]不[到齐满]|(?:[办做装运搞]|开展|推广|施工)不了|不好(?:[约办找谈弄推招]|协调|落实)))(?:了|呢)?$"
    rf"|^\s*(?P<slow>(?!.*(?:进度|进展|推进))[一-龥]{{2,10}}?(?:(?:太|很|较|比较|有点|有些)?(?:慢|滞后)|{_VERY}(?:难|少|贵|紧张?|复杂|薄弱)|的人?{_VERY}?少))(?:了|呢)?$"
    r"|(?P<words>[^,。;\d%]{1,12}?(?:不足|不够|紧张|短缺|没到位|未到位|不到位"
    r"|没有?落实|未落实|没批下?来?|没下来|没到货?|未批复|没批复|没谈拢|没签下来|没拿到"
    r"|没有着落|没着落|没解决|(?:协调|落实|招人|选址|用地|沟通|审批)(?:很|比较|较|太|有点|有些)?(?:难|困难)(?:度(?:很|较|比较)?大)?))(?:了|呢)?$"
)
_TRIM = re.compile(
    r"^(?:的|但是|但|不过|只是|就是|可是|而且|目前|现在|还|主要|因为|由于|是|因|我们|\s"
    r"|\x00)+|[\s\x00]+$"
)
_BLANK = "\x00"


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of a clause at `text[start:end]`, and what they are."""

    start: int
    end: int
    kind: RemarkKind
    words: str


def next_step_in(text: str) -> Remark | None:
    """What a clause says comes next; such a clause says nothing else."""
    return _remark("next_step", _NEXT.search(text))


def remarks_in(text: str) -> tuple[Remark, ...]:
    """The need or the blocker that a clause names."""
    if _WISHED.search(text):
        return ()
    if _ABOUT_TASK.search(text):
        return ()
    text = text.replace("\x01", " ")
    need = _remark("need", _WANT.search(text) or _NEED.search(text) or _NEED_OF.search(text))
    if need:
        return () if _TO_STAFF.search(need.words) else (need,)
    for pattern in (_SAYS_WHY, _CAUSE, _STUCK, _LABEL, _BECAUSE, _WAIT, _LACK):
        if found := _remark("blocker", pattern.search(text)):
            return (found,)
    return ()


_TO_STAFF = re.compile(r"没批|压着|[补重][报填]|报送|上报|填报|到会|参会|出席|参加")
"""What is asked of whoever has to report, or is invited, is no help."""
_COUNTER = re.compile(r"^[个台套家所处辆件批户](?=[一-龥]{2})")
"""另2台厂家排产紧张: what counts is no part of the words."""


def _remark(kind: RemarkKind, found: re.Match[str] | None) -> Remark | None:
    if not found:
        return None
    words = next(each for each in found.groupdict().values() if each)
    if found.string[: found.start()][-1:].isdigit():
        words = _COUNTER.sub("", words)
    return next(made(kind, found.start(), found.end(), words), None)


_SPEAKER = re.compile(r"^[^:,]{1,14}:(?=[^:]{4})")
"""王科长反馈:招不到人: who says it, or what heads it, is no part of the words."""


def made(kind: RemarkKind, start: int, end: int, words: str) -> Iterator[Remark]:
    """The remark with its words as they are kept; none where nothing is left of them."""
    said = words.replace(_BLANK, " ").rpartition("  ")[2] or words
    said = _SPEAKER.sub("", said)
    bare = _TRIM.sub("", said).strip(" :,.、").removeprefix("请")
    if len(bare) > 1:
        yield Remark(start, end, kind, bare)
