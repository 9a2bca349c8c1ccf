import os
import subprocess
import sys

import pytest

from bot.__main__ import run
from tests.bot.program import duban, environment, refused


def refusal(capsys, *arguments):
    """Exit status and the line on standard error, in this process (starting one costs a second)."""
    status = run(arguments)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1, err
    return status, err.strip()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["imprt", "甲.txt"], "没有这个命令：imprt"),
        (["parse"], "缺少 FILE"),
        (["ask"], "缺少 TEXT…"),
        (["parse", "--jsn", "甲.txt"], "没有这个选项：--jsn"),
        (["export", "--format", "xml"], "--format 的值不对"),
        (["export"], "缺少 --format"),
        (["chat", "多余的"], "多出了参数：多余的"),
        (["ask", "在吗", "--now"], "选项 --now 缺少值"),
        (["ask", "在吗", "--now", "昨天"], "时间要写成 2024-07-25"),
        (["ask", "在吗", "--database", "mysql://x"], "--database 不对"),
        (["ask", "在吗", "--as", "张三"], "名册里没有这个人：张三"),
        (["import", "甲.txt", "乙.txt", "--slug", "s"], "--slug 只能与一个文件同用"),
        (["documents", "shw", "x"], "没有这个命令：shw"),
        (["documents", "activate", "没有的"], "台账里没有这份文件：没有的"),
        (["parse", "没有的.txt"], "没有这个文件：没有的.txt"),
    ],
)
def test_wrong_usage_is_one_chinese_line_and_status_2(
    arguments, told, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    status, line = refusal(capsys, *arguments)
    assert told in line
    assert status == 2


def test_a_database_that_cannot_be_opened_is_a_failure(tmp_path):
    told = refused(duban(tmp_path, "documents", "list", "--database", "sqlite:////nowhere/a.db"), 1)
    assert "Traceback" not in told
    assert any("一" <= char <= "鿿" for char in told)


@pytest.mark.parametrize("arguments", [[], ["--help"], ["import", "--help"], ["db", "--help"]])
def test_help_is_chinese(arguments, capsys):
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "用法：duban" in out
    assert "Usage" not in out
    assert "Options" not in out


def test_help_names_every_command(capsys):
    run(["--help"])
    shown = capsys.readouterr().out
    for name in ("chat", "ask", "parse", "import", "documents", "export", "db", "doctor"):
        assert f"\n  {name}" in shown
    for option in ("--database", "--now", "--as"):
        assert option in shown


def test_whoever_closes_the_pipe_early_hears_no_complaint(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(  # noqa: PLW1510 (the status is looked at)
            [sys.executable, "-m", "bot", "export", "--format", "json"],
            cwd=tmp_path,
            env=environment(),
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.stderr == b""
    assert done.returncode == 1
