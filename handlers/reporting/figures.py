"""指标完成情况: each indicator's last figure beside its target."""

from collections.abc import Sequence

from db.records import Indicator
from db.standing import Standing
from handlers.answers import answered, nothing
from handlers.question import Question
from handlers.reply import Block, Item, Reply, Words, bold, faint, say, words
from handlers.reporting.drafted import Aim
from handlers.reporting.entitled import held
from handlers.reporting.words import said_when
from handlers.rights import may
from handlers.turn import Answer
from handlers.wording import number, said_indicator, said_title

_SHOWN = 30


async def readings(question: Question) -> Answer:
    """How far the indicators of the papers in question are."""
    ledger = question.turn.ledger
    every = await ledger.indicators(question.document_ids)
    seen = [one for one in every[:_SHOWN] if await _sees(question, one)]
    if not seen:
        hidden = "这些指标的完成情况只给牵头单位、领导和督办人员看。"
        papers = question.scope.documents
        where = said_title(papers[0]) if len(papers) == 1 else "这些文件"
        why = hidden if every else f"{where}没有列出指标。"
        return nothing(question, "readings", say(why))
    found = await ledger.progress.standing("indicator", [one.id for one in seen])
    blocks: list[Block] = []
    document = None
    for one in seen:
        if one.document_id != document:
            document = one.document_id
            blocks.append(say(said_title(question.document(document)), "指标："))
        blocks.append(_entry(question, one, found[one.id]))
    if len(every) > len(seen):
        rest = len(every) - len(seen)
        blocks.append(say(faint(f"另有{rest}个没有列出；说出文件名可以只看那一份。")))
    names = tuple(dict.fromkeys(one.name for one in seen))
    return answered(question, Reply("readings", tuple(blocks), indicators=names), ())


async def _sees(question: Question, one: Indicator) -> bool:
    """Its lead units, leaders and coordinators see how far it is."""
    speaker = question.turn.speaker
    person = speaker.person
    if may(speaker, "coordinator") or (person and person.role == "manager"):
        return True
    aim = Aim("indicator", one.id, one.document_id, None, "", one.name)
    units = (await held(question, aim)).bureaus
    return bool(person and set(units) & set(person.bureaus))


def _entry(question: Question, one: Indicator, standing: Standing) -> Item:
    fields: list[tuple[str, Words]] = [("目标", words(said_indicator(one)))]
    if value := _last(standing):
        when = said_when(standing.heard_at, question.turn.now) if standing.heard_at else ""
        share = _share(one, value)
        figure = bold(f"{number(value)}{one.unit or ''}")
        fields.append(("最近", words(figure, share, faint(f"（{when}）"))))
    else:
        fields.append(("最近", words(faint("还没有报过"))))
    return Item(words(bold(one.name)), tuple(fields))


def _last(standing: Standing) -> float | None:
    return standing.totals[0].value if standing.totals else None


def _share(one: Indicator, value: float) -> str:
    """How much of the last target that is, where more is better."""
    targets: Sequence[float] = [target.value for target in one.targets]
    if not targets or not targets[-1] or one.op == "<=":
        return ""
    return f"，为目标的{round(100 * value / targets[-1])}%"
