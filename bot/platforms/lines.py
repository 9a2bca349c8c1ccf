"""`duban chat --json`: a line of JSON in, a line of JSON out (the README has the contract)."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot.attachments import FOLDER, kept
from bot.dispatch import Dispatch
from bot.errors import BadInputError
from bot.places import place_of
from bot.printable import json_line
from bot.serving.faults import told
from bot.settings import Settings
from bot.uploads import read_upload
from bot.wiring import moment, speaker_of
from db.errors import LedgerError
from handlers.inbound import Inbound, Message, Press, Upload
from handlers.reply import RecordFact, Reply, plain_text

MAX_LINE = 1 << 20
"""Bytes of one input line."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """One input line, its names as in the contract."""

    conversation: str
    text: str | None = None
    press: str | None = None
    file: str | None = None
    person: str | None = None
    now: str | None = None
    document: str | None = None
    channel: str | None = None
    reply_to: str | None = None


KEYS = tuple(field.name for field in fields(Said))


def read_line(line: bytes) -> Said:
    """What the line says; raises `BadInputError`."""
    values = _strings(_object(line))
    if not values.get("conversation", "").strip():
        raise BadInputError("缺少 conversation")
    said = Said(**values)
    if said.press is not None and (said.text is not None or said.file is not None):
        raise BadInputError("press 不能和 text、file 同时出现")
    if said.press is None and said.file is None and not (said.text or "").strip():
        raise BadInputError("缺少 text（或 press、file）")
    return said


def _object(line: bytes) -> dict[object, object]:
    if len(line) > MAX_LINE:
        raise BadInputError("这一行太长，最多 1 MiB")
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInputError("这一行不是 UTF-8") from None
    except (ValueError, RecursionError):
        raise BadInputError("这一行不是合法的 JSON") from None
    if not isinstance(value, dict):
        raise BadInputError("这一行要是一个 JSON 对象")
    return value


def _strings(value: dict[object, object]) -> dict[str, str]:
    unknown = [str(key) for key in value if key not in KEYS]
    if unknown:
        raise BadInputError(f"不认识的键：{'、'.join(unknown)}")
    given = {str(key): item for key, item in value.items() if item is not None}
    wrong = [key for key, item in given.items() if not isinstance(item, str)]
    if wrong:
        raise BadInputError(f"{'、'.join(wrong)} 要是字符串")
    strings = {key: str(item) for key, item in given.items()}
    if any("\ud800" <= char <= "\udfff" for item in strings.values() for char in item):
        raise BadInputError("含有不成对的代理字符")
    return strings


def inbound_of(said: Said) -> Inbound:
    """As the bot's own word; reads the uploaded file; raises `BadInputError`."""
    place = (said.document, place_of(said.channel) if said.channel else None)
    if said.press is not None:
        return Press(said.conversation, said.press, *place)
    if said.file is not None:
        path = Path(said.file)
        return Upload(said.conversation, path.name, read_upload(path), said.text or "", *place)
    return Message(said.conversation, said.text or "", *place, said.reply_to)


def answer_line(conversation: str, given_id: str, reply: Reply) -> str:
    """The output line of an answer, without the line end."""
    return _line(conversation, given_id, reply, None)


def error_line(message: str) -> str:
    """The output line of an input line that was refused."""
    return _line("", "", Reply("", ()), message)


def _line(conversation: str, given_id: str, reply: Reply, error: str | None) -> str:
    return json_line(
        {
            "conversation": conversation,
            "id": given_id,
            "intent": reply.intent,
            "text": plain_text(reply.blocks),
            "tasks": [asdict(task) for task in reply.tasks],
            "bureaus": reply.bureaus,
            "indicators": reply.indicators,
            "phases": reply.phases,
            "count": reply.count,
            "clarify": reply.clarify,
            "not_found": reply.not_found,
            "drafts": [asdict(draft) for draft in reply.drafts],
            "recorded": [_recorded(record) for record in reply.recorded],
            "buttons": [{"label": one.label, "value": one.value} for one in reply.buttons],
            "files": reply.files,
            "private": reply.private,
            "error": error,
        }
    )


def _recorded(record: RecordFact) -> dict[str, object]:
    return asdict(record.said) | {"report": record.report, "state": record.state}


@dataclass(frozen=True, slots=True)
class Lines:
    """The conversation of a program: what it takes to answer its lines."""

    dispatch: Dispatch
    settings: Settings
    clock: Callable[[], datetime]
    person: str | None = None
    """Who speaks where a line names nobody."""
    files: Path = FOLDER
    """Where files that come with answers are kept."""

    async def answer(self, line: bytes) -> str:
        """The one output line of an input line; a line that is wrong says so in `error`."""
        try:
            said = read_line(line)
            speaker = await speaker_of(self.dispatch.ledger, said.person or self.person)
            now = moment(said.now, self.settings) if said.now else self.clock()
            answered = await self.dispatch.answer(inbound_of(said), speaker, now)
            reply = kept(answered.reply, self.files)
        except (BadInputError, LedgerError) as error:
            return error_line(str(error))
        except Exception as error:  # noqa: BLE001 - one bad answer must not end the conversation
            _log.warning("这一行没有答成：%s", told(error))
            return error_line("内部错误，这一行没有答成")
        return answer_line(said.conversation, answered.id, reply)


async def converse(lines: Lines, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer line by line until the input ends; conversations are saved before the next line."""
    while line := _next_line(source):
        sink.write((await lines.answer(line)).encode() + b"\n")
        sink.flush()
        await lines.dispatch.settled()


def _next_line(source: BinaryIO) -> bytes:
    """The next line without more of it than is needed to see that it is too long."""
    line = source.readline(MAX_LINE + 2)
    rest = line
    while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
        rest = source.readline(MAX_LINE + 2)
    return line
