"""Phases: which one is now, what comes next, when one ends, which falls in August."""

from collections.abc import Sequence
from datetime import date

from db.records import Phase
from handlers.answers import NOTHING_ASKED, answered, nothing
from handlers.finding import LIKELY
from handlers.question import Question
from handlers.reply import Block, Item, Reply, bold, say, words
from handlers.turn import Answer
from handlers.wording import said_date, said_title
from knowledge.questions.meaning import Meaning
from knowledge.ranking import Candidate, rank
from knowledge.reports.moods import mood_of
from knowledge.text import fold, in_order

_SHORTENED = 2
"""Characters of a name that is shortened; of longer ones too many mean something else."""


async def phases(question: Question) -> Answer:
    """The phases that are asked for, with their days."""
    every = await question.turn.ledger.phases(question.document_ids)
    if not every:
        planned = mood_of(question.meaning.text) == "plan"  # 下一步准备再建两个
        line = NOTHING_ASKED if planned else say("这里没有划分阶段。")
        return nothing(question, "phase", line)
    chosen = choose(every, question.meaning, question.turn.now.date())
    if not chosen:
        return _outside(question, every)
    blocks = [_lead_in(question, chosen), *(_item(one, question) for one in chosen)]
    reply = Reply("phase", tuple(blocks), phases=tuple(one.name for one in chosen))
    return answered(question, reply, ())


def choose(every: Sequence[Phase], meaning: Meaning, today: date) -> tuple[Phase, ...]:
    """The phases meant: by name, by number, by days, by 现在/下一个/最后; else all of them."""
    if named := by_name(every, meaning.topic):
        return named
    if meaning.phase is None and (told := by_text(every, meaning.topic)):
        return told
    if meaning.window:
        start = meaning.window.start or meaning.window.end
        return tuple(one for one in every if _overlaps(one, start, meaning.window.end))
    if meaning.ordinal:
        place = meaning.ordinal - 1 if meaning.ordinal > 0 else -1
        return tuple(every[place : place + 1 or None])
    return _by_day(every, meaning, today)


def by_name(every: Sequence[Phase], topic: Sequence[str]) -> tuple[Phase, ...]:
    """Phases whose name holds the words, or whose name the words hold or shorten (迎评)."""
    said = fold("".join(topic))
    short = [(one, fold(one.name).removesuffix("阶段")) for one in every]
    named = (one for one, name in short if name and (name in said or (said and said in name)))
    return tuple(named) or tuple(
        one for one, name in short if len(said) == _SHORTENED and in_order(said, name)
    )


def by_text(every: Sequence[Phase], topic: Sequence[str]) -> tuple[Phase, ...]:
    """The phase whose text holds the words best: 部署会议是哪个阶段开."""
    ranked = rank(topic, [Candidate(one, one.name, one.text) for one in every])
    return tuple(one.key for one in ranked[:1] if one.cover >= LIKELY)


def _by_day(every: Sequence[Phase], meaning: Meaning, today: date) -> tuple[Phase, ...]:
    match meaning.phase:
        case "first":
            return (every[0],)
        case "last":
            return (every[-1],)
        case "next":
            return tuple(one for one in every if one.start and one.start > today)[:1]
        case "previous":
            return tuple(one for one in every if one.end and one.end < today)[-1:]
        case "now":
            return tuple(one for one in every if _overlaps(one, today, today))
    ask_now = meaning.asks_any("list", "when", "detail") and not _asks_all(meaning)
    current = tuple(one for one in every if _overlaps(one, today, today))
    return current if ask_now and current else tuple(every)


def _asks_all(meaning: Meaning) -> bool:
    return any(
        word in meaning.text for word in ("哪些", "哪几", "几个", "各", "所有", "全部", "安排")
    )


def _overlaps(phase: Phase, start: date, end: date) -> bool:
    return (phase.start or date.min) <= end and start <= (phase.end or date.max)


def _lead_in(question: Question, chosen: Sequence[Phase]) -> Block:
    today = question.turn.now.date()
    current = [one for one in chosen if _overlaps(one, today, today)]
    if len(chosen) == 1 and current and question.meaning.phase in {None, "now"}:
        name = current[0].name
        quoted = ("", "") if name.endswith(("阶段", "期")) else ("“", "”阶段")
        return say(f"今天是{said_date(today)}，处于{quoted[0]}", bold(name), f"{quoted[1]}。")
    return say("阶段安排：" if len(chosen) > 1 else "您问的阶段：")


def _item(phase: Phase, question: Question) -> Item:
    today = question.turn.now.date()
    start = said_date(phase.start) if phase.start else "未写明"
    end = said_date(phase.end) if phase.end else "未写明"
    if phase.end and phase.end < today:
        state = "（已结束）"
    elif phase.start and phase.start > today:
        state = f"（还有{(phase.start - today).days}天开始）"
    elif phase.end:
        state = f"（进行中，还剩{(phase.end - today).days}天）"
    else:
        state = "（进行中）"
    text = (("内容", words(phase.text)),) if phase.text else ()
    source = words(said_title(question.document(phase.document_id)))
    return Item(
        words(bold(phase.name), state),
        (("起止", words(f"{start} 至 {end}")), *text, ("出处", source)),
    )


def _outside(question: Question, every: Sequence[Phase]) -> Answer:
    """The day asked for lies in no phase: says which come before and after."""
    today = question.turn.now.date()
    lines: list[Block] = [say(f"{said_date(today)}不在任何一个阶段内。")]
    if question.meaning.window:
        lines = [say(f"{question.meaning.window.text}没有对应的阶段。")]
    if question.meaning.phase == "next":
        lines = [say("后面没有阶段了。")]
    ended = [one for one in every if one.end and one.end < today]
    if ended and ended[-1].end:
        lines.append(
            say("最近结束的是", bold(ended[-1].name), f"，止于{said_date(ended[-1].end)}。")
        )
    coming = [one for one in every if one.start and one.start > today]
    if coming and coming[0].start:
        lines.append(say("接下来是", bold(coming[0].name), f"，{said_date(coming[0].start)}开始。"))
    return answered(question, Reply("phase", tuple(lines)), ())
