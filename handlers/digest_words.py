"""How a digest is worded, alike in chat, pictures and files."""

from dataclasses import dataclass
from datetime import date

from handlers.lights import SYMBOLS
from handlers.reporting.words import STATES
from handlers.wording import number, said_ref
from knowledge.numerals import behind
from reminders.digest_records import (
    Coming,
    Decider,
    Digest,
    Entry,
    Gauge,
    Lit,
    PhaseAhead,
    Trouble,
)
from reminders.lights import Light
from reminders.week import Week

LIGHTS: dict[Light, str] = {
    "red": "红灯",
    "yellow": "黄灯",
    "green": "绿灯",
    "blue": "蓝灯",
    "none": "无灯",
}
LIGHT_MEANINGS: dict[Light, str] = {
    "red": "逾期或严重滞后",
    "yellow": "临近期限或滞后",
    "green": "正常推进",
    "blue": "已办结",
    "none": "没有期限或中止",
}
KINDS = {"blocked": "受阻", "overdue": "逾期", "review": "待审核", "extension": "申请延期"}
_TITLE = 24


def short(text: str, most: int = _TITLE) -> str:
    """Cut where it is long."""
    return text if len(text) <= most else text[: most - 1] + "…"


def said_day(day: date) -> str:
    """11月25日."""
    return f"{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Called:
    """What a digest, its days and those before are called."""

    digest: str = "督办周报"
    this: str = "本周"
    last: str = "上周"
    whole: str = "这一周"


_MONTH = Called("督办月报", "本月", "上月", "这个月")


def called(week: Week) -> Called:
    """A month is no week."""
    return _MONTH if week.is_month else Called()


def said_week(week: Week) -> str:
    """2024年11月18日—11月24日: the days that are in it."""
    first, last = week.since.date(), week.today
    year = f"{last.year}年" if last.year != first.year else ""
    return f"{first.year}年{said_day(first)}—{year}{said_day(last)}"


def said_entry(entry: Entry, *, paper: bool = False) -> str:
    """第7项 推进…; with its paper where there are several."""
    where = f"《{short(entry.paper, 12)}》" if paper else ""
    return f"{where}{said_ref(entry.ref)} {short(entry.title)}"


def said_units(entry: Entry) -> str:
    """Who files for it."""
    return "、".join(entry.units[:2]) + ("等" if len(entry.units) > 2 else "") or "没有写明单位"


def said_light(light: Light) -> str:
    """🔴红灯: symbol and word."""
    return f"{SYMBOLS[light]}{LIGHTS[light]}"


def said_change(lit: Lit, week: Week) -> str:
    """比上周多2项, 与上周持平."""
    more, last = len(lit.now) - len(lit.before), called(week).last
    if not more:
        return f"与{last}持平"
    return f"比{last}{'多' if more > 0 else '少'}{abs(more)}项"


def said_state(entry: Entry) -> str:
    """推进中，40%."""
    return STATES[entry.state] + ("" if entry.percent is None else f"，{entry.percent}%")


def said_decider(decider: Decider) -> str:
    """市医保局分管领导（王局）."""
    if decider.role == "牵头单位":
        return decider.unit
    names = f"（{'、'.join(decider.names)}）" if decider.names else ""
    return f"{decider.unit}{decider.role}{names}"


def said_asked(trouble: Trouble) -> str:
    """What is asked of whoever decides."""
    who = said_decider(trouble.decider)
    match trouble.kind:
        case "blocked":
            return f"请{who}协调"
        case "review":
            return f"请{who}审核办结申请"
        case "extension":
            return f"请{who}决定是否延期"
    return f"请{who}{'办理' if trouble.decider.role == '牵头单位' else '督促'}"


def said_why(trouble: Trouble) -> str:
    """逾期12天；卡在经费；需要市财政局支持."""
    parts = [f"逾期{trouble.days}天" if trouble.days else ""]
    parts += [f"卡在{short(trouble.blocker, 30)}" if trouble.blocker else ""]
    parts += [f"需要：{short(trouble.need, 30)}" if trouble.need else ""]
    parts += [f"申请延到{said_day(trouble.until)}" if trouble.until else ""]
    said = [one for one in parts if one]
    assumed = "（期限是按文件期限推定的）" if trouble.days and trouble.entry.assumed else ""
    return "；".join(said) + assumed


def figure(value: float | None, unit: str) -> str:
    """20个; — where nothing is known."""
    return "—" if value is None else f"{number(round(value, 2))}{behind(unit)}"


def said_gauge(gauge: Gauge) -> str:
    """实际20个，序时应达22个，2027年目标24个."""
    read = f"（{said_day(gauge.read_on)}报）" if gauge.read_on else "（基期，还没有报过）"
    parts = [f"实际{figure(gauge.actual, gauge.unit)}{read if gauge.actual is not None else ''}"]
    if gauge.expected is not None:
        parts.append(f"序时应达{figure(gauge.expected, gauge.unit)}")
    if gauge.target is not None:
        most = "" if gauge.upward else "不高于"
        parts.append(f"{gauge.year}年目标{most}{figure(gauge.target, gauge.unit)}")
    return "，".join(parts)


def said_course(gauge: Gauge) -> str:
    """▼落后, ●达到序时, ○还没有报过: a symbol and its word."""
    if gauge.behind:
        return "▼落后序时"
    if gauge.read_on is None:
        return "○还没有报过"
    return "●达到序时" if gauge.expected is not None else "●已报"


def said_coming(coming: Coming, *, paper: bool = False) -> str:
    """11月30日 第5项 …（市医保局）."""
    again = "，定期报送" if coming.again else ""
    entry = said_entry(coming.entry, paper=paper)
    return f"{said_day(coming.day)} {entry}（{said_units(coming.entry)}{again}）"


def said_phase(phase: PhaseAhead, today: date) -> str:
    """创建推进阶段：到7月31日，还有7天."""
    if phase.runs:
        left = (phase.end - today).days if phase.end else None
        until = f"到{said_day(phase.end)}，还有{left}天" if phase.end else "正在进行"
        return f"现阶段“{phase.name}”{until}"
    begins = f"{phase.start.year}年{said_day(phase.start)}开始" if phase.start else ""
    return f"下一阶段“{phase.name}”{begins}"


def several(digest: Digest) -> bool:
    """Whether entries have to say which paper they are of."""
    return len(digest.papers) > 1


def headline(digest: Digest) -> str:
    """One sentence for who reads no further."""
    red = next(len(one.now) for one in digest.lights if one.light == "red")
    parts = [f"共{len(digest.entries)}项任务", f"红灯{red}项", f"办结{len(digest.closed)}项"]
    parts.append(f"要决定或督促的{len(digest.troubles)}项")
    return "，".join(parts)


def said_silent(digest: Digest, most: int) -> str:
    """Units that said nothing: 区民政局、区教育局 等12个."""
    names = "、".join(one.name for one in digest.silent[:most])
    return f"{names} 等{len(digest.silent)}个" if len(digest.silent) > most else names
