"""What the guard refuses is neither answered nor kept, whichever way it comes in."""

import pytest

from bot.guarding import refusal
from handlers.inbound import Edit, Form, InlineQuery, Message, Press, Upload
from handlers.reply import plain_text
from tests.bot.program import NOW, inside

CARD = "11010519491231002X"
MARKED = f"机密★1年\n关于开展专项检查的通知\n{'正文。' * 40}\n"


@pytest.mark.parametrize(
    "inbound",
    [
        Message("c", f"登记 {CARD}"),
        Edit("c", f"登记 {CARD}", "7"),
        InlineQuery("c", CARD),
        Upload("c", f"{CARD}.txt", b""),
        Upload("c", "要点.txt", b"", text=CARD),
        Form("c", "newtask", (("title", "专项检查"), ("text", CARD))),
    ],
)
def test_all_that_a_person_can_write_is_looked_at(inbound):
    reply = refusal(inbound)
    assert reply is not None
    assert "身份证号码" in plain_text(reply.blocks)
    assert "撤回" in plain_text(reply.blocks)
    assert CARD not in plain_text(reply.blocks)


@pytest.mark.parametrize("inbound", [Message("c", "市保密局牵头哪些任务"), Press("c", "more")])
def test_ordinary_talk_passes(inbound):
    assert refusal(inbound) is None


def test_a_marked_paper_is_not_imported(tmp_path):
    (tmp_path / "通知.txt").write_text(MARKED, "utf-8")
    done = inside(tmp_path, "import", "通知.txt", "--yes", "--now", NOW)
    assert done.returncode == 2
    assert "密级标志" in done.stderr
    assert "没有保存" in done.stderr
    assert "专项检查" not in inside(tmp_path, "documents", "list").stdout
