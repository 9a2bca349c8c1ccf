"""Words for how a task stands: 办结, 推进中, 还没启动, 受阻, 暂缓, and what looks like them."""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.reports.aspects import aspects_in
from knowledge.reports.marks import FIGURE

StateKind = Literal[
    "done", "step", "in_progress", "not_started", "blocked", "suspended", "denied", "deed", "going"
]
"""`step`: a part is done (招标已完成); `denied`: 没完成, which says nothing of how far it is;
`deed`, `going`: something was done or goes on (报告交了, 还在申报), by the grammar alone."""
LOOSE: frozenset[StateKind] = frozenset(("denied", "deed", "going"))
"""What reports nothing where it is not plain which task it is said of."""

_END = (
    r"(?:办结|完成|搞定|[改装修查签筛铺搬验清拆种发]完"
    r"|(?:全部|都|均|已经?)[一-龥]{0,2}[^\W说讲吃看听用花过读问没未还快]完(?![成工善毕整备美好全])"
    rf"|(?<![一-龥])[一-龥]{{0,2}}[^\W说讲吃看听用花过读问没未还快做办弄搞干]完(?:了|(?=$|{FIGURE}))|办妥|办完|做完|弄完|干完|搞完|忙完|走完|建完(?!成)|跑完|收官|结项|结题"
    r"|结案|办讫|完工|竣工"
    r"|完结|办毕|闭环|整改到位|ok|done|完事|齐活|收口|妥了|整完|弄妥"
    r"|[组搭修改扩筹]建完毕|(?<!没)[一-龥]{2}完毕|销号|销项|落实到位|全部到位)"
)
_END_IF_SO = r"(?:建好|建成|办好|弄好|做好|搞好|落实|结束|收尾|通过验收)"
_SO = r"(?:已经?|早就|都|均|全部|全|也|就|刚|刚刚|得到|圆满|顺利|如期|提前|按期|超额|一起|现已)"
APPLIES = (
    r"(?:申请|[提报呈]请|请求|[恳敬]请|提交|上报|报送|请(?=求|予|准|批|审|同|销)|可以?(?:[上申]?报|申请|提交|提)?(?=销|办结))了?"
    r"(?:求|予以?|准予|批准|审[核批]|同意|给予)*(?:办结|销[号项])"
)
"""Who asks for the end says that it is reached."""
_NOT = r"(?:还没有?|没有?|尚未|还未|未能?|没能|不能|不算|不是|并非|并未|并没有|不)"
_PARTICLE = r"(?:了|的|掉|呢|吧)*"
_WHOLE = (
    r"(?:了|的|\s)*(?:全部|所有|整个|本项|该项|全年|年度|本年度?|今年|既定)?的?(?:目标任务|建设任务|年度任务|任务|工作"
    r"|建设|办结|销号|全年目标|年度目标)"
)
_NO_NOUN = (
    r"(?!率|度|情况|时间|时限|期限|进度|质量|标准|比例|日期|得|不|手续|申请表|后|报告"
    r"|证明|通知|流程|条件)"
)
_STEP_WORDS = (
    r"会$|招标|投标|立项|方案|初稿|草案|意见|选址|设计|论证|摸底|调研|动员|备案|前期|评审"
    r"|签约仪式|合同|土建|主体"
    r"|采购|报批|公示|可研|环评|勘察|图纸|清单|名单|台账|部署|阶段|[一二三]期|首批"
    r"|第[一二三四五六七八九十\d]+[批期轮场次]|[上首本]期|(?<!的)部分|大多数|材料|报表|总结|征地|拆迁"
    r"|装修|安装|调试|审批|批复|手续|会议|起草|印发|文件|问卷|统计|数据|申报|基础|地基"
    r"|桩基|施工图|试点|改造图|框架|协议"
)

