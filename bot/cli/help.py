"""Help in Chinese, for every command alike."""

from typing import Any, cast

from typer.core import TyperCommand, TyperGroup

from bot.printable import columns


class Command(TyperCommand):
    """A command whose `--help` is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 (typer's private types)
        """Write the help of this command."""
        formatter.write(_help(self, ctx))


class Group(TyperGroup):
    """A group of commands whose `--help` is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the help of this group and name its commands."""
        named = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.help or "") for name, command in named if command]
        formatter.write(_help(self, ctx) + _table("命令", rows))


def _help(command: TyperCommand | TyperGroup, ctx: Any) -> str:  # noqa: ANN401
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for parameter in command.get_params(ctx):
        told = _told(parameter)
        (options if told[0].startswith("-") else arguments).append(told)
    more = ["命令 …"] if isinstance(command, TyperGroup) else [name for name, _text in arguments]
    usage = " ".join([ctx.command_path, "[选项]", *more])
    head = f"{command.help or ''}\n\n用法：{usage}\n"
    return head + _table("参数", arguments) + _table("选项", options)


def _told(parameter: Any) -> tuple[str, str]:  # noqa: ANN401
    help_text = cast("str", getattr(parameter, "help", None) or "")
    if parameter.name == "help":
        return "--help", "显示这段说明"
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name), help_text
    spelled = ", ".join([*parameter.opts, *parameter.secondary_opts])
    return f"{spelled} {parameter.metavar or ''}".rstrip(), help_text


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    width = max((columns(name) for name, _text in rows), default=0)
    lines = [f"  {name}{' ' * (width - columns(name))}  {text}" for name, text in rows]
    return "\n".join(["", title + "：", *lines, ""]) if rows else ""
