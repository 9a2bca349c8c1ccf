"""What the small words of aspect say of any verb: 交了, 已定稿, 还在申报, 刚进场, 全部测完.

No list of verbs tells what offices do; 了, 已, 刚, 在 and 完 stand beside whatever they do. Only
verbs of knowing, talking and coming are left out: 知道了 and 已收到 report nothing.
"""

import re
from collections.abc import Iterator
from typing import Literal

from knowledge.reports.marks import FIGURE, NUMBER
from knowledge.words import cut

AspectKind = Literal["deed", "going"]

_NO_DEED = (
    "道白解知说讲问忘错算够懂怕急累忙吃睡来去走回是有没不多少快晚早慢行对为除极死久罢么该要想看听谢"
    "里阅悉等跟过好太成"
)
_TALK = (
    r"(?:[有是知阅悉看读听说]|收到|转|回复|发(?!放|布|出|证|现)|逾|超期|过期|到期|延|撤|取消|作废|退|驳|签收"
    r"|催|交办|指派|通知|提醒|经|久|婚|故|非|然|够|成(?![立稿型形熟])|不|没)"
)
_IDLE_PLACE = (
    r"(?:线|职|校|岗|外|家|哪|内|上|下|这|那|开会|出差|休假|路上|加班|看|想|说|找|等|不|此|于|册|编"
    r"|[一-龥]{0,6}(?:阶段|期间|时候))"
)
_END = rf"(?=$|[{FIGURE}\x00 \d第一二两三四五六七八九十百几])"
_READERS: tuple[tuple[AspectKind, re.Pattern[str]], ...] = (
    ("deed", re.compile(
        rf"(?:已经?|业已)(?:于[ ]*)?(?!{_TALK})"
        rf"(?:全部|全面|正式|顺利|基本|初步|陆续|先后|均|都|全)*[一-龥]{{2,14}}?了?{_END}"
        r"|(?<=[一-龥\x01 ])[^\W没未不无\d]{2}"
        r"(?:成功|通过|就绪|完毕|获批|过会|落地|结束|落幕|闭幕|告一段落)$"
        r"|(?<=[书函文件告复证牌贴助金料])(?:也|都|均)?已经?发(?:出|放|布)?了?$"
        r"|(?<=[初草一二三定]稿|方案|名单|眉目|思路|场地|人选|批复|回复|结果|图纸|框架)(?:已经?|也|都)?有了$"
        r"|(?<=[一-龥]{2})已[办交签定批改换装拆搬建评验挂印招选拨拍]$"
        rf"|(?:开展|进行|推进|办|做|讲|开|走|排|轮|改|写)[到至]了?第[\d一二三四五六七八九十]+[次期批轮场届站户家稿版遍]"
    )),
    ("deed", re.compile(rf"(?<!是)刚刚?(?!才|好|{_TALK})[一-龥]{{2,5}}?了?{_END}")),
    ("going", re.compile(
        rf"(?:还|仍|正|都|一直|目前|也)在(?![没未无别]|{_IDLE_PLACE})[一-龥]{{1,6}}{_END}"
        r"|(?<![现纠更改修校真公端订严反])正(?![式常在好确规副面值是])[一-龥]{2,6}$"
        rf"|(?<=[一-龥 ]{{2}})(?<!现)在(?![没未无别]|{_IDLE_PLACE})"
        r"[一-龥]{1,3}(?<![那里处上下中边手件室楼网库群])$"
    )),
    ("going", re.compile(
        r"(?:[处还正仍都现]+[于在]|目前[在是]|[做走推进谈排][行进展]?[到至入]了?|[刚已经才]*到了?|转入了?)"
        r"[一-龥]{2,14}(?:阶段|环节|步骤|这一?步|程序|流程)了?$"
    )),
)  # fmt: skip
_DEED = re.compile(
    rf"(?:[^\W{_NO_DEED}\d]|下来|(?<!率)[上下出过进]去|(?<!率)(?<!水平)(?<!监测)(?<!统计)(?<!结果)出来|通过|[验走]过)了(?:{_END}|(?=[一-龥]{{1,4}}$))"
)
_SUBJECT = re.compile(
    r"(?:我们?|[我本](?:局|委|办|站|院|所|科|处|校|镇|会|单位)|咱们?|目前|现在|已经?|今天|昨天|刚才?|都|也|还|就|又"
    r"|全部|这个?|那个?|事情?|[\s\x00\x01\x02])+"
)
_NOBODYS = re.compile(
    r"我(?![们局委办院校镇区市县中单所站科处])|[你您他她谁]|大家|领导(?!小组)|人家|太(?![极湖原阳平])|[不没别要再快就错误漏被群]|(?<!治)未|邮箱|微信|附件|[到逾超过]期|截止"
)
"""Where somebody was told something, or nothing was done at all."""


