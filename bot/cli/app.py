"""The root of the command line: a table of commands, each loaded when it is called."""

import gc
from importlib import import_module
from types import ModuleType
from typing import Annotated, cast

import typer
from typer.core import TyperCommand, TyperGroup

from bot.cli.common import Common
from bot.cli.help import Group

COMMANDS = (
    ("chat", "bot.cli.chat"),
    ("ask", "bot.cli.ask"),
    ("parse", "bot.cli.parse"),
    ("import", "bot.cli.import_"),
    ("documents", "bot.cli.documents"),
    ("people", "bot.cli.people"),
    ("channels", "bot.cli.channels"),
    ("upcoming", "bot.cli.upcoming"),
    ("settings", "bot.cli.settings"),
    ("digest", "bot.cli.digest"),
    ("broadcasts", "bot.cli.broadcasts"),
    ("outbox", "bot.cli.outbox"),
    ("export", "bot.cli.export"),
    ("audit", "bot.cli.audit"),
    ("serve", "bot.cli.serve"),
    ("db", "bot.cli.db"),
    ("doctor", "bot.cli.doctor"),
    ("bench", "bot.cli.bench"),
)


class LazyCommands(Group):
    """The commands of the table; only the one that is called gets imported."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 (typer's signature)
        """Names in the order of the table."""
        return [name for name, _module in COMMANDS]

    def get_command(
        self,
        ctx: object,  # noqa: ARG002
        cmd_name: str,
    ) -> TyperCommand | TyperGroup | None:
        """The command of that name, or None."""
        module = dict(COMMANDS).get(cmd_name)
        if module is None:
            return None
        app = cast("typer.Typer", _loaded(module).app)
        return cast("TyperCommand | TyperGroup", typer.main.get_command(app))


def _loaded(module: str) -> ModuleType:
    """Imports make many objects and no garbage: looking for it meanwhile takes 0.1 s."""
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.freeze()
        gc.enable()


app = typer.Typer(
    cls=LazyCommands,
    add_completion=False,
    invoke_without_command=True,
    help="督办助手：读懂已印发的文件，记成台账，在对话里回答、督办。",
)


@app.callback()
def duban(
    ctx: typer.Context,
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="用哪个数据库（放在命令前后都行，下同）")
    ] = None,
    now: Annotated[str | None, typer.Option(metavar="ISO-8601", help="当作现在是这个时间")] = None,
    person: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", help="以谁的身份（编号或姓名）")
    ] = None,
) -> None:
    """Keep the common options for the command."""
    ctx.obj = Common(database, now, person)
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
