"""From what happened to its handler, and who may: the one table of intents and its neighbours."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from handlers import access, actions, admitting, commands, digest_asking, shelving
from handlers.binding import binding, showing, unbinding
from handlers.broadcasting import pressing as receipts
from handlers.broadcasting import routes as broadcasts
from handlers.broadcasting.looking import looking
from handlers.by_number import by_number
from handlers.by_unit import by_unit
from handlers.chats import chat_changed
from handlers.comparing import compare
from handlers.confirming import undo
from handlers.correcting import asking_for_task, correct, wished
from handlers.deciding import cancel, cancel_pressed, confirm, confirm_pressed, decided
from handlers.digest_details import pressed_digest
from handlers.due import due, standing
from handlers.duties import duty, members
from handlers.forms import NEW_TASK, PROGRESS, new_task, progress
from handlers.house_rules import settling
from handlers.house_rules.showing import asking as showing_settings
from handlers.inbound import ChatChanged, HomeOpened, Upload
from handlers.indicators import indicators
from handlers.inviting import inviting
from handlers.joining import joining
from handlers.matters import matter
from handlers.my_work import my_work, which_unit
from handlers.narrowing import narrowed
from handlers.orders import Handler, Reader
from handlers.overview import all_tasks, chosen, documents, opened, outline, picked, units
from handlers.phases import phases
from handlers.plans import thinning, viewing
from handlers.plans.describing import describing
from handlers.plans.looked_at import INTENT as PLAN
from handlers.question import Question
from handlers.remembered import from_papers
from handlers.reporting import amending, stepping, tracing
from handlers.reporting.assigning import assigning
from handlers.reporting.changing import changing
from handlers.reporting.dropping import dropping
from handlers.reporting.editing import picked as picked_target
from handlers.reporting.evidence import file_sent
from handlers.reporting.listing import worklist
from handlers.reporting.picking import picking
from handlers.reporting.pointing import pointing
from handlers.reporting.report import doubting, of_card, reporting
from handlers.reporting.taking_off import taking_off
from handlers.reporting.withdrawing import withdrawing
from handlers.rights import Route
from handlers.shown import about, neighbour, next_page, pressed_task, unclear, unknown
from handlers.smalltalk import greeting, help_, thanks
from handlers.transferring import transferring
from handlers.turn import Answer
from handlers.unasked import pressing as unasked
from handlers.unasked.later import later
from handlers.unasked.muting import muting

ROUTES: dict[str, Route[Handler]] = {
    "greeting": Route(greeting, "roster"),
    "help": Route(help_, "roster", commands.HELP),
    "thanks": Route(thanks, "roster"),
    "documents": Route(
        from_papers(documents),
        "roster",
        commands.DOCUMENTS,
    ),
    "open_document": Route(from_papers(opened), "roster"),
    "list": Route(from_papers(all_tasks), "roster"),
    "task": Route(from_papers(by_number), "roster"),
    "tasks_of_unit": Route(
        from_papers(by_unit),
        "roster",
        commands.TASKS,
    ),
    "search": Route(
        from_papers(matter),
        "roster",
        commands.ASK,
    ),
    "indicator": Route(from_papers(indicators), "roster"),
    "phase": Route(from_papers(phases), "roster"),
    "duty": Route(from_papers(duty), "roster"),
    "members": Route(from_papers(members), "roster"),
    "due": Route(from_papers(due), "roster", commands.DUE),
    "standing": Route(from_papers(standing), "roster"),
    "units": Route(from_papers(units), "roster"),
    "sections": Route(from_papers(outline), "roster"),
    "picked": Route(from_papers(picked), "roster"),
    "compare": Route(from_papers(compare), "roster"),
    "my_work": Route(
        my_work,
        "roster",
        commands.MY,
    ),
    "which_unit": Route(which_unit, "roster"),
    "unknown": Route(from_papers(unknown), "roster"),
}
"""Every intent that a question is routed by; a handler may name its answer more precisely."""

INTENTS: tuple[str, ...] = (
    *ROUTES,
    *("who", "deadline", "quantity", "across", "section", "count", "changes"),
    *("correction", "corrected", "cancelled", "undone", "import", "imported"),
    *("more", "unclear", "stale", "refused", "access", "joined", "inline"),
    *("binding", "bound", "unbound", "chat"),
    *("report", "recorded", "withdrawn", "step", "timeline", "worklist", "readings", "evidence"),
    *("settings", "settled"),
    *("digest", "notices", "muting", "own", "plan", "replanned"),
    *("broadcast", "announced", "receipts"),
)
"""The closed list of intents that answers carry."""


def _decision(question: Question, _text: str) -> Handler | None:
    decision = decided(question, question.meaning.text)
    if decision is None:
        return None
    return confirm if decision else cancel


def _wish(question: Question, text: str) -> Handler | None:
    wish = wished(question, text)
    if wish is None:
        return None
    return undo if wish.kind == "undo" else partial(correct, wish=wish)


async def _amend(question: Question, key: str) -> Answer:
    """修改 of whichever card it stands under."""
    return await broadcasts.amend(question, key) or await amending.amend(question, key)


ORDERS: dict[str, Route[Reader]] = {
    "join": Route(joining, "anyone"),
    "access": Route(access.asking, "anyone"),
    "introduce": Route(access.introducing, "anyone"),
    "requests": Route(
        admitting.listing_requests,
        "admin",
        commands.REQUESTS,
    ),
    "admit": Route(admitting.naming, "admin"),
    # Whom one may invite is looked at where it is known who they are.
    "invite": Route(inviting, "coordinator"),
    "bound": Route(showing, "roster"),
    "bind": Route(binding, "coordinator", commands.BIND),
    "unbind": Route(unbinding, "coordinator", commands.UNBIND),
    "shelve": Route(shelving.shelving, "coordinator"),
    # The card in front, or a line of it; elsewhere such words are about papers and the plan.
    "amending": Route(of_card, "roster"),
    "taking_off": Route(taking_off, "roster"),
    # What is put off, and what was set, for oneself alone.
    "later": Route(later, "roster"),
    # A coordinator's word about reminders is for everybody, unless it says 我.
    "settling": Route(settling.ordering, "coordinator"),
    # One's own reminders are one's own; those of a chat are looked at where it is known.
    "muting": Route(muting, "roster"),
    # Managers and coordinators see what they look after, staff what is their unit's.
    "digest": Route(digest_asking.asking, "roster", commands.WEEKLY),
    # Coordinators see the whole plan, others what will come to themselves.
    "settings": Route(showing_settings, "roster", commands.SETTINGS),
    "plan": Route(viewing.asking, "roster", commands.PLAN),
    "thinning": Route(thinning.thinning, "coordinator"),
    "describing": Route(describing, "coordinator"),
    "receipts": Route(looking, "roster"),
    "received": Route(receipts.receiving, "roster"),
    "broadcast": Route(broadcasts.broadcasting, "coordinator", commands.NOTICE),
    "picking": Route(picking, "roster"),
    # 取消 of what a reason was asked for, before it is 取消 of a card.
    "relenting": Route(stepping.relenting, "roster"),
    # What is decided on has a right of its own.
    "decision": Route(_decision, "roster", commands.CANCEL),
    "pointing": Route(pointing, "roster"),
    # Who may take which step is in `deeds.DEEDS`; it is looked at where the task is known.
    "step": Route(stepping.ordering, "roster"),
    "dropping": Route(dropping, "roster"),
    "assign": Route(assigning, "coordinator"),
    "withdraw": Route(withdrawing, "roster"),
    # Only what the speaker may see is listed or traced.
    "timeline": Route(tracing.tracing, "roster"),
    "worklist": Route(worklist, "roster", commands.LATE),
    "newtask": Route(asking_for_task, "coordinator", commands.NEW),
    # Who may take the step was looked at when the reason was asked for, and is once more.
    "reason": Route(stepping.reasoning, "roster"),
    # Who may report on what hangs on its units; it is looked at where the target is known.
    "report": Route(reporting, "roster"),
    "transfer": Route(transferring, "admin"),
    "correction": Route(_wish, "coordinator"),
    # What nothing else is made of, while a card waits or behind a report.
    "changing": Route(changing, "roster"),
    "doubt": Route(doubting, "roster"),
}
"""What is said to have something done, tried in this order before a message is a question."""


async def _next_page(question: Question) -> Answer:
    """More of the list that was shown last, be it tasks or entries of the plan."""
    listed = question.turn.context.subject.intent
    return await (viewing.next_page if listed == PLAN else next_page)(question)


PRESSED: dict[str, Route[Callable[[Question, str], Awaitable[Answer]]]] = {
    actions.MORE: Route(lambda question, _: _next_page(question), "roster"),
    actions.PLAN: Route(thinning.pressed, "coordinator"),
    actions.CONFIRM: Route(confirm_pressed, "roster"),
    actions.CANCEL: Route(cancel_pressed, "roster"),
    actions.SHELVE: Route(shelving.pressed, "coordinator"),
    actions.TRACE: Route(tracing.pressed, "roster"),
    # Behind a digest's numbers everybody finds what they may see of it.
    actions.DIGEST: Route(pressed_digest, "roster"),
    actions.STEP: Route(stepping.pressed, "roster"),
    actions.AMEND: Route(_amend, "roster"),
    actions.RECEIVE: Route(receipts.pressed, "roster"),
    actions.READ: Route(receipts.read, "roster"),
    actions.NOTICE: Route(broadcasts.pressed, "coordinator"),
    actions.PICK: Route(picked_target, "roster"),
    actions.OPEN: Route(pressed_task, "roster"),
    actions.CHOOSE: Route(chosen, "roster"),
    actions.ASK_ACCESS: Route(access.ask, "anyone"),
    actions.INTRODUCE: Route(access.introduce_pressed, "anyone"),
    actions.LET_IN: Route(admitting.let_in, "admin"),
    actions.TURN_AWAY: Route(admitting.turn_away, "admin"),
    # Who may put an item aside hangs on where it was said; it is looked at where that is known.
    actions.KNOWN: Route(unasked.known, "roster"),
    actions.LATER: Route(unasked.later, "roster"),
    actions.IN_DAYS: Route(unasked.in_days, "roster"),
    actions.ON_MONDAY: Route(unasked.on_monday, "roster"),
    actions.AS_BEFORE: Route(unasked.as_before, "roster"),
    actions.REST: Route(unasked.others, "roster"),
}
"""What answers a button, by the name of its action, with what stands behind the name."""

FOLLOWING: dict[str, Route[Callable[[Question, Sequence[int]], Awaitable[Answer]]]] = {
    "page": Route(lambda question, _: _next_page(question), "roster"),
    "about": Route(about, "roster"),
    "among": Route(narrowed, "roster"),
    "neighbour": Route(neighbour, "roster"),
    "unclear": Route(lambda question, _: unclear(question), "roster"),
}
"""What answers a message that leans on what was shown, with the ids of the tasks it leans on."""

HAPPENED: dict[type[object], Route[Handler]] = {
    # Importing is the coordinators'; anybody may send evidence of what they report.
    Upload: Route(file_sent, "roster"),
    HomeOpened: Route(my_work, "roster"),
    ChatChanged: Route(chat_changed, "anyone"),
}
"""What answers everything else that can happen."""

FORMS: dict[str, Route[Callable[[Question, dict[str, str]], Awaitable[Answer]]]] = {
    access.FORM.name: Route(access.introduced, "anyone"),
    amending.FORM: Route(amending.amended, "roster"),
    broadcasts.FORM: Route(broadcasts.amended, "coordinator"),
    stepping.FORM: Route(stepping.filled_in, "roster"),
}
"""What answers a form, by its name, with what stands in its fields."""

WORDED: dict[str, Route[Callable[[dict[str, str]], str]]] = {
    NEW_TASK.name: Route(new_task, "coordinator"),
    PROGRESS.name: Route(progress, "roster"),
}
"""Forms that are read as words, which have rights of their own."""
