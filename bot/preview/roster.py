"""What a list of people would change, in words."""

from collections.abc import Sequence

from db.records import Person
from db.roster_plan import Difference, RosterPlan, RosterRow
from handlers.reply import Paragraph, Table, faint, say

ROLES: dict[str, str] = {
    "staff": "工作人员",
    "manager": "领导",
    "coordinator": "督办人员",
    "admin": "管理员",
}
POSITIONS = {"head": "主要负责人", "deputy": "副职", "staff": "一般人员"}

_FIELDS = {
    "name": "姓名",
    "bureau": "单位",
    "role": "角色",
    "position": "职务",
    "in_charge_of": "分管",
    "scope": "范围",
    "email": "邮箱",
    "phone": "电话",
    "telegram": "Telegram 账号",
    "slack": "Slack 账号",
}
_VALUES = {"role": ROLES, "position": POSITIONS}
_PERSONAL = ("email", "phone", "telegram", "slack")


def preview(plan: RosterPlan, unused: Sequence[str] = ()) -> tuple[Paragraph | Table, ...]:
    """New, changed and missing people; no e-mail, telephone or account is shown."""
    shown: list[Paragraph | Table] = []
    if plan.new:
        shown += [say(f"新增 {len(plan.new)} 人："), _newcomers(plan.new)]
    if plan.changed:
        shown += [say(f"改动 {len(plan.changed)} 人："), _changes(plan.changed)]
    if not shown:
        shown.append(say("名册没有变化"))
    if plan.new_units:
        shown.append(say(f"台账里还没有的单位，将新建：{'、'.join(plan.new_units)}"))
    if plan.missing:
        names = "、".join(map(_told, plan.missing))
        shown.append(say(faint(f"名册里有、文件里没有的 {len(plan.missing)} 人不动：{names}")))
    if unused:
        shown.append(say(faint(f"没有用到的列：{'、'.join(unused)}")))
    return tuple(shown)


def summary(plan: RosterPlan) -> str:
    """What was done."""
    return f"名册已更新：新增 {len(plan.new)} 人，改动 {len(plan.changed)} 人"


def _newcomers(rows: Sequence[RosterRow]) -> Table:
    entries = [row.entry for row in rows]
    return Table(
        ("行", "姓名", "单位", "角色", "职务"),
        tuple(
            (
                str(one.row),
                one.name,
                one.bureau or "",
                ROLES[one.role or "staff"],
                POSITIONS[one.position] if one.position else "",
            )
            for one in entries
        ),
    )


def _changes(rows: Sequence[RosterRow]) -> Table:
    return Table(
        ("行", "姓名", "改动"),
        tuple(
            (str(row.entry.row), row.entry.name, "；".join(map(_change, row.differences)))
            for row in rows
        ),
    )


def _change(difference: Difference) -> str:
    label = _FIELDS[difference.field]
    if difference.field in _PERSONAL:
        return f"{label}{'更新' if difference.before else '补上'}"
    said = _VALUES.get(difference.field, {})
    before, after = (said.get(each, each) for each in (difference.before, difference.after))
    return f"{label}：{before or '（无）'} → {after or '（无）'}"


def _told(person: Person) -> str:
    return f"{person.name}（编号 {person.id}）"
