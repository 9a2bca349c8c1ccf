"""Runs a route: who may, what it says, and what of that is for everybody's eyes."""

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec

from handlers import actions
from handlers.answers import answered
from handlers.overseers import whom_to_ask
from handlers.question import Question
from handlers.reply import Block, Button, Reply
from handlers.rights import Right, Route, may, refusal
from handlers.turn import Answer

P = ParamSpec("P")


async def run(
    route: Route[Callable[Concatenate[Question, P], Awaitable[Answer]]],
    question: Question,
    *given: P.args,
    **named: P.kwargs,
) -> Answer:
    """The route's answer, where the speaker may have it at this moment; else why not."""
    refused = await refusing(question, route.right)
    return refused or await route.handler(question, *given, **named)


async def refusing(question: Question, right: Right) -> Answer | None:
    """Why the speaker may not, as an answer that changes nothing; None where the speaker may."""
    speaker = question.turn.speaker
    if may(speaker, right):
        return None
    if speaker.is_stranger:
        button = Button("申请开通", actions.ASK_ACCESS)
        return _refused(question, refusal(speaker, right), button)
    names = await whom_to_ask(question.turn.ledger.people, right)
    return _refused(question, refusal(speaker, right, names))


def _refused(question: Question, line: Block | None, *buttons: Button) -> Answer:
    lines = (line,) if line else ()
    return answered(question, Reply("refused", lines, buttons=buttons, private=True), ())