_READERS: tuple[tuple[StateKind, re.Pattern[str]], ...] = (
    ("in_progress", re.compile(
        r"(?:受阻|卡点|堵点|难点|瓶颈|卡住)(?:的)?(?:问题|情况|环节)?(?:都|均|也|已经?"
        r"|得到|基本)*(?:解决|解除|打通|消除|化解|疏通)了?"
        r"|(?:没有?|不|并未|未)(?:再)?(?:受阻|卡住|暂停|停工|停滞|停(?![止在留]))"
        r"|恢复(?:推进|施工|建设|正常|了)|已经?复工|复工了|不再受阻|重新启动了?"
    )),
    ("blocked", re.compile(
        r"受阻|停着|停在那|(?<![打刷保磁医])卡(?:在|住|壳|到)了?|停滞(?:不前)?|推(?:不动|不下去|进不了|进不下去|进不动"
        r"|不了)|推进(?:不下去|不了|困难|难度(?:很|较|比较)?大)"
        r"|[进干做办搞]行?不下去|遇(?:到|上)?了?(?:一些|点|较大|很大)?(?:困难|阻力|阻碍"
        r"|瓶颈|难题|障碍|问题)"
        r"|陷入僵局|僵住|(?:无法|没法|难以)(?:再|继续|正常|按期)?(?:推进|开展|实施|进行"
        r"|落实|完成|开工|办结|办完)"
    )),
    ("not_started", re.compile(
        r"(?:还|尚|仍|一直|目前|压根|基本)*(?:没有?|未)(?:有|正式|真正|全面"
        r"|来得及)?(?:开始|启动|动工|动静|动(?!摇)|开展|开工|着手|起步|实施|进场)(?:做|办"
        r"|建|干)?了?呢?"
        r"|待启动|零进[展度]|(?:原封|丝毫)(?:没|未)动"
    )),
    ("suspended", re.compile(
        r"(?:因|受)[^,]{1,8}(?:延期|推迟|延后)(?![到至])|缓一缓|缓缓|先放放|先停"
        r"|(?:暂时?|暂且)(?:就|都|也)?不(?:再)?(?!需|用|要|考虑|清|能|会|影响|涉及|具备|满足|符合|申请|报|了|知|确定|予|填|看"
        r"|说|管|急|着急)[一-龥]{1,4}?了?$|先不(?!需|用|要|报|填|说|管|看|急|着急)[一-龥]{1,3}了$"
        r"|(?:暂缓|暂停|中止|搁置|搁浅|停(?:了)?下(?:来|(?=$|,))|停了$|停工(?!过|了?[一二两三四五六七八九十几半\d]+个?[天月周])|停摆|被?叫停|(?:先"
        r"|暂时)放一放)(?!过|了?[\d一二两三四五六七八九十几半]+个?多?(?:天|月|周|星期))(?:了|推进|实施|办理|建设|中)*"
    )),
    ("in_progress", re.compile(
        r"(?:基本|大体|快要?|即将|马上|差不多|接近|将近|大部分|(?<!的)部分|陆续|逐步|正在|差一点"
        rf"|就快|快)(?:上|就|要|都|已)*(?:能|全部)?(?:{_END}|{_END_IF_SO}){_PARTICLE}"
        r"|快(?:要)?完了"
        rf"|(?:{_END}|开展|推进|建|装|签|查|做|弄|办|搞|干)得?差不多{_PARTICLE}"
    )),
    ("denied", re.compile(
        rf"(?:没有?|无)(?:什么|啥|太大|多大|明显|实质性?)*新的?进展|{_NOT}(?:有|全部|完全|可以?|能|算|申请|提请|真正|最终|彻底|按期|按时)*(?:{_END}|{_END_IF_SO}){_PARTICLE}"
    )),
    ("step", re.compile(
        rf"[写编印改配调排拟备搭画录拍订租谈布]好了$|(?<![没未不])[谈签定批办争要拿买租聘](?:下来|到手|妥)(?=$|{FIGURE}|[一两\d])|"
        r"(?:已经?|刚刚?|均|都)(?:全部|全|正式|顺利|如期|都)?(?:报批|送审|上会|公示|挂网|发文|挂牌|揭牌|上线|印发|签约|签订|立项|通过"
        r"|提交(?!办结|销号)|上报(?!办结|销号)|报送(?!办结|销号)"
        r"|报[市区县省][^,]{0,6}审[定批议核])了?"
        r"|(?<= )(?:正式)?(?:印发|出台|签约|公示|立项|上线|挂牌|揭牌|送审|发布)$"
        r"|(?<!未)(?<!没)(?:封顶|开园|开馆|投运|进场)了?$"
        rf"|(?<![率项标{FIGURE}])(?:已经?|全部|均|都)+达标了?"
        r"|(?:方案|办法|细则|通知|意见|文件|函|制度|预案)(?:已经?|都|也)+下?发$"
        r"|(?:提交|递交|报送|印发|出台|签订|签署|召开)了(?!办结|销号)"
    )),
    ("done", re.compile(
        rf"{APPLIES}(?:申请)?{_PARTICLE}|已?(?:办结|销[号项])申请"
        rf"|(?:标记|标|登记|设|改|记|更正|调整|置)(?:为|成)(?:已)?(?:{_END}){_PARTICLE}"
        rf"|{_SO}{{0,5}}{_END}{_NO_NOUN}(?:{_WHOLE})?{_PARTICLE}"
        rf"|{_SO}{{1,5}}{_END_IF_SO}{_NO_NOUN}(?:{_WHOLE})?{_PARTICLE}"
        rf"|{_END_IF_SO}了|(?<=\s)(?:建成|建好|弄好|做好)$"
    )),
    ("in_progress", re.compile(
        r"(?:正|正在|还在|仍在|仍然在|一直在|都在|目前在|在|继续)(?:有序|稳步|正常|加紧"
        r"|加快|抓紧|持续|积极|全力)*(?:推进|办理|实施|进行|开展|建设|施工|筹备|走流程"
        r"|落实|研究|协调|整改|准备|对接|签|跟进|做|办|弄|搞|跑)(?:中|当中|之中|着)?呢?"
        r"|待(?:验收|评审|审批|批复|审核)$|在走.{0,6}(?:流程|程序|手续)|正在[一-龥]{2,6}"
        r"|(?:推进|进行|办理|实施|建设|施工|筹备|整改|落实|开展|跟进|审核|审批|评审|公示"
        r"|报批|验收|招标|采购|调试"
        r"|修改|编制|起草|论证|对接|协商|磋商|试点|试运行|安装|装修|培训|申报|统计|核实"
        r"|走程序)(?:当|之)?中(?![心医药学国层级央标])"
        r"|(?:按照?|照|依)(?:着|原定?|序时|既定|工作)*(?:进度|计划|节点|方案|时间表|安排|步骤)(?:表)?在?(?:推进|进行|走|来|办|推|做|干)"
        r"|征求意见(?:中|阶段)?$|(?<![不非反异])正常$"
        r"|(?:有序|稳步|正常|持续|扎实|积极|全面|顺利|加快|同步|平稳|分头|全力|有力|陆续|逐步|按序时(?:进度)?|按计划|按进度"
        r"|按节点)+(?:推进|进行|开展|实施)(?:中|当中)?"
        r"|进展(?:不大|不明显|甚微|有限)|没有?(?:什么|啥|太大|多大|明显|实质性?)+进展"
        r"|(?:挺|很|蛮|比较|一切)顺利|(?:进展|推进|进度)(?:比较|还算|还|很|较为|较|总体"
        r"|一直)?(?:顺利|正常|良好|不错|缓慢|偏慢|慢|可以)"
        r"|(?:已经?|均|都|刚刚?|正式|全面|全部|现已|也)+(?:启动|起步|开工|开始|进场|铺开"
        r"|展开|动工|着手)(?:施工|实施|建设|推进|了)*"
        r"|(?:施工|建设|进行|推进|盖|修|铺|走)到了?(?=[一-龥])|(?:还|只|就)(?:差|剩|有)[^,]{1,10}[没未待](?:验收|完工|改造?|建|装|做|办|签|换|发|交付?|批)[^,]{0,2}$"
        r"|开始(?:启动|做|实施|施工|推进|办|建设|开展|动工|弄|搞)了?|(?:启动|开工|动工"
        r"|开始|进场|起步)(?:实施|建设|施工)?了"
    )),
    ("not_started", re.compile(
        r"(?:还|尚|都|也)(?:没有?|未)(?:开始)?(?:培训|建设?|开展|招|采购|安装|装|改造|搬|编|写|拍|组建|举办|排|聘|买|购置?"
        r"|交|递|送|提交|评|考核?|印|选|挂|贴|安排|[排顾轮]上"
        r"|成立|启用|挂牌|制定|出台|上线|招标|立项|申报|选址|下达|拨付|发放|开业|投用|装修)呢?$"
    )),
    ("in_progress", re.compile(
        r"(?<=[一-龥])[一-龥](?<![过途])[一-龥](?<![集其当高初命居适意名之程段见])中$"
        rf"|(?<={FIGURE})[没未](?=[一-龥]{{1,6}}$)"
    )),
)  # fmt: skip
_STEP = re.compile(_STEP_WORDS)
_APPLIED = re.compile(APPLIES)
_OF_PERIOD = re.compile(r"[ \x00]的")
"""上半年的已做完: of that time alone."""
_PARTS = re.compile(r"第?[二三四五六七八九][批期轮步]|其余|另[外有]|剩[下余]|其他")
"""第二轮还没做: the first has been."""
_AFTER_DONE = re.compile(r"\s*(?:[、并]|且|而且|,|请|有?\x01|$)")
_PARTLY = re.compile(rf"{FIGURE}(?:已经?|刚刚?|也)*$")
"""8家里5家已经改完: those are done, not the whole."""
_COUNTED = re.compile(rf"(?:了|到|至|大概|大约|约|近|差不多|的|其中|\s)*[{FIGURE}\d]")


