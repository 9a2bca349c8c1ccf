"""`duban chat` on a real pseudo-terminal, as a person sees it."""

import os
import pty
import re
import select
import stat
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.bot.papers import PAPER
from tests.bot.program import NOW, duban, environment, inside

ENTER = "\r"
TALK = ("chat",)


class Person:
    """Somebody at the keyboard who reads the screen."""

    def __init__(self, keyboard, program):
        self._keyboard = keyboard
        self._program = program
        self.seen = ""

    def types(self, text):
        os.write(self._keyboard, text.encode())

    def sees(self, words, seconds=20):
        """Wait until `words` appear after what was seen before."""
        until = time.monotonic() + seconds
        fresh = ""
        while words not in fresh:
            ready, _, _ = select.select([self._keyboard], [], [], max(until - time.monotonic(), 0))
            assert ready, f"{words} never came; the screen has: {fresh!r}"
            fresh = _without_styles(fresh + self._reads(words, fresh))
        self.seen += fresh
        return fresh

    def _reads(self, words, fresh):
        try:
            return os.read(self._keyboard, 65536).decode(errors="ignore")
        except OSError:  # the program has ended
            raise AssertionError(f"{words} never came; the screen has: {fresh!r}") from None

    def waits_until_quiet(self):
        """Between two prompts a control key would mean something else to the terminal."""
        while select.select([self._keyboard], [], [], 0.5)[0]:
            self._reads("quiet", "")

    def leaves(self):
        """Exit status once the program has ended."""
        return self._program.wait(timeout=20)


def _without_styles(text):
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


@contextmanager
def person(directory, *arguments, **more):
    ours, theirs = pty.openpty()
    settings = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "100"}
    state = {"XDG_STATE_HOME": str(directory / "state")}
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", *(arguments or TALK), "--now", NOW],
        cwd=directory,
        env=environment(**{**settings, **state, **more}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Person(ours, program)
    finally:
        program.kill()
        program.wait()
        os.close(ours)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A directory whose ledger knows the samples."""
    directory = tmp_path_factory.mktemp("terminal")
    assert inside(directory, "documents", "list").returncode == 0
    return directory


def test_a_conversation_from_greeting_to_leaving(place):
    with person(place) as alice:
        greeting = alice.sees("Ctrl-D")
        assert "您好" in greeting
        assert greeting.count("·") == 3
        alice.sees("›")
        alice.types("市医保局牵头哪些任务" + ENTER)
        assert "sh2023" in alice.sees("›") or "市医保局" in alice.seen
        alice.types("退出" + ENTER)
        assert alice.leaves() == 0
    history = place / "state" / "duban" / "history"
    assert "市医保局牵头哪些任务" in history.read_text("utf-8")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_history_can_be_turned_off(place, tmp_path):
    with person(place, *TALK, "--no-history", XDG_STATE_HOME=str(tmp_path)) as alice:
        alice.sees("›")
        alice.types("你好" + ENTER)
        alice.sees("您好")
        alice.waits_until_quiet()
        alice.types("\x04")
        assert alice.leaves() == 0
    assert not list(tmp_path.iterdir())


def test_ctrl_c_drops_the_line_and_ctrl_d_leaves(place):
    with person(place) as alice:
        alice.sees("›")
        alice.types("说到一半")
        alice.sees("说到一半")
        alice.types("\x03")
        alice.sees("›")
        alice.waits_until_quiet()
        alice.types("\x04")
        assert alice.leaves() == 0


def test_a_file_is_shown_first_and_stored_when_the_button_is_pressed(place):
    (place / "要点.txt").write_text(PAPER, "utf-8")
    with person(place) as alice:
        alice.sees("›")
        alice.types("导入 要点.txt" + ENTER)
        assert "清卫发〔2024〕12号" in alice.sees("[2] 取消")
        alice.types("1" + ENTER)
        assert "还没有启用" in alice.sees("[1] 启用")
        alice.sees("2024年清河区基层卫生工… ›")
        alice.types("导入 没有这个.txt" + ENTER)
        alice.sees("没有这个文件：没有这个.txt")
        alice.types("退出" + ENTER)
        assert alice.leaves() == 0
    assert "｜清卫发〔2024〕12号｜" in inside(place, "documents", "list").stdout


@pytest.mark.parametrize("kind", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_without_colour_nothing_is_lost(place, kind):
    with person(place, **kind) as alice:
        alice.sees("督办助手")
        alice.sees("›" if "NO_COLOR" in kind else "> ")
        alice.types("帮助" + ENTER)
        alice.sees("任务")
        alice.types("退出" + ENTER)
        assert alice.leaves() == 0


def _another(number, matter):
    return PAPER.replace("12号", number).replace("基层卫生工作", f"{matter}工作")


def test_import_waits_for_a_yes(place):
    (place / "问.txt").write_text(_another("31号", "妇幼健康"), "utf-8")
    for answer, told in (("n", "没有存入"), ("y", "已存入台账：ask2024")):
        with person(place, "import", "问.txt", "--slug", "ask2024") as alice:
            alice.sees("存入台账？ [y/N]")
            alice.types(answer + ENTER)
            alice.sees(told)
            assert alice.leaves() == 0


def test_several_files_have_a_progress_bar(place):
    (place / "甲.txt").write_text(_another("41号", "老年健康"), "utf-8")
    (place / "乙.txt").write_text(_another("42号", "口腔健康"), "utf-8")
    with person(place, "import", "甲.txt", "乙.txt", "--yes") as alice:
        alice.sees("100%")
        alice.sees("已存入台账：乙")
        assert alice.leaves() == 0


def test_from_a_pipe_it_reads_plain_lines(place):
    done = duban(place, "chat", "--now", NOW, given="帮助\n退出\n没人听见\n")
    assert done.returncode == 0
    assert "督办助手" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_gb18030_lines_from_an_older_terminal_are_understood(place):
    said = "市医保局牵头哪些任务\n".encode("gb18030")
    assert "市医保局" in duban(place, "chat", "--now", NOW, given=said).stdout
