"""The words of an answer: structure instead of escaping.

A reply says what it means (`bold(task.title)`, an `Item` with fields, a `Button`); how that looks
is known only to a platform's renderer, so nobody's text can inject formatting or a mention.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

Style = Literal["plain", "bold", "faint", "red", "yellow", "green", "blue", "secret"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style; a colour is never the only sign. What is `secret` is said,
    and kept nowhere (see `stored`)."""

    text: str
    style: Style = "plain"


Words = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of running words."""

    words: Words


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: its head line, and named fields below it (name, words)."""

    head: Words
    fields: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; `value` comes back in a `Press`, at most 64 bytes of UTF-8."""

    label: str
    value: str
    group: str = ""
    """Buttons of one group belong to one item: a row of their own, or one menu, that this names."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or picture that comes with the answer; `alt` says what a picture shows."""

    name: str
    data: bytes
    kind: Literal["file", "picture"] = "file"
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A blank of a form; `choices` (value, label) makes it a choice."""

    name: str
    label: str
    kind: Literal["line", "text", "date", "choice"] = "line"
    value: str = ""
    hint: str = ""
    optional: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FormShown:
    """A form to fill in where the platform has such (Slack's modals); elsewhere the reply's
    blocks say the same in words. `name` comes back in a `Form`."""

    name: str
    title: str
    fields: tuple[Field, ...]
    submit: str = "提交"


@dataclass(frozen=True, slots=True)
class TaskRef:
    """A task as the public JSON names it."""

    document: str
    ref: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported figure as the public JSON has it."""

    name: str | None
    value: float
    unit: str | None
    mode: Literal["increment", "total"]


@dataclass(frozen=True, slots=True)
class DraftFact:
    """What a report was understood to say of one target, as the public JSON has it."""

    document: str
    target: Literal["task", "measure", "indicator", "duty"]
    ref: str
    label: str
    status: str | None = None
    percent: int | None = None
    quantities: tuple[Figure, ...] = ()
    blocker: str | None = None
    need: str | None = None
    next_step: str | None = None
    done_on: str | None = None
    expected_on: str | None = None
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class RecordFact:
    """The same once written: the report's id, and the state of its target since."""

    said: DraftFact
    report: str
    state: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: its blocks for people, its facts for programs (see `duban chat --json`)."""

    intent: str
    blocks: tuple[Block, ...]
    tasks: tuple[TaskRef, ...] = ()
    bureaus: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    count: int | None = None
    clarify: bool = False
    not_found: bool = False
    buttons: tuple[Button, ...] = ()
    files: tuple[str, ...] = field(default=())
    attachments: tuple[Attachment, ...] = ()
    form: FormShown | None = None
    drafts: tuple[DraftFact, ...] = ()
    recorded: tuple[RecordFact, ...] = ()
    private: bool = False
    """For the asker alone, also where it was asked in a shared channel."""
    settles: bool = False
    """What the pressed button stood under is over: the reply takes its place."""


def say(*parts: str | Span) -> Paragraph:
    """A paragraph of plain strings and styled spans."""
    return Paragraph(words(*parts))


def words(*parts: str | Span) -> Words:
    """Plain strings and styled spans as words; empty ones are left out."""
    spans = (Span(part) if isinstance(part, str) else part for part in parts)
    return tuple(span for span in spans if span.text)


def bold(text: str) -> Span:
    """Words that matter."""
    return Span(text, "bold")


def faint(text: str) -> Span:
    """Words aside: sources, hints."""
    return Span(text, "faint")


def secret(text: str) -> Span:
    """Words for one pair of eyes, once: an invitation's code."""
    return Span(text, "secret")


def joined(one: Reply, other: Reply) -> Reply:
    """Two answers to one message as one; the facts are those of both, the count the last."""
    return replace(
        other,
        blocks=(*one.blocks, *other.blocks),
        tasks=tuple(dict.fromkeys((*one.tasks, *other.tasks))),
        bureaus=tuple(dict.fromkeys((*one.bureaus, *other.bureaus))),
        indicators=tuple(dict.fromkeys((*one.indicators, *other.indicators))),
        phases=tuple(dict.fromkeys((*one.phases, *other.phases))),
        drafts=(*one.drafts, *other.drafts),
        recorded=(*one.recorded, *other.recorded),
        not_found=one.not_found and other.not_found,
        private=one.private or other.private,
    )


def plain_text(blocks: tuple[Block, ...]) -> str:
    """The reply as plain text, one line a paragraph, fields indented below their item."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(parts):
            return [_joined(parts)]
        case Item(head, fields):
            return [_joined(head), *(f"  {name}：{_joined(value)}" for name, value in fields)]
        case Table(head, rows):
            return ["｜".join(row) for row in (head, *rows)]


def _joined(parts: Words) -> str:
    return "".join(span.text for span in parts)
