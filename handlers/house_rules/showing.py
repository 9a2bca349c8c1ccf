"""提醒设置: what holds about reminders and lights, and where each value comes from."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.answers import answered
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Block, Reply, bold, faint, say
from handlers.rights import may
from handlers.turn import Answer
from handlers.wording import said_title
from reminders.house_rules import mapping
from reminders.settable import TABLE, Settable
from reminders.settling import FILES, Files, Where, said_value, source_of, value_of

INTENT = "settings"
_ASKED = re.compile(
    r"(?:看|查看|看看|看一下|请问|现在的?)?(?P<here>(?:这个?|本|此)(?:群聊?|频道|话题)的?)?.{0,24}?"
    r"(?:提醒|督办|通知|灯)的?(?:设置|规则|参数)"
    r"(?:是什么|有哪些|是怎样的?|现在是什么|怎么样|是怎么设的)?[?？。!！]*"
    r"|(?:现在|目前|请问)*(?:这个群的?)?(?:提醒|督办|灯)(?:都|现在)*(?:是)?(?:怎[么样]|如何)(?:样)?(?:设置?|设定|定|规定|安排)的?[?？。]*"
    r"|(?:现在|目前)*(?:逾期(?:以?后)?的?(?:是|都|会)?怎[么样](?:提醒|催办?)的?|怎[么样](?:提醒|催)的)[?？]*"
    r"|(?:一般|都|会)*(?:提前(?:几天|多久|多少天)|什么时候|几点|多久)(?:会|就)?(?:发|推送)?"
    r"(?:提醒|催办?)(?:一次)?的?[?？]*"
)
_NO = re.compile(r"改|设为|设成|不再|恢复|怎么改|如何改")
_HOW = (
    "改的时候直接说，如“截止提醒改为提前10、5、1个工作日”“静安创建不再提醒没动静”“这个群每周最多3条”"
    "“安静时间18点到8点半”“2027年2月6日上班”“到期前5个工作日亮黄灯”“暂停所有提醒一周”“截止提醒恢复默认”“所有设置恢复默认”。"
)


def _asks(text: str) -> bool:
    plain = text.strip()
    return bool(_ASKED.fullmatch(plain)) and not _NO.search(plain)


@told_by(_asks)
def asking(_question: Question, text: str) -> Handler | None:
    """Whether the message asks for the settings."""
    return _shown if _asks(text) else None


async def files_of(question: Question) -> Files:
    """Everything that is settled."""
    due = question.turn.ledger.due
    return {name: await due.house_rules(name) for name in FILES}


def where_of(question: Question, *, here: bool) -> Where | None:
    """The chat, the one paper, else everything; None where a chat is meant that nobody bound."""
    channel, meaning = question.turn.channel, question.meaning
    if here:
        return Where("channels", str(channel.id)) if channel else None
    if meaning.documents and len(question.scope.documents) == 1:
        return Where("documents", question.scope.documents[0].slug)
    return Where()


def said_where(question: Question, where: Where) -> str:
    """《…》, 这个群, 全部."""
    if where.kind == "channels":
        channel = question.turn.channel
        own = channel is not None and str(channel.id) == where.of
        return "这个群（频道）" if own else f"第{where.of}号频道"
    if where.kind == "documents":
        papers = [one for one in question.turn.names.documents if one.slug == where.of]
        return said_title(papers[0]) if papers else where.of
    return "全部"


async def _shown(question: Question) -> Answer:
    here = "群" in question.meaning.text or "频道" in question.meaning.text
    where = where_of(question, here=here) or Where()
    files = await files_of(question)
    blocks: list[Block] = [say(bold(f"提醒设置（{said_where(question, where)}）："))]
    blocks += [_line(question, files, one, where) for one in TABLE.values() if _shows(files, one)]
    blocks += _days(files["reminders"])
    if where.kind == "office":
        blocks += _elsewhere(question, files["reminders"])
    if may(question.turn.speaker, "coordinator"):
        blocks.append(say(faint(_HOW)))
    shared = question.turn.inbound.channel is not None
    return answered(question, Reply(INTENT, tuple(blocks), private=shared), ())


def _shows(files: Files, one: Settable) -> bool:
    """黄灯 goes by working days or by days of the calendar: only one of them holds."""
    by_workdays = value_of(files["lights"], "soon_workdays", Where()) is not None
    return {"soon": not by_workdays, "soon_workdays": by_workdays}.get(one.name, True)


def _line(question: Question, files: Files, one: Settable, where: Where) -> Block:
    said = files[one.file]
    source = source_of(said, one.name, where)
    told = f"（{said_where(question, source)}）" if source else "（默认）"
    value = said_value(one, value_of(said, one.name, where))
    return say(f"{one.label}：", bold(value), faint(told))


def _days(said: Mapping[str, Any]) -> Iterator[Block]:
    if days := mapping(said.get("days")):
        listed = (f"{day}{'上班' if worked else '休息'}" for day, worked in sorted(days.items()))
        yield say("另定的日子：", bold("、".join(listed)))


def _elsewhere(question: Question, said: Mapping[str, Any]) -> Iterator[Block]:
    """What papers and chats have of their own."""
    papers, chats = (mapping(said.get(kind)) for kind in ("documents", "channels"))
    places = [Where("documents", str(of)) for of in papers]
    places += [Where("channels", str(of)) for of in chats]
    for where in places:
        own = [
            f"{one.label} {said_value(one, value_of(said, one.name, where))}"
            for one in TABLE.values()
            if source_of(said, one.name, where) == where and one.level != "office"
        ]
        if own:
            yield say(f"{said_where(question, where)}另设：{'；'.join(own)}")
