"""A file sent with or after a report is evidence of it; a coordinator's paper is to be imported."""

import re
from dataclasses import replace
from pathlib import PurePath

from db.errors import TooLargeError
from db.records import Task
from handlers.answers import answered, asking_back, refs
from handlers.inbound import Upload
from handlers.question import Question
from handlers.reply import Reply, bold, say
from handlers.reporting.drafted import Kept
from handlers.reporting.editing import edited, open_draft
from handlers.reporting.reading import read, reported_in
from handlers.reporting.report import report
from handlers.rights import may
from handlers.shown import stale
from handlers.turn import Answer
from handlers.uploading import upload

_EVIDENCE = re.compile(r"佐证|附件|证明|材料|照片|截图|凭证")
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".bmp", ".mp4", ".mov"})


async def file_sent(question: Question) -> Answer:
    """What a file is for: a report it came with, the last report, or a paper to import."""
    sent = question.turn.inbound
    if not isinstance(sent, Upload):
        return await stale(question)
    text = sent.text.strip()
    reading = await read(reported_in(question), text) if text else None
    try:
        if reading and reading.claims:
            return await report(question, reading, text, (await _kept(question, sent),))
        if _is_evidence(question, sent) and (given := await _added(question, sent)):
            return given
    except TooLargeError as error:
        return answered(question, Reply("evidence", (say(f"{error}。"),)), ())
    if may(question.turn.speaker, "coordinator"):
        return await upload(question)
    line = say(
        "收到文件。请说一句是哪一项的进展，如“第12项完成60%”，再把文件和话一起发；没有保存。"
    )
    return asking_back(question, "evidence", line, ())


def _is_evidence(question: Question, sent: Upload) -> bool:
    """Whether it can be evidence rather than a paper to import."""
    if not may(question.turn.speaker, "coordinator"):
        return True
    picture = PurePath(sent.name).suffix.lower() in _PICTURES
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
    progress = turn.ledger.progress
    found = [await progress.report(one) for one in turn.context.reports]
    own = [one for one in found if one and one.person_id == turn.speaker.id]
    if not own:
        return None
    for one in own:
        await progress.add_file(one.id, sent.name, sent.data, turn.now)
    ids = [one.target_id for one in own if one.target == "task"]
    return _noted(question, sent, await turn.ledger.tasks_by_id(ids))


def _noted(question: Question, sent: Upload, tasks: tuple[Task, ...]) -> Answer:
    size = -(-len(sent.data) // 1024)
    line = say("已收作刚才那条进展的佐证：", bold(sent.name), f"（{size} KiB）。")
    given = answered(question, Reply("evidence", (line,), refs(tasks)), tasks)
    return replace(given, lasting=True)
