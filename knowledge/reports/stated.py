"""What the grammar of a clause states of a task that surely is meant, whatever its verbs are.

Small words make a statement of any predicate: what is marked as done or going on (了, 过, 着, 已),
its result (齐, 通, 起来), its want (没, 不, 等, 差). Left out is what is told of the message, of
reading and talking, of the paper's own data and of those who read it: 收到了, 我看过, 牵头单位变了.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from knowledge.reports.asides import is_bad, is_said
from knowledge.reports.blockers import made
from knowledge.reports.news import News, title_words
from knowledge.reports.states import StateKind
from knowledge.reports.talk import TALK, left_out, plain

_V = r"[^\W没未不无\d太很挺蛮]"
_ADVERB = (
    r"(?:已经?|业已|刚刚?|正在?(?![式常好确规副面值是])|[还仍都也]在|一直在|仍(?!然)|仍然|陆续|先后"
    r"|逐[步个一家户]|一家家|一个个|挨[家个]|分头)"
)
_RESULT = (
    r"(?:[完好齐通满妥定牢稳清拢掉毕]|到[位手账货岗人户]|[上下进出回]去|[上下进出起回]来|成(?![员果效本立品人绩分])|就绪|妥当|完毕|结束|成功|落幕|见效|通过|获批"
    r"|告一段落|顺利|合格)"
)
_PLACE = (
    r"(?:[搬装运铺接拨打落定建挂安布移送走推进转迁住录并纳列升送挪砌吊立][进入到至在]|[进入]驻)"
)
_DEED = re.compile(
    rf"{_V}(?<![除为算太])了(?![解然不得结])|{_V}(?<![通经超难渡])过(?=$|[一-龥]{{1,4}}会$)|(?<=[一-龥]){_V}着(?:呢|的)?$"
    rf"|(?<![不未])(?<!修)(?<!改)(?<!更)(?<!订)(?<!纠){_ADVERB}(?=[一-龥]{{2}})|被(?=[一-龥]{{2}})"
    r"|经[^,]{2,14}(?:同意|审定|审议|通过|批准|核定)$"
)
_BARE = re.compile(rf"(?<=[一-龥]){_V}(?<![不没未建]){_RESULT}$|{_PLACE}[一-龥]{{1,10}}$")
"""What came of it, without any small word: also how a paper puts what is to be done."""
_URGED = re.compile(
    r"督[促办]|[需要等待盼望催请让使令如若将拟应确保]|推[动进]|协调|争取|负责|关于|一旦|力争|[抓加健完][好强快紧全善]|做[好到]|为|以|并|提[高升]|落实|严格"
)
_REST = re.compile(
    r"(?:[还就只仍][差剩欠]|[只就单]等|尚[差缺])(?![不错得]|最后|一[点些步]|[几两半多一二三四五六七八九十]*个?[天周月日年])[一-龥]{2,}"
)
_FAILS = re.compile(r"[^\W完]不(?:[了动上下开成通]|起来|出来|下去|进去)了?$")
_LATE_START = re.compile(
    r"[要得需][到等][^,]{0,10}才(?![算能可]?[^,]{0,4}(?:[完结好成]|到位|达|出|搬|投|交付))[能可]?[一-龥]"
)
_NONE_YET = re.compile(
    r"(?:啥|什么|一点儿?|压根儿?|根本|从来|完全)[都也就]?(?:还)?没(?:有)?(?:[一-龥]{0,4})$|空壳|空白|一[家个所处台户人例份场条间张][^,]{0,6}[都也]没|一[张片]白纸|没[一影]撇|没影[儿子]?"
)
_PENDING = re.compile(
    rf"(?:没有?|未)(?:有|能)?(?!{TALK}|有|人|关系|事|问题|变|意见|异议|来得及|达标|[一-龥]?[过通全]过?$)[一-龥]{{1,4}}?(?:呢|的)?$"
)
_START = re.compile(
    r"(?:[一-龥]会|仪式|启动|动员|部署|开工|招标|立项|方案|选址|公告|报名|前期|面试|笔试|可研|合同|协议|名单|设计)$"
)


def stated(news: News, *, whole: Callable[[str], bool] = bool) -> News:
    """The clause with what its grammar states, where nothing else was recognised in it.

    `whole`: whether words name the task rather than a part of it.
    """
    if news.tells or news.states or news.shares or news.next_step or not _is_open(news):
        return news
    text = plain(news)
    if not title_words(text) or left_out(_LATE_START.sub("才", text)):
        return news
    if kind := _not_begun(news, text, whole):
        return _so(news, kind)
    if is_bad(text) and not _REST.search(text) and (_has_subject(text) or _FAILS.search(text)):
        return _standing(news, text)
    return _so(news, "deed") if news.clause.mood == "fact" and _is_told(text) else news


def _is_told(text: str) -> bool:
    """Whether a small word or a result says that something is done or still to be done."""
    done = _DEED.search(text) or (_BARE.search(text) and not _URGED.search(text))
    open_yet = _REST.search(text) or _PENDING.search(text)
    return bool(open_yet or (done and _has_subject(text)))


def starts_late(text: str) -> bool:
    """要到10月份才启动: whether it says that the work begins only later."""
    return bool(_LATE_START.search(text))


def _is_open(news: News) -> bool:
    """Whether it may say how things are: it asserts so, or says what the end hangs on."""
    text, mood = news.clause.text, news.clause.mood
    held = mood in ("condition", "moot") and is_said(text, mood)
    return mood == "fact" or held or starts_late(text)


def _so(news: News, kind: StateKind) -> News:
    """Told now, whatever day was named beside it."""
    clause = replace(news.clause, mood="fact")
    return replace(news, clause=clause, states=(kind,), days=(), asides=(), rest="")


def _standing(news: News, text: str) -> News:
    """With the whole clause for what stands in the way."""
    remarks = tuple(made("blocker", 0, len(text), text))
    clause = replace(news.clause, mood="fact")
    return replace(news, clause=clause, remarks=remarks, asides=(), rest="")


def _has_subject(text: str) -> bool:
    return len(title_words(text)) > _SHORT


_SHORT = 2


def _not_begun(news: News, text: str, whole: Callable[[str], bool]) -> StateKind | None:
    if starts_late(text) or (news.clause.mood == "fact" and _NONE_YET.search(text)):
        return "not_started"
    pending = _PENDING.search(text) if news.clause.mood == "fact" else None
    subject = title_words(text[: pending.start()]) if pending else None
    begun = subject is None or (subject and not (_START.search(subject) or whole(subject)))
    return None if begun else "not_started"
