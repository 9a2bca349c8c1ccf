"""Messages that speak of progress and still report none: notices, hearsay, requests, corrections.

What single clauses are (questions, plans, conditions) is told in `clauses.py`.
"""

import re

from knowledge.questions.wishes import wish_in
from knowledge.reports.marks import TOLD, blanked, names_in_marks
from knowledge.reports.moods import SAID
from knowledge.reports.percents import shares_in
from knowledge.reports.states import states_in
from knowledge.reports.targets import mentions_in

_OTHERS_WORDS = re.compile(
    r"听[^,。]{0,6}[说讲]|据说|传言|风闻|(?<!我)(?<!咱)们讲|[他她]们?(?:那边|那里)?(?:都|就|又)?(?:说|称|讲|反映|表示)|(?:反映|告知|转告|反馈)(?:说|称)|[^,。]{2,4}(?<![巡宣演主开试授])讲(?=第|已"
    r"|我)|据(?:悉|了解|报道|介绍|反映|反馈|统计)|^(?:数据|统计|资料)(?:数据)?显示|值得(?:学习|借鉴|推广)|(?:专家|[督检巡评考][查导审验核评]组|群众|居民|媒体)[^,。]{0,3}(?:反馈|反映|提出|指出|认为)|^[^,:\d]{0,6}(?:新华社|新华网|人民网|人民日报|央视|中新[社网]|健康报|光明日报|[一-龥]{2}(?:日报|晚报|发布))[^,:]{0,6}[:,]|(?:系统|平台|网页|网站|网络|链接|账号|密码|小程序)(?:又|老|总|一直|怎么|好像|今天)*(?:打不开|登不[上进]|进不去|上不去|卡死|崩溃?|点不动|没反应)|[报传填登提]不(?:上去|进去|上来)|(?:专家|群众|患者|家属|居民|网友|职工|媒体)[^,。]{0,4}(?:反馈|反映)(?=[:,])|^据[^,。]{0,10}(?:反馈|反映|通报|称|讲|报道)|(?:日报|晚报|新闻|公众号|电视台?)[^,。]{0,6}(?:报道|刊|登|说|讲)|原文|(?:通知|文件|方案|会议|上级|领导|上面)(?:中|里"
    r"|上)?(?:要求|规定|明确|提出|写|讲)"
    r"|(?:发来|转来|转发)的[:,]|(?:这个?|这些|这条|以上|上面|上述)[^,。]{0,8}(?:报|真|属实|准|对)[^,。]{0,3}吗|别人|别的(?:单位|局|区|部门)|人家|隔壁|其他(?:单位|部门|局|区)|恭喜|祝贺|庆祝"
    r"|开个?玩笑|逗(?:你|大家)|瞎说|我(?:家(?!庭)|[妈爸妻]|儿子|女儿|孩子|老婆|老公|爱人)|表扬|记得|告诉我|跟我说|通知我|报我|报给我|叫我|喊我|去年(?:这个时候|此时"
    r"|的时候)|往年|前年|历年|上一?年度|那年"
)
_HEARSAY = re.compile(SAID)
_NOTICE = re.compile(
    r"^\s*(?:[【\[〔]|\(转\)|[^,:]{0,3}(?:(?:外地|先进|兄弟)[^,:]{0,4}|参考|借鉴)(?:经验|做法):|(?:学习|参考|借鉴|分享|看看?)(?:一下)?:|(?:转|fwd?|re)[:]|>|例[:如]|(?:新闻|通讯|讲话|发言|宣传)?稿(?:子|件)?[:]|(?:原话|引用|摘自|来源|口号)[:]|督促|责成|敦促|要求(?!严)|转发|通知|各(?:单位|部门|处室|区|镇|科室|成员)(?![^,。]*(?:已|[均都]|了$|了[,。]))|现将"
    r"|根据.{2,30}(?:要求|通知|精神))"
    r"|关于.{2,40}的(?:通知|函|通报|请示)|(?:传达|转达)(?!学习|了)"
    r"|^\s*(?:我|我们)?(?:不?同意|不?批准|驳回)第"
    r"|^\s*(?:例如|比如|譬如|举个?例|示例|样例|测试)"
)
_REQUEST = re.compile(
    r"^\s*(?:帮我|帮忙|请)?(?:生成|写一?[份个]|起草|拟一?份)|^\s*(?:帮我|帮忙|请"
    r"|麻烦)?(?:查(?![^,]*(?:完成|累计|已)[^,]*\d|[^第,一]{1,8}?\d[\d.]*万?(?:人|户|例|平方|个(?!月)|家|份|件|处|次))|看看|看一?下|列出?|列一?下|统计(?![好完出])|导出|显示|发我"
    r"|给我|催|提醒|通知|对比|展开|介绍)"
    r"|^\s*(?:等[下会]儿?|待会儿?|一会儿?|回头)?[^,。]{0,4}把.*(?:列|发|导|找|写|交|整理)[^,。]{0,4}"
    r"(?:出来|给[我你您]|一下|到|[我你您](?:看看|看一?下)?)$|清单$|(?:发|给|传|拿)给?[我你您](?:看看|看一?下|一[下份])?$"
)
_OF_PLAN = re.compile(
    r"(?:牵头|配合|主办|协办|负责|承担)的?[有共]?[\d一二两三四五六七八九十]+项"
    r"|[\d一二两三四五六七八九十]+个?(?:牵头|配合|责任|协办|主办)(?:单位|部门)"
    r"|^[一-龥]{1,12}[局委办部室](?:(?:下[设辖属](?:单位|机构)?|[分主]?管着?|涉及|分到)(?=\d)|[逾超]期"
    r"|(?:\d+月)?共?有\d+[项条件](?![^,。]*(?:已|办[结完]|完成)))"
)
"""第12项有两个配合单位, 市教委下设3个处 are told of the paper and its units, not of the work."""
_LIST_OF = re.compile(
    r"^[^,。第]*的(?:任务|事项|项目|单位|局)(?:有|清单|列表)?$|清单$|^\s*(?:已|未"
    r"|没)?(?:完成|办结|启动|销号|逾期)的(?:任务|事项|工作|项目|有)?$"
    # 互认覆盖率2025年底目标 is what is looked up
    r"|^(?!.*(?:完成|达到|实现|超|已|了)).*(?:目标|指标)值?$"
)