_BY_THEN = re.compile(
    rf"(?<=[ ][ ])[才即方]?(?!{_TALK}|[先再要得会能还就才也都的没不未被将]|开会|到期|截止|以来)"
    r"[^\W前内起至]{2,7}了?$"
)
"""材料7月3日报送: behind a day that has been any verb is done."""


def aspects_in(text: str, *, dated: bool) -> Iterator[tuple[int, int, AspectKind]]:
    """Where the verbs of a clause are marked as done or going on. What is blank in it (figures,
    dates, words of state) says nothing. `dated`: whether its day has been."""
    for kind, pattern in _READERS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind
        text = pattern.sub(lambda match: "\x00" * len(match[0]), text)
    then = _BY_THEN.search(text) if dated else None
    if then and (NUMBER in text or _is_told_of(text[: then.start()], "")):
        yield then.start(), then.end(), "deed"
        return
    if done := _with_object(text):
        yield done.start("verb"), done.end("verb") + 1, "deed"
        return
    if (event := _EVENT.search(text)) and not _URGED.search(text[: event.start()]):
        yield event.start(), event.end(), "deed"
        return
    for match in _DEED.finditer(text):
        upto = match.end() - 1
        verb = cut(text[:upto])[-1:]
        start = upto - len(verb[0]) if verb else upto
        before = _LONG_AGO.sub("", text[:start]) if dated else text[:start]
        if start < upto and _is_told_of(before, text[start:upto]):
            yield start, match.end(), "deed"


_EVENT = re.compile(
    rf"(?<=[一-龥{FIGURE}]{{2}})(?:(?:全部|均|都|也|正式|顺利|陆续|先后|刚|基本))*(?:到[货账岗位户校]|下达|获批|出台|签[订署]"
    r"|[开定中]标|挂网|铺开|[收结]网|收[口工]|过关|结[业项题案顶]|发[运车]|装[箱船车]|出[炉图片]|开[赛营课机锣拍建测]|封测|下线|[进入]驻|通航|收割|交[付工]|入[库职驻选围]|过审|揭[晓牌]|挂牌|印发|落成|投[产用]|启用|[开动复]工|开[诊班园业馆播幕通]"
    r"|[成定]稿|上[会墙架线岗]|[送报]审|见效|谈[妥拢成]|[敲排选商]定|[招报]满|满员|进场|返岗|结业|成立|通车|[贯接打]通"
    r"|并网|通[电水气]|上云|获奖|出炉|公布|[装修建备][好妥]|收[工官尾]|[^\W说讲吃看听用花过读问没未还快不]完)$"
    r"|(?<=[一-龥》”]{2})(?:全部|均|都|也|成功)*[列纳写]入[一-龥]{2,14}(?:计划|清单|目录|名单|预算|范围|定点|考核|规划|库|台账|议程|体系)$"
    rf"|(?<=[一-龥{FIGURE}\x01])(?:均|都|也|全部|顺利)*通过了?"
    r"[一-龥]{0,8}(?:[初终复会]?审[查核议定]?|评[审估定]|验收|认[证定]|论证|复[核审]|检[查测]|备案|鉴定|考核)$"
)
"""设备到货: what happens at once, told without any small word, has happened."""
_URGED = re.compile(
    r"[需要等待盼望催请让使令如若没未不别将拟应]|推动|推进|协调|督促|督办|争取|负责|保[障证]|确保|关于|一旦|力争|抓|盯|加[快强]"
    r"|何时|怎[么样]|为|前|后|[以便]"
)


_LONG_AGO = re.compile(r"(?<= )早?就$")
"""去年12月就验收了: behind a day that has been it says how early that was."""


def _is_told_of(before: str, verb: str) -> bool:
    """Whether something has been named that the deed was done to: 报告交了, but not 我看了."""
    named = _SUBJECT.sub("", before)
    return len(named) > 1 and not _NOBODYS.search(before + verb)


_OBJECT = re.compile(rf"{NUMBER}[\s,]*(?P<verb>[一-龥]{{2}})了[一-龥]{{3,16}}$")
"""第8项参加了年会: behind a number what was done needs nothing before it."""


def _with_object(text: str) -> re.Match[str] | None:
    found = _OBJECT.search(text)
    plain = found and found["verb"][-1] not in _NO_DEED and not _NOBODYS.search(found[0])
    return found if plain else _RESULT.search(text)


_RESULT = re.compile(
    rf"{NUMBER}(?:已经?|都|也|刚刚?|全部?|终于|总算|\s)*(?P<verb>(?![看想停慢退掉听认读说讲猜问])[一-龥]{{1,2}}"
    r"(?:下来|上去|出去|出来|通过|到手))了$"
)
"""第19项批下来了: what came of a deed needs nothing named besides its number."""
