import pytest

from bot.platforms.terminal.typed import FileNamed, Help, Leave, Pressed, Spoken, understand
from handlers.reply import Button

CONFIRM, CANCEL = Button("确认", "draft/1/yes"), Button("取消", "draft/1/no")
FILES = {"/tmp/方案.docx", "/tmp/工作 要点.txt", "方案.pdf"}  # noqa: S108


def typed(line, shown=()):
    return understand(line, shown, FILES.__contains__)


def test_a_number_presses_the_button_that_is_shown():
    assert typed("1", (CONFIRM, CANCEL)) == Pressed(CONFIRM)
    assert typed(" 2 ", (CONFIRM, CANCEL)) == Pressed(CANCEL)


def test_a_button_can_be_named_too():
    assert typed("取消", (CONFIRM, CANCEL)) == Pressed(CANCEL)
    assert typed("取消") == Spoken("取消")


def test_a_number_without_such_a_button_is_a_question():
    assert typed("3", (CONFIRM, CANCEL)) == Spoken("3")
    assert typed("0", (CONFIRM,)) == Spoken("0")
    assert typed("12") == Spoken("12")
    assert typed("²", (CONFIRM, CANCEL)) == Spoken("²")


@pytest.mark.parametrize("line", ["退出", "exit", " QUIT ", "再见"])
def test_leaving(line):
    assert typed(line) == Leave()


@pytest.mark.parametrize("line", ["帮助", "/help", "/?"])
def test_help(line):
    assert typed(line) == Help()


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("导入 /tmp/方案.docx", "/tmp/方案.docx"),  # noqa: S108
        ("导入 没有这个.docx", "没有这个.docx"),
        ("方案.pdf", "方案.pdf"),
        ("'/tmp/工作 要点.txt' ", "/tmp/工作 要点.txt"),  # noqa: S108
        ("/tmp/工作\\ 要点.txt", "/tmp/工作 要点.txt"),  # noqa: S108
        ("file:///tmp/%E6%96%B9%E6%A1%88.docx", "/tmp/方案.docx"),  # noqa: S108
    ],
)
def test_a_file_is_typed_or_dragged(line, path):
    assert typed(line) == FileNamed(path)


@pytest.mark.parametrize("line", ["导入", "附件.txt里写了什么", "说明.txt", "导入的文件有哪些"])
def test_words_about_files_stay_words(line):
    assert typed(line) == Spoken(line)