_TROUBLE = re.compile(
    r"(?:附件|文件|链接|页面|网页|表格|图片|照片|截图|消息)[^,。;]{0,3}(?:找|打|下载|上?传|点|看|发|收)(?:不|没)"
)
"""附件打不开: what ails a message is told of no task."""
_WITHHELD = re.compile(
    r"(?:不要|别)再?催|先不(?:急着|用|忙着)?报|先空着|(?:先|暂时?)(?:不要?|别)(?:上?报|填|登)|(?:别|不用|不要|无需)登记"
)
"""Whoever says so wants nothing written down."""


_TIME = re.compile(r"[年月日号旬周底初]|季度|长期")


_QUOTED = re.compile(r"[\"“「『](?P<words>[^\"”」』]{6,})[\"”」』]")


def _quotes_news(text: str) -> bool:
    """Whether what stands between quotation marks would be a report: somebody else's words."""
    found = (match["words"] for match in _QUOTED.finditer(text))
    return any(
        mentions_in(one) and (shares_in(one) or states_in(one) or _FIGURE.search(one))
        for one in found
    )


_FIGURE = re.compile(r"\d+(?:个|家|所|名|人)")


_CLAUSE_END = re.compile("[,。;\n]")


def is_no_report(text: str) -> bool:
    """Whether the whole message is surely something else; `text` is its wording."""
    said = blanked(text, names_in_marks(text), TOLD)
    patterns = (_NOTICE, _REQUEST, _OTHERS_WORDS, _OF_PLAN, _LIST_OF, _WITHHELD, _TROUBLE)
    return (
        any(pattern.search(text) for pattern in patterns)
        or bool(_HEARSAY.search(_CLAUSE_END.split(said)[0]))
        or _quotes_news(text)
        or _changes_ledger(text)
    )


def _changes_ledger(text: str) -> bool:
    """改第7项牵头为…: a correction of the ledger; 第12项改成50% corrects a report."""
    wish = wish_in(text)
    if wish is None or wish.kind == "unclear":
        return False
    if wish.kind in ("deadline", "split"):
        progress = shares_in(wish.value) or states_in(wish.value)
        return not progress and (wish.kind == "split" or bool(_TIME.search(wish.value)))
    return True
