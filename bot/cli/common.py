"""The options that every command takes, before or after its name."""

from collections.abc import Sequence
from dataclasses import dataclass

import typer

from bot.errors import BadInputError
from bot.settings import Settings, load_settings

COMMON = ("--database", "--now", "--as")


@dataclass(frozen=True, slots=True)
class Common:
    """What was given with the common options, as text."""

    database: str | None = None
    now: str | None = None
    person: str | None = None

    def settings(self) -> Settings:
        """The settings with `--database` over them."""
        return load_settings(self.database)


def common_of(ctx: typer.Context) -> Common:
    """The common options of this call."""
    common = ctx.find_root().obj
    return common if isinstance(common, Common) else Common()


def hoisted(arguments: Sequence[str]) -> list[str]:
    """`arguments` with the common options moved to the front; after `--` nothing is an option.

    Raises `BadInputError` for one without its value.
    """
    front: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left and left[0] != "--":
        argument = left.pop(0)
        if argument in COMMON:
            if not left:
                raise BadInputError(f"选项 {argument} 缺少值")
            front += [argument, left.pop(0)]
        else:
            (front if argument.partition("=")[0] in COMMON else rest).append(argument)
    return [*front, *rest, *left]
