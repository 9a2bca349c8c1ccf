"""What a clause beside the news says of it: what stands in the way, who should help, what is next.

By itself such a clause may be anybody's talk. Beside something that surely is told of the same task
it is what the reporter has to say about it, in whatever words. Bad news is known by its negation
(没人报名), by what is awaited or demanded first (要先补手续), or by what befell (涨价).
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.reports.blockers import Remark, made
from knowledge.reports.marks import Spanned, blanked
from knowledge.reports.moods import Mood

_FINE = re.compile(
    r"没有?(?:再|什么|啥|太?大|任何|明显|其[他它])*的?(?:问题|困难|障碍|变|进展|意见|异议|投诉|事|遗漏|漏|落下|出现"
    r"|发生|发现|耽误)|不(?:错|远|[一等]$|少|断|仅|光|但|只|单|过(?!关)|再|变|低于|少于|高于|超过|多于|含|包括|漏|落|影响|耽误"
    r"|误|用|必|良|锈|动产|限|定期|久|明原|孕|轻|大$|变$|多了?$|(?:合格|达标|规范|符合|满意)(?!要求|标准|规定|条件|$))|没达标|未(?:来|成年|病|发生|发现|出现|达标|婚)"
    r"|无(?:偿|障碍|烟|害|接触|纸|线|菌|需|须|不|一[例起人家]|问题|困难|异议|投诉|事故|死亡|新增|变化|人机|缝|废"
    r"|创|痛|癌|感)|缺(?:血|陷|氧|席|课|口?已)|差不多|(?:至|减|多|很)少|少(?:儿|年|数民族|先队)"
    r"|零(?:事故|投诉|差错|感染)|(?:防|治|抗|除)[涝旱洪汛水拥堵]+"
    r"|没到[^,]{0,6}(?:时[间候]|日子|[时期])$"
    # the rest is only on its way: 还有二十四辆在排队
    r"|(?:还有|另有|其余|剩[下余]?)的?[\d一二两三四五六七八九十百几]+[一-龥]{1,3}(?:还|正|都)*在?排[队期]"
)
"""Negations that tell nothing bad."""
NOT_YET = (
    r"(?:(?:[还尚均]|[还剩]有?\d+[个家所名人处项][^,]{0,4}|^[^,迟直终]{2,6}(?=未))(?:没有?|未)"
    r"(?!人|反馈|回复|答复)[一-龥]{0,3}$)"
)
"""What only remains to be done."""
_OFF = re.compile(
    r"(?:解决|化解|消除|整改|修复|恢复|处理|克服|调解)(?:[好完]|到位|了|$)"
    r"|[没未不法](?:报|填|写|登|记得|传|收|发(?![货放证布包出])|看|知道|懂|归|属|清楚|明白|理解|确定|准|是|管|在|参加|算|一定|好说|好意思"
    r"|急|着急)|(?:没|无)关系|(?:^\s*|数[字据]?)不[对准]|再说$|[还幸]好|幸亏|(?:^|再|请|就)\s*(?:别|不要|勿|莫)"
    r"|[盯抓]紧|\d[个家所名人处项份]退回"
    rf"|{NOT_YET}|\d[个家所名人处项]?(?:没有?|未)[一-龥]{{1,4}}$|(?:没有?|未)(?:开|建|办|做|改|装|[一-龥]完)$|(?:拖|推迟|顺延|延期?)[到至]"
)
"""What is over, what is said of reporting itself, what only remains to be done, or when."""
_AWAITED = (
    r"[要得需](?:\d+|[一二两三四五六七八九十半几]+)个?(?:多?[月周天年]|星期|工作日)"
    r"|(?:要|得|须|需|只能|先|还在?|就|在|^\s*)等(?!级|次|保|待遇|着看)|排队(?![叫取机系建时改])|排期|[要得须等][^,]{2,}才"
    r"|(?:要|得|须|非|必须|让|叫|求)[^,]{0,3}(?:先|重新|重做|补|另行|返工|推倒)"
)
_HOW_BAD = (
    r"太(?![极湖原平阳])[一-龥]|[很挺较]难|难(?:找|招|办|推|协调|落实|以)|有难度|难度|为难|困难(?!群|家|职|老|户|学|人|企|残)"
    r"|吃紧|吃力|慢(?![病性阻特])|少$|不积极|冷清"
    r"|[手员力钱金位]紧$|晚了$|(?:价|成本|费用|租金|门槛|风险)(?:太|过|偏|又|也)?[高大]"
    r"|(?:工资|待遇|收入|标准|意愿|热情)(?:太|过|偏|又|也|不)?[低高]$|受限|受影响|打折扣|滞后"
)
_BEFELL = (
    r"[涨加抬]价|超支|超预算|超概|退[回件货出场]|[打驳]回|[流废弃]标|[被遭](?:投诉|举报)|(?:民|众|主|邻居|有人)[^,]{0,4}(?:投诉|举报|上访|信访)"
    r"|阻[挠工拦碍]|反对|拒绝|流失|扯皮|推诿|争议|异议|质疑|阻力|有不同意见|纠纷(?!调|处|预)|矛盾(?!调|化|排)|官司|诉讼|查封|冻结|故障|停[摆工]|干[等耗]|僵[住持着]|空转"
    r"|坏[了掉]|瘫痪|宕机|停[电水产线诊]|停业(?!整)|断[货供电网档]|塌|淹|水毁|暴雨|台风|洪水|积雪|冰冻|疫情(?!监|防|处|报|应|调|演)|受灾"
    r"|封[路控]|辞职|离职|调走|跑路|失联|破产|倒闭|[撤退离]场|超标$|(?<!适)老化|漏水|裂缝|延[误迟期后]|耽[误搁]|拖|压着|压在|悬着|掉线|挤占"
    r"|占用|冲突|撞期"
    r"|换人|砍[了掉]|[只才](?:给|批|拨)|损坏|破损|丢失|被[盗偷]|改期|抵触"
    r"|(?:指标|名额|额度|预算|计划)[^,]{0,4}(?:满|用[完光]|花完)|只能"
    r"|违约|被[^,]{0,10}(?:排到后|挤|扣|拦|否|推翻|抽|借|调走|收回|占|砍)"
)
_BAD = re.compile(rf"(?<![罚淹埋出])[没未不无](?=[一-龥])|[缺欠]|{_AWAITED}|{_HOW_BAD}|{_BEFELL}")
_ONES_OWN = re.compile(r"我(?![们局委办院校镇区市县中单所站科处])|[你您他她谁]|大家|机器人|群里")
_UNIT = "\x03"
_PARTY = (
    rf"(?:{_UNIT}|[^,。;]{{0,8}}?(?:[局委院站所厅署庭]|(?<=[政编改外信保网府卫])办|[财人医规基信审]+[科处]|中心|部门|领导|政府|公司|街道"
    r"|[市区县镇乡省村][里级]|上级|上面|供电|电力|各方|专班|指挥部|各[镇乡村街县区])|[市区县省](?=[一-龥]{2,}))"
)
_ASKED = re.compile(
    r"(?:^|[,: ]|[还再另但也特现拟急亟都]|我们|[我本][局院委]|建议)"
    r"(?:请求|恳请|恳求|烦请|敬请|想[请让]|要请|还请|麻烦|劳烦|拜托|盼望?|期盼|指望|希望|建议|请|望|需要?|申请)"
    rf"(?:(?=由?{_PARTY})|(?=(?:帮忙|帮着|帮|协助)?(?:催|督促|协调|沟通|对接)(?!会)))(?P<words>[^,。;]{{4,40}})$"
)
_IF_THEY_CAN = re.compile(
    rf"能(?:不能|否)请?(?=由?{_PARTY})(?P<words>[^,。;]{{4,40}}?)[呢吗啊]?$"
    rf"|(?P<can>{_PARTY}能(?:不能|否)(?:出面|帮|协调|支持|先|给|安排|派|牵头|批|拨)[^,。;]{{1,30}}?)[呢吗啊]?$"
)
_TO_STAFF = re.compile(
    r"报送|上报|填报|填写|反馈|知悉|查收|核实|登记|确认|注意|抓紧|参加|参会|到会|出席|观看|转发|放心|审阅|过目|指正|看看|知道"
    r"|[请求]予|准予|办结|销号"
)
"""What is asked of whoever reads it, not of those who could help."""
_TO_COME = r"(?!.*(?:[完结]|达标|达到|上线|建成|投用|交付|到位|开工|启动|挂牌|开业))[^,。;]{4,40}$"
_LATER = re.compile(
    r"^\s*(?:我们?|我[局委院])?(?:下周[一二三四五六日天]?|下个?月[初中底]?|节后|年后|汛后|[春秋]季开学后?)"
    rf"{_TO_COME}"
)
_MEANT = re.compile(rf"^\s*(?:我们?|我[局委院]|目前|现在)?(?:打算|准备|拟|计划|近期){_TO_COME}")
"""What somebody means to do; with a figure it is a target as well, and no step."""


def asides_in(text: str, mood: Mood, units: Sequence[Spanned], *, bare: bool) -> tuple[Remark, ...]:
    """What a clause says beside the news. `bare`: it says nothing else that would be written
    down; the numbers of tasks in it are blank."""
    if needs := tuple(_asked(text, mood, units)):
        return needs
    if bare and is_said(text, mood) and is_bad(text):
        return tuple(made("blocker", 0, len(text), text))
    planned = _LATER.search(text) or (bare and _MEANT.search(text))
    if planned and mood in ("fact", "plan"):
        return tuple(made("next_step", 0, len(text), text))
    return ()


def _asked(text: str, mood: Mood, units: Sequence[Spanned]) -> Iterator[Remark]:
    """What others are asked for; the units in it are marked."""
    pattern = _IF_THEY_CAN if mood == "question" else _ASKED
    found = pattern.search(text) or pattern.search(blanked(text, units, _UNIT))
    if found and not _TO_STAFF.search(text, found.start()):
        yield from made(
            "need", found.start(), found.end(), text[slice(*found.span(found.lastgroup or 0))]
        )


def is_said(text: str, mood: Mood) -> bool:
    """Whether the clause says all the same how things are: others say it, or it is waited for."""
    held = {"condition": _HELD, "moot": _BACK}.get(mood)
    return mood in _SAID or bool(held and held.search(text))


_SAID: tuple[Mood, ...] = ("fact", "plan", "told", "unsure")
"""Moods in which something is said all the same."""
_BACK = re.compile(r"[退打驳]回")
_HELD = re.compile(r"[要得须]等[^,]+才|^\s*等(?!级|次|待|保|下|会)[^,]{3,}$")
"""要等搬迁以后才能动 tells what it hangs on."""


_SETBACK = re.compile(r"没(?!收)|不(?=[同肯愿给让配支])|受灾|受损|退件|流标|废标|缺口|拖欠$|反对$")
_SO_MANY = r"[\d.]*[\d一二两三四五六七八九十百千万几半成%]"
_LOST = re.compile(
    rf"(?:流失|砍掉?|[走跑](?=了?{_SO_MANY}+[人名位])|(?<![减至多很])少|(?<![发清用花改换拆办处])掉|退出|[只才](?:给|批|拨))了?(?:将?近|约)?"
    rf"{_SO_MANY}+[一-龥]{{0,3}}$"
)
_NONE_OF = re.compile(r"[都均也](?:没有?|未|不)(?!变|错|少|低于|少于|是)")
_SOME = re.compile(rf"(?:(?<![已共现拥])有|^\s*){_SO_MANY}+[一-龥]{{1,2}}$")


def is_setback(name: str, told: str, after: str) -> bool:
    """Whether what was counted went wrong: 受灾300亩, 招标两次都没人投, 流失了一半. `told` is the
    clause as far as the figure goes."""
    some = _SOME.search(told) and is_bad(after)
    return bool(some or _SETBACK.search(name) or _LOST.search(told) or _NONE_OF.match(after))


def is_bad(text: str) -> bool:
    told = _FINE.sub("", text)
    return bool(_BAD.search(told)) and not (_OFF.search(text) or _ONES_OWN.search(text))
