"""`duban audit` exports who changed what when, and finds where somebody touched these records."""

import csv
import json
import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest

from tests.bot.program import inside, refused


def office(place):
    """Three days on which something was changed."""
    for day, command in (
        ("2024-07-01", "documents activate jingan2024"),
        ("2024-07-02", "people add 张三 --bureau 市医保局 --role staff"),
        ("2024-07-03", "documents archive jingan2024"),
    ):
        done = inside(place, "--now", f"{day}T23:30", *command.split())
        assert done.returncode == 0, done.stderr


def exported(place, *options):
    done = inside(place, "audit", "export", *options)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def tamper(place, statement):
    with closing(sqlite3.connect(place / "duban.db")) as ledger:
        ledger.execute(statement)
        ledger.commit()


def test_the_records_are_exported_with_before_and_after(tmp_path):
    office(tmp_path)
    rows = exported(tmp_path)
    (activated,) = [one for one in rows if one["after"] == {"state": "active"}]
    assert (activated["by"], activated["before"]["state"]) == ("本机", "sample")
    assert all(later["previous"] == one["hash"] for one, later in pairwise(rows))
    only = exported(tmp_path, "--from", "2024-07-02", "--to", "2024-07-02")
    assert only
    assert {one["at"][:10] for one in only} == {"2024-07-02"}


def test_the_table_is_for_spreadsheets(tmp_path):
    office(tmp_path)
    inside(tmp_path, "--now", "2024-07-04", "people", "add", "=cmd()", "--role", "admin")
    inside(tmp_path, "--as", "=cmd()", "documents", "activate", "jingan2024")
    file = tmp_path / "审计.csv"
    assert inside(tmp_path, "audit", "export", "-o", str(file)).returncode == 0
    head, *rows = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert head[:4] == ["编号", "时间", "谁", "做了什么"]
    assert any(row[1] == "2024-07-03 23:30:00" for row in rows)
    assert rows[-1][2] == "'=cmd()"
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_an_untouched_ledger_and_its_export_are_found_so(tmp_path):
    office(tmp_path)
    done = inside(tmp_path, "audit", "check")
    assert done.returncode == 0
    assert "没有被人改过" in done.stdout
    inside(tmp_path, "audit", "export", "-o", str(tmp_path / "a.json"), "--from", "2024-07-02")
    assert "前后相连" in inside(tmp_path, "audit", "check", str(tmp_path / "a.json")).stdout


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET \"by\" = '别人' WHERE id = (SELECT max(id) FROM audit) - 1",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
    ],
)
def test_what_somebody_touched_is_found_and_exported_all_the_same(tmp_path, statement):
    office(tmp_path)
    tamper(tmp_path, statement)
    assert "对不上" in refused(inside(tmp_path, "audit", "check"), 1)
    file = tmp_path / "a.json"
    assert "对不上" in refused(inside(tmp_path, "audit", "export", "-o", str(file)), 1)
    assert file.read_text("utf-8").count("\n") > 1


def test_a_touched_export_is_found(tmp_path):
    office(tmp_path)
    file = tmp_path / "a.json"
    inside(tmp_path, "audit", "export", "-o", str(file))
    file.write_text(file.read_text("utf-8").replace("本机", "别人", 1), "utf-8")
    assert "从第" in refused(inside(tmp_path, "audit", "check", str(file)), 1)
    file.write_text("{}\n", "utf-8")
    assert "第 1 行不是审计记录" in refused(inside(tmp_path, "audit", "check", str(file)), 2)


def test_only_admins_may(tmp_path):
    office(tmp_path)
    told = refused(inside(tmp_path, "--as", "张三", "audit", "export"), 2)
    assert "管理员" in told
