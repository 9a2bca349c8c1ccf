"""Papers nobody issued, for measuring: the same number always gives the same paper."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.bench import vocabulary as words
from knowledge.papers.model import (
    Deadline,
    DeadlineKind,
    Measure,
    Paper,
    Period,
    Quantity,
    Section,
    Task,
)

TASKS_A_PAPER = 40
PAPERS_A_PLACE = 625
"""Papers that one jurisdiction issues in some fifteen years."""

FIRST_YEAR = 2011
_YEARS = 16
_NAMES = 6
_SECTIONS = "一二三四五"
_LATER = "二三四五六"


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction: its full name, and the level its units are named by."""

    name: str
    level: str


def place(number: int) -> Place:
    """The jurisdiction with that number: a city, or a district of one."""
    city = words.CITIES[number % len(words.CITIES)]
    place_in_city = number // len(words.CITIES) % (len(words.DISTRICTS) + 1)
    if not place_in_city:
        return Place(city, "市")
    district = words.DISTRICTS[place_in_city - 1]
    return Place(city + district, district[-1])


def place_of(number: int) -> Place:
    """The jurisdiction that issued the paper with that number."""
    return place(number // PAPERS_A_PLACE)


class Office:
    """Issues papers; what they say is drawn from some thousand sentences, made up once."""

    def __init__(self, sentences: int = 20_000) -> None:
        random = Random(sentences)  # noqa: S311 - chance only makes variety
        self._sentences = [_sentence(random) for _ in range(sentences)]

    def paper(self, number: int) -> Paper:
        """The paper with that number."""
        random = Random(number)  # noqa: S311
        home = place_of(number)
        year = FIRST_YEAR + number % _YEARS
        matter = words.MATTERS[number // _YEARS % len(words.MATTERS)]
        kind = random.choice(words.KINDS)
        period = Period(date(year, 1, 1), date(year + (2 if "三年" in kind else 0), 12, 31))
        tasks = (self._task(at, random, home, period) for at in range(1, TASKS_A_PAPER + 1))
        return Paper(
            slug=f"bench{number}",
            title=f"{home.name}{year}年{matter}{kind}",
            issuer=f"{home.name}人民政府办公室",
            doc_number=f"{home.name[0]}府办发〔{year}〕{number}号",
            jurisdiction=home.name,
            issued_on=date(year, 1, 10) + timedelta(days=random.randrange(120)),
            period=period,
            sections=tuple(
                Section(at, label, f"{random.choice(words.VERBS)}{matter}", at * 10)
                for at, label in enumerate(_SECTIONS, start=1)
            ),
            tasks=tuple(tasks),
        )

    def _task(self, at: int, random: Random, home: Place, period: Period) -> Task:
        verb, thing = random.choice(words.VERBS), random.choice(words.OBJECTS)
        text = title = f"{verb}{thing}"
        length = random.randint(140, 220)
        while len(text) < length:
            text += f"。{random.choice(self._sentences)}"
        units = random.sample(words.BUREAUS, random.randint(2, _NAMES))
        names = tuple(home.level + unit for unit in units)
        steps = (Measure("一是", random.choice(self._sentences), at),)
        figure = Quantity(thing, "新增若干个", random.randint(1, 90), "个")
        return Task(
            ref=str(at),
            section_order=1 + (at - 1) * len(_SECTIONS) // TASKS_A_PAPER,
            title=title,
            text=f"{text}。",
            line=at * 2,
            lead=names[:1],
            cooperating=names[1:],
            deadline=_deadline(random, period),
            quantities=(figure,) if random.random() < 0.3 else (),
            measures=steps if random.random() < 0.1 else (),
        )


def _sentence(random: Random) -> str:
    return random.choice(words.PARTS).format(
        place=random.choice(words.PLACES),
        where=random.choice(words.WHERE),
        who=random.choice(words.WHO),
        verb=random.choice(words.VERBS),
        object=random.choice(words.OBJECTS),
        other=random.choice(words.OBJECTS),
        brand="".join(random.sample(words.BRAND_CHARACTERS, 2)),
        period=random.choice(words.PERIODS),
        number=random.randint(2, 300),
        count=random.randint(2, 60),
        percent=random.randint(60, 99),
    )


def _deadline(random: Random, period: Period) -> Deadline:
    kind: DeadlineKind = random.choices(
        ("period", "explicit", "recurring", "open"), (60, 25, 5, 10)
    )[0]
    if kind == "period":
        return Deadline("period", period.end)
    if kind == "explicit":
        days = random.randrange((period.end - period.start).days)
        due = period.start + timedelta(days=days)
        return Deadline("explicit", due, f"{due.month}月底前")
    return Deadline(kind, recurrence="quarterly" if kind == "recurring" else None)


def printed(issued: Paper) -> str:
    """The text of such a paper as an office would print it."""
    lines = [issued.title, issued.doc_number or "", "一、总体要求", "坚持以人民健康为中心。"]
    for section, label in zip(issued.sections, _LATER, strict=True):
        lines.append(f"{label}、{section.title}")
        lines += [_printed(task) for task in issued.tasks if task.section_order == section.order]
    return "\n".join((*lines, issued.issuer or "", f"{issued.issued_on:%Y年%m月%d日}"))


def _printed(task: Task) -> str:
    leads, others = "、".join(task.lead), "、".join(task.cooperating)
    return f"{task.ref}．{task.text}（牵头部门：{leads}；配合部门：{others}）"
