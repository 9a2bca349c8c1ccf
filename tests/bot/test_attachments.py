"""Files that come with an answer at the terminal or for a program."""

import pytest

from bot.attachments import kept
from bot.errors import BadInputError
from handlers.reply import Attachment, Reply, plain_text, say


def answer(*files):
    return Reply("digest", (say("本周"),), attachments=files)


def test_files_are_kept_and_the_answer_says_where(tmp_path):
    reply = kept(answer(Attachment("周报.docx", b"PK1")), tmp_path / "files")
    assert reply.files == (str(tmp_path / "files" / "周报.docx"),)
    assert (tmp_path / "files" / "周报.docx").read_bytes() == b"PK1"
    assert "周报.docx" in plain_text(reply.blocks)


def test_another_file_of_that_name_stays(tmp_path):
    first, again, other = (
        kept(answer(Attachment("周报.docx", data)), tmp_path).files[0]
        for data in (b"one", b"one", b"two")
    )
    assert first == again == str(tmp_path / "周报.docx")
    assert other == str(tmp_path / "周报-2.docx")


def test_a_name_leads_nowhere_else(tmp_path):
    (path,) = kept(answer(Attachment("../../漏.txt", b"x")), tmp_path / "a" / "b").files
    assert path == str(tmp_path / "a" / "b" / "漏.txt")


def test_an_answer_without_files_makes_no_folder(tmp_path):
    assert kept(answer(), tmp_path / "files") == answer()
    assert not (tmp_path / "files").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "files").write_text("a file")
    with pytest.raises(BadInputError, match="没有存成"):
        kept(answer(Attachment("周报.docx", b"PK1")), tmp_path / "files")
