"""Options that take several values: given again, side by side, or in one 顿号 list."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.cli.help import Command

_BETWEEN = re.compile(r"[、,，;；]")


class ListingCommand(Command):
    """A command whose repeatable options also take several values in a row: `--kind a b`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 (typer's types)
        """Give each value its option's name, as typer wants it."""
        options = [one for one in self.params if one.param_type_name == "option"]
        flags = _names(one for one in options if getattr(one, "is_flag", False))
        many = _names(one for one in options if getattr(one, "multiple", False))
        wants_argument = len(options) < len(self.params)
        return super().parse_args(ctx, _spelled_out(args, flags, many, wants_argument))


def _names(options: Iterable[Any]) -> frozenset[str]:
    return frozenset(name for one in options for name in (*one.opts, *one.secondary_opts))


def _spelled_out(
    args: Sequence[str], flags: frozenset[str], many: frozenset[str], wants_argument: bool
) -> list[str]:
    given: list[list[str]] = []
    current, value_next = "", False
    for arg in args:
        if value_next:
            given[-1].append(arg)
            value_next = False
        elif arg.startswith("--"):
            name, equals, _value = arg.partition("=")
            current = name if name in many else ""
            value_next = not equals and name not in flags and name != "--help"
            given.append([arg])
        else:
            given.append([current, arg] if current else [arg])
    if wants_argument and all(each[0].startswith("--") for each in given) and given:
        # The last of a row is the argument after all: `add --in-charge-of 医政科 张三`.
        last = given[-1]
        if len(last) == 2 and last[0] in many and [last[0]] in [one[:1] for one in given[:-1]]:
            given[-1] = last[1:]
    return [word for each in given for word in each]


def each_of(values: Sequence[str] | None) -> tuple[str, ...]:
    """Every value given, apart and without blanks."""
    parts = [part.strip() for value in values or () for part in _BETWEEN.split(value)]
    return tuple(dict.fromkeys(part for part in parts if part))
