"""What coordinators hear where something that was owed did not go out: pure wording."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from handlers.reply import Reply, bold, say
from reminders.auditing import Problem, Trouble
from reminders.wording import said_date

_NAMED = 3
_WHAT: dict[Trouble, str] = {
    "missing": "该发给{to}的{count}条通知没有进发件箱",
    "late": "发给{to}的{count}条通知过了时间还没有发出",
    "unknown": "发给{to}的{count}条通知不知道有没有送到",
    "failed": "发给{to}的{count}条通知没有发成",
}
_ADVICE: dict[Trouble, str] = {
    "missing": "已补进发件箱，马上补发。请管理员看看 duban serve 是否一直在运行。",
    "late": "会一直再试。请管理员运行 duban doctor，检查网络和平台的令牌。",
    "unknown": "请到那里看一眼：没有收到就重发（{resend}），收到了不用管。",
    "failed": "处理好原因后重发（{resend}），不必再发的撤下（{drop}）。",
}


def alarm(what: str, advice: str) -> Reply:
    """What coordinators hear of a problem."""
    return Reply("audit", (say(bold(what)), say(advice)))


def words(problem: Problem, names: Sequence[str], zone: tzinfo | None) -> tuple[str, str]:
    """What is wrong, and what to do."""
    what = _WHAT[problem.trouble].format(to=_to(names), count=len(problem.several))
    advice = _ADVICE[problem.trouble].format_map(_commands(problem))
    return f"{what}（{_since(problem, zone)}）{_because(problem)}", advice


def _to(names: Sequence[str]) -> str:
    more = f"等{len(names)}处" if len(names) > _NAMED else ""
    return f"{'、'.join(names[:_NAMED])}{more}"


def _since(problem: Problem, zone: tzinfo | None) -> str:
    first = min(one.due_at for one in problem.several).astimezone(zone)
    which = "最早的应于" if len(problem.several) > 1 else "应于"
    return f"{which}{said_date(first.date())}{first:%H:%M}发出"


def _because(problem: Problem) -> str:
    reasons = list(dict.fromkeys(one.reason for one in problem.several if one.reason))
    return f"：{'；'.join(reasons[:_NAMED])}。" if reasons else "。"


def _commands(problem: Problem) -> Mapping[str, str]:
    if len(problem.several) == 1:
        return {deed: f"duban outbox {deed} {problem.several[0].id}" for deed in ("resend", "drop")}
    listed = f"编号见 duban outbox list --state {problem.trouble}"
    return {deed: f"duban outbox {deed} 编号，{listed}" for deed in ("resend", "drop")}
