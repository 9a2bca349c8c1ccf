"""张三9月1日调到医保局: shown first, then the roster has it, at once or from that day on."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from db.correcting import Order
from db.errors import LedgerError
from handlers import actions
from handlers.access import described
from handlers.answers import answered, asking_back, nothing
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Button, Item, Reply, bold, faint, say, words
from handlers.shown import stale
from handlers.turn import Answer
from handlers.units import known_unit
from handlers.waiting import Waiting, deed_key, dump_draft, load_draft, put, waiting
from handlers.wording import said_date
from knowledge.dates import Anchor, find_dates
from knowledge.questions.transfers import Transfer, transfer_in

KIND = "transfer"


@dataclass(frozen=True, slots=True)
class Transferred:
    """Who goes where from which day on. `key` makes it happen once however often pressed."""

    key: str
    person: int
    unit: str
    since: date


@told_by(transfer_in)
def transferring(_question: Question, text: str) -> Handler | None:
    """A message that says that somebody changes to another unit."""
    wish = transfer_in(text)
    return partial(_shown, wish=wish) if wish else None


async def _shown(question: Question, wish: Transfer) -> Answer:
    """The card: from where, to where, since when."""
    turn = question.turn
    found = await turn.ledger.people.named(wish.name)
    if not found:
        return nothing(question, "access", say(f"名册里没有{wish.name}，没有改动。"))
    if len(found) > 1:
        listed = "；".join(map(described, found))
        line = say(f"名册里有{len(found)}位{wish.name}：{listed}。请管理员用编号在名册里改。")
        return asking_back(question, "access", line, ())
    unit = known_unit(question, wish.unit)
    since = _since(question, wish.when)
    if not unit:
        return nothing(question, "access", say(f"没有“{wish.unit}”这个单位，请核对名称。"))
    if since is None:
        return asking_back(question, "access", say(f"“{wish.when}”是哪一天？请写明日期。"), ())
    person = found[0]
    given = Transferred(deed_key(turn), person.id, unit, since)
    one = waiting(turn, KIND, dump_draft(given), f"{person.name}调到{unit}")
    now = "、".join(each.bureau for each in person.memberships if each.kind == "member")
    rows = (
        ("单位", words(f"{now or '（未写）'} → ", bold(unit))),
        ("从哪天起", words(bold(said_date(since)))),
    )
    ahead = since > turn.now.date()
    note = "到那天自动生效，之前一切照旧。" if ahead else "以后按新单位算，以前做过的都留着。"
    blocks = (say("请核对后确认："), Item(words(bold(person.name)), rows), say(faint(note)))
    pair = (Button("确认", actions.confirm(one.key)), Button("取消", actions.cancel(one.key)))
    reply = Reply("access", blocks, buttons=pair, private=True)
    return put(turn, answered(question, reply, ()), one)


def _since(question: Question, when: str) -> date | None:
    """The day that was said; today where none was."""
    today = question.turn.now.date()
    if when in ("", "今天", "即日"):
        return today
    found = find_dates(when, Anchor(year=today.year, today=today))
    return found[-1].last if found else None


async def transfer(question: Question, one: Waiting) -> Answer:
    """Make the confirmed transfer."""
    given, turn = load_draft(one, KIND, Transferred), question.turn
    person = await turn.ledger.people.by_id(given.person) if given else None
    if given is None or person is None:
        return await stale(question)
    order = Order(turn.speaker.signature, turn.now, given.key)
    try:
        await turn.ledger.people.move(person.id, given.unit, given.since, order)
    except LedgerError as error:
        return answered(question, Reply("access", (say(f"没有改成：{error}"),)), ())
    when = f"从{said_date(given.since)}起" if given.since > turn.now.date() else "现在"
    line = say(bold(person.name), f"{when}在{given.unit}。")
    reply = Reply("access", (line,), private=True)
    return Answer(reply, answered(question, reply, ()).context, lasting=True)
