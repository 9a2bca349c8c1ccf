"""Runs a route: who may, what it says, and what of that is for everybody's eyes."""

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec

from handlers.answers import answered
from handlers.question import Question
from handlers.reply import Reply
from handlers.rights import Right, Route, refusal
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
    line = refusal(question.turn.speaker, right)
    if line is None:
        return None
    return answered(question, Reply("refused", (line,), private=True), ())
