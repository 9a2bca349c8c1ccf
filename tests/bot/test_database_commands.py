from tests.bot.papers import PAPER
from tests.bot.program import inside, refused


def test_a_backup_brings_back_what_was_lost(tmp_path):
    (tmp_path / "a.txt").write_text(PAPER, "utf-8")
    assert inside(tmp_path, "import", "a.txt", "--slug", "a", "--yes").returncode == 0
    assert inside(tmp_path, "db", "backup", "备份.db").returncode == 0
    assert inside(tmp_path, "documents", "remove", "a", "--yes").returncode == 0
    assert "--yes" in refused(inside(tmp_path, "db", "restore", "备份.db"), 2)
    assert inside(tmp_path, "db", "restore", "备份.db", "--yes").returncode == 0
    assert "\na｜" in inside(tmp_path, "documents", "list").stdout


def test_restoring_what_is_no_backup_changes_nothing(tmp_path):
    (tmp_path / "坏.db").write_bytes(b"no database at all")
    assert inside(tmp_path, "documents", "list").returncode == 0
    told = refused(inside(tmp_path, "db", "restore", "坏.db", "--yes"), 1)
    assert "Error" not in told
    assert "jingan2024" in inside(tmp_path, "documents", "list").stdout


def test_upgrading_a_ledger_that_is_up_to_date_is_harmless(tmp_path):
    assert inside(tmp_path, "documents", "list").returncode == 0
    assert inside(tmp_path, "db", "upgrade").returncode == 0
    assert "jingan2024" in inside(tmp_path, "documents", "list").stdout