@dataclass(frozen=True, slots=True)
class State:
    """A word of state at `text[start:end]`."""

    start: int
    end: int
    kind: StateKind


def states_in(text: str, *, dated: bool = False) -> tuple[State, ...]:
    """The states a clause tells, in order. What is blank in it (numbers, dates) says nothing.

    `dated`: whether the day that it names has been.
    """
    found: list[State] = []
    for kind, pattern in _READERS:
        found += [
            State(match.start(), match.end(), _kind(kind, match))
            for match in pattern.finditer(text)
        ]
        text = pattern.sub(lambda match: "\x00" * len(match[0]), text)
    found += [State(*one) for one in aspects_in(text, dated=dated)]
    return tuple(sorted(found, key=lambda state: state.start))


def _kind(kind: StateKind, match: re.Match[str]) -> StateKind:
    """An end that has an object, or a step as its subject, is the end of that step only."""
    if kind == "not_started" and _PARTS.search(match.string[: match.start()]):
        return "in_progress"
    if kind != "done":
        return kind
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _COUNTED.match(after):
        return "denied"  # 完成60%: the figure says how far
    if _APPLIED.match(match[0]):
        return kind
    is_step = (
        "会" in match[0]
        or _OF_PERIOD.search(before[-2:] + match[0][:2])
        or _PARTLY.search(before)
        or _STEP.search(before + match[0])
        or not _AFTER_DONE.match(after)
    )
    return "step" if is_step else kind
