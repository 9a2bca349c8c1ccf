"""A file sent with or after a report is evidence of it; a coordinator's paper is to be imported."""

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

from db.errors import TooLargeError
from db.evidence import Evidence
from db.records import Task
from db.standing import Report
from handlers.answers import answered, asking_back, refs
from handlers.inbound import Upload
from handlers.question import Question
from handlers.reply import Reply, bold, say
from handlers.reporting.aiming import aim_of
from handlers.reporting.called import called_in
from handlers.reporting.drafted import Kept
from handlers.reporting.editing import edited, open_draft
from handlers.reporting.files import PICTURES, unfit
from handlers.reporting.meant import meant
from handlers.reporting.reading import read, reported_in
from handlers.reporting.rectifying import last_report
from handlers.reporting.report import report
from handlers.reporting.words import said_aim
from handlers.rights import may
from handlers.shown import stale
from handlers.turn import Answer
from handlers.uploading import upload
from handlers.wording import said_ref
from knowledge.reports.targets import mentions_in
from knowledge.text import fold

_EVIDENCE = re.compile(r"佐证|附件|证明|材料|照片|截图|凭证")


async def file_sent(question: Question) -> Answer:
    """What a file is for: a report it came with, the last report, or a paper to import."""
    sent = question.turn.inbound
    if not isinstance(sent, Upload):
        return await stale(question)
    try:
        given = await _as_evidence(question, sent)
    except TooLargeError as error:
        return answered(question, Reply("evidence", (say(f"{error}。"),)), ())
    if given:
        return given
    if may(question.turn.speaker, "coordinator"):
        return await upload(question)
    line = say(
        "收到文件。请说一句是哪一项的进展，如“第12项完成60%”，再把文件和话一起发；没有保存。"
    )
    return asking_back(question, "evidence", line, ())


async def _as_evidence(question: Question, sent: Upload) -> Answer | None:
    """Kept with what it came with, or with the last report; None for a paper, or for nothing."""
    text = sent.text.strip()
    reading = await read(reported_in(question), text) if text else None
    reports = bool(reading and reading.claims)
    if not reports and not _is_evidence(question, sent):
        return None
    if why := unfit(sent.name, sent.data):
        return asking_back(question, "evidence", say(why), ())
    if reading and reports:
        return await report(question, reading, text, (await _kept(question, sent),))
    return await _added(question, sent)


def _is_evidence(question: Question, sent: Upload) -> bool:
    """Whether it can be evidence rather than a paper to import."""
    if not may(question.turn.speaker, "coordinator"):
        return True
    picture = PurePath(sent.name).suffix.lower() in PICTURES
    return picture or bool(_EVIDENCE.search(sent.text)) or open_draft(question.turn) is not None


async def _kept(question: Question, sent: Upload) -> Kept:
    progress, now = question.turn.ledger.progress, question.turn.now
    return Kept(sent.name, await progress.keep_file(sent.data, now))


async def _added(question: Question, sent: Upload) -> Answer | None:
    """Added to the open card, else to what was confirmed last in this conversation."""
    turn = question.turn
    if waits := open_draft(turn):
        draft = waits[1]
        kept = await _kept(question, sent)
        return await edited(question, replace(draft, files=(*draft.files, kept)))
    named = await _named(question, sent.text)
    if isinstance(named, Answer):
        return named
    own = named or await _just_reported(question)
    if not own:
        return None
    progress = turn.ledger.progress
    digest = sha256(sent.data).hexdigest()
    before = {one.report_id for one in await _known(question, own) if one.hash == digest}
    for one in own:
        await progress.add_file(one.id, sent.name, sent.data, turn.now)
    ids = [one.target_id for one in own if one.target == "task"]
    again = before == {one.id for one in own}
    return _noted(question, sent, await turn.ledger.tasks_by_id(ids), again=again)


async def _known(question: Question, reports: Sequence[Report]) -> tuple[Evidence, ...]:
    return await question.turn.ledger.progress.evidence([one.id for one in reports])


async def _named(question: Question, text: str) -> list[Report] | Answer:
    """The speaker's last reports on the items that the words beside the file name."""
    items = [item for one in mentions_in(fold(text)) if not one.denied for item in one.items]
    if not items:
        return []
    about = called_in(reported_in(question), text)
    tasks = await meant(about, items, "evidence")
    if isinstance(tasks, Answer):
        return tasks
    found = [await last_report(question, aim_of(one)) for one in tasks]
    if all(found):
        return [one for one in found if one]
    named = "、".join(said_aim(aim_of(one)) for one in tasks)
    line = say(f"{named}：您还没有报过进展。请把文件和进展一起发，如“第12项完成60%”；没有保存。")
    return asking_back(question, "evidence", line, ())


async def _just_reported(question: Question) -> list[Report]:
    """The speaker's own reports that were confirmed last in this conversation."""
    turn = question.turn
    found = [await turn.ledger.progress.report(one) for one in turn.context.reports]
    return [one for one in found if one and one.person_id == turn.speaker.id]


def _noted(question: Question, sent: Upload, tasks: tuple[Task, ...], *, again: bool) -> Answer:
    size = -(-len(sent.data) // 1024)
    whose = "、".join(said_ref(one.ref) for one in tasks)
    of_what = f"{whose}最近一条进展的佐证" if whose else "刚才那条进展的佐证"
    if again:
        line = say(bold(sent.name), f"已经是{of_what}，内容一样，没有再存一份。")
        return answered(question, Reply("evidence", (line,), refs(tasks)), tasks)
    line = say(f"已收作{of_what}：", bold(sent.name), f"（{size} KiB）。")
    given = answered(question, Reply("evidence", (line,), refs(tasks)), tasks)
    return replace(given, lasting=True)
