"""Lists of people: the rows of an .xlsx or .csv file become entries of the roster, or errors."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import BadInputError
from bot.persons import slack_account, telegram_account
from db.records import Account, PersonRole, Position
from db.roster_plan import RosterEntry
from knowledge.names import tidy
from knowledge.text import fold

_HEAD_WITHIN = 10
"""The row of column names is among the first ten: titles stand above it."""

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("name", "姓名 人员姓名 名字 name"),
    ("bureau", "单位 所在单位 工作单位 单位名称 部门 所在部门 科室 处室 bureau department unit"),
    ("role", "角色 权限 督办角色 role"),
    ("position", "职务 职位 岗位 position"),
    ("in_charge_of", "分管 分管单位 分管部门 分管科室 分管范围 incharge inchargeof"),
    ("scope", "范围 督办范围 scope"),
    ("phone", "手机 手机号 手机号码 联系电话 联系方式 电话 办公电话 phone mobile"),
    ("email", "slack邮箱 slack电子邮箱 slackemail 邮箱 电子邮箱 电子邮件 email"),
    ("telegram", "telegram telegramid telegram编号 telegram账号 tg 电报"),
    ("slack", "slack slackid slack成员id slack账号 slack编号"),
)
"""Field → the names its column may have, the best one first."""

_ROLES: dict[PersonRole, str] = {
    "staff": "工作人员 联络员 联系人 经办人 经办 员工 成员 staff",
    "manager": "领导 管理 管理者 分管领导 负责人 manager",
    "coordinator": "督办人员 督办员 协调员 督查员 督办 督查 coordinator",
    "admin": "管理员 系统管理员 admin",
}
_POSITIONS: dict[Position, str] = {
    "head": "主要负责人 第一责任人 一把手 正职 head",
    "deputy": "分管负责人 分管领导 副职 deputy",
    "staff": "其他 工作人员 staff",
}
_HEADS = re.compile(r"(?:局长|主任|院长|书记|部长|厅长|校长|站长|所长|区长|镇长|县长|市长)$")
_LIST = re.compile(r"[、,，;；/\n]")
_SENTENCE = re.compile(r"[：:。，；]")
_NOTE = re.compile(r"[(（][^()（）]*[)）]")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a file says, and what in it could not be taken."""

    entries: tuple[RosterEntry, ...]
    errors: tuple[tuple[int, str], ...]
    """(row as in the file, what is wrong)."""
    unused: tuple[str, ...]
    """Names of columns that mean nothing here."""


def role_of(text: str) -> PersonRole:
    """The role of that name, Chinese or English; raises `BadInputError`."""
    said = fold(tidy(text)).lower()
    for role, words in _ROLES.items():
        if said in words.split():
            return role
    raise BadInputError(f"没有这种角色：{text}（可写 工作人员、领导、督办人员、管理员）")


def position_of(text: str) -> Position:
    """What somebody is in their unit by their title: 副局长 is a deputy, a 科员 just staff."""
    said = fold(tidy(text)).lower()
    for position, words in _POSITIONS.items():
        if said in words.split():
            return position
    if said.startswith("副") or re.search(r"副[^、]{0,4}长|副主任|副书记", said):
        return "deputy"
    return "head" if _HEADS.search(said) else "staff"


def roster_in(sheets: Sequence[Sequence[Row]]) -> RosterFile:
    """The people of the first sheet that has a column 姓名; raises `BadInputError`."""
    for rows in sheets:
        for index, row in enumerate(rows[:_HEAD_WITHIN]):
            columns = _columns(row)
            if "name" in columns:
                return _read(rows, index, columns)
    raise BadInputError(
        "没有找到名册：表格要有一行列名，其中有“姓名”（还可以有 单位、角色、手机…）"
    )


def _columns(row: Row) -> dict[str, int]:
    """Field → its column."""
    heads = [_head(cell) for cell in row]
    found = {}
    for field, names in _COLUMNS:
        known = [name for name in names.split() if name in heads]
        if known:
            found[field] = heads.index(known[0])
    return found


def _head(cell: str) -> str:
    return re.sub(r"[\s*:_-]", "", _NOTE.sub("", fold(cell).lower()))


def _read(rows: Sequence[Row], head: int, columns: dict[str, int]) -> RosterFile:
    entries: list[RosterEntry] = []
    errors: list[tuple[int, str]] = []
    for number, row in enumerate(rows[head + 1 :], head + 2):
        said = {
            field: row[column]
            for field, column in columns.items()
            if column < len(row) and row[column]
        }
        if _is_remark(row, said):
            continue
        try:
            entries.append(_entry(number, said))
        except BadInputError as error:
            errors.append((number, str(error)))
    named = set(columns.values())
    unused = tuple(cell for index, cell in enumerate(rows[head]) if cell and index not in named)
    return RosterFile(tuple(entries), (*errors, *_twice(entries)), unused)


def _is_remark(row: Row, said: dict[str, str]) -> bool:
    """Blank, or a line of text below the table, perhaps merged across it."""
    filled = [cell for cell in row if cell]
    if len(set(filled)) > 1:
        return False
    return len(filled) != 1 or "name" not in said or bool(_SENTENCE.search(said["name"]))


def _entry(number: int, said: dict[str, str]) -> RosterEntry:
    if "name" not in said:
        raise BadInputError("缺少姓名")
    values = {
        field: _READ.get(field, str)(text) for field, text in said.items() if field not in _ACCOUNTS
    }
    accounts = tuple(read(said[field]) for field, read in _ACCOUNTS.items() if field in said)
    return RosterEntry(row=number, accounts=accounts, **values)


def _units(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, _LIST.split(text))))


def _scope(text: str) -> str:
    return "all" if text in {"全部", "所有", "全局"} else text


_READ: dict[str, Callable[[str], Any]] = {
    "role": role_of,
    "position": position_of,
    "in_charge_of": _units,
    "scope": _scope,
}
_ACCOUNTS = {"telegram": telegram_account, "slack": slack_account}


def _twice(entries: Sequence[RosterEntry]) -> list[tuple[int, str]]:
    """Rows that say again what an earlier one said."""
    first: dict[tuple[str, ...], int] = {}
    errors = []
    for entry in entries:
        marks: list[tuple[str, ...]] = [("姓名和单位", tidy(entry.name), tidy(entry.bureau or ""))]
        marks += [("邮箱", entry.email.lower())] if entry.email else []
        marks += [_mark(account) for account in entry.accounts]
        for mark in marks:
            row = first.setdefault(mark, entry.row)
            if row != entry.row:
                errors.append((entry.row, f"{mark[0]}与第 {row} 行相同"))
                break
    return errors


def _mark(account: Account) -> tuple[str, ...]:
    platform = {"telegram": "Telegram 账号", "slack": "Slack 账号"}[account.platform]
    return (platform, account.team, account.account)
