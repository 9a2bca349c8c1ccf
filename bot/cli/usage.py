"""What typer says about wrong usage, as one Chinese line."""

import typer

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""Parent of all that typer raises for wrong usage; it has no public name there."""

_KIND = {
    "NoSuchOption": "没有这个选项：{option_name}",
    "BadOptionUsage": "选项 {option_name} 用得不对，可能缺少它的值",
    "MissingParameter": "缺少 {parameter}",
    "BadParameter": "{parameter} 的值不对",
    "BadArgumentUsage": "参数个数不对",
}


def usage_line(error: Exception) -> str:
    """What was wrong with the call, and how to get help."""
    pattern = _KIND.get(type(error).__name__)
    if pattern is None:
        return f"{_told(error)}。{_hint(error)}"
    option = getattr(error, "option_name", "")
    return f"{pattern.format(option_name=option, parameter=_parameter(error))}。{_hint(error)}"


def _told(error: Exception) -> str:
    message = str(getattr(error, "message", error))
    if message.startswith("No such command"):
        return f"没有这个命令：{_quoted(message)}"
    if message.startswith("Got unexpected extra argument"):
        return f"多出了参数：{message.rpartition('(')[2].rstrip('). ')}"
    return "缺少子命令" if message.startswith("Missing command") else "用法不对"


def _quoted(message: str) -> str:
    parts = message.split("'")
    return parts[1] if len(parts) > 2 else ""


def _parameter(error: Exception) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    options = [str(name) for name in parameter.opts if str(name).startswith("-")]
    return " / ".join(options) or str(parameter.metavar or parameter.name)


def _hint(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "duban"
    return f"用法见 {path} --help"
