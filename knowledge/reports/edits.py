"""What a message changes of what was just reported. Pure.

Such a message says that something was wrong (写错了, 作废), denies it (不是办结) or takes it out
(这句删掉), and says what is so instead (改成6家, 实际只有4家, 应该是第21项). Asked only where a
card is open or something was just recorded; elsewhere such words say nothing.
"""

import re
from dataclasses import replace
from functools import reduce

from knowledge.reports.claims import completed
from knowledge.reports.corrections import mode_said
from knowledge.reports.edit_facts import fact_of
from knowledge.reports.edit_parts import parts_in
from knowledge.reports.edit_signs import CHANGE, EVERY, RIGHT, WRONG
from knowledge.reports.model import Claim, Quantity, Target
from knowledge.reports.moods import mood_of
from knowledge.reports.news import Surroundings
from knowledge.reports.on_card import Before
from knowledge.reports.targets import Mention, mentions_in
from knowledge.reports.wording import prepare

_AGAIN = re.compile(r"(?:不对){2,}|(?:错了){2,}")
_ONLY_WRONG = re.compile(
    r"(?:哎呀?|啊|呃|糟了?)?[,，]?(?:刚[才刚]|上一?[条个]|[这那][条个]?|数[字据量]?|报的|说的)*"
    r"(?:(?:不对|错了|[报写填弄搞说]错了?|有误|有问题)[啊呀,，。!！]*)+"
)
"""不对不对: what is so is still to be said."""


def _rate_of(claim: Claim | None, what: str) -> Claim | None:
    """完结率改成93.5%: the percent of what is called a rate is that rate."""
    if claim is None or claim.share is None or not _RATE.search(what):
        return claim
    rate = Quantity(what, claim.share, "%", "total")
    return replace(claim, status=None, percent=None, share=None, quantities=(rate,))


_RATE = re.compile(r"(?<!^完成)(?<!^达成)(?:率|占比|比例|覆盖面)$")
_WISHED = re.compile(
    "(?<!是)就有|有人|[听据]说|群众|网友|媒体|才[算能及够]|应该?[可就还]?能|去年同期|序时|目标[^,]{0,4}\\d|需要\\d|就好了|就行了?吧|多好|希望|但愿|巴不得|要是|如果|假如|万一"
)
_LEDGERS = re.compile("时限|截止|期限|牵头单位|责任单位|配合单位")
"""把第2项的时限改成10月底: what the paper says, not what was reported."""
_MISTAKEN = re.compile(
    r"(?:[写报说填当看]成|(?<!该)(?<!应)(?<!改)(?<!要)[写报填记登放](?:在|到)了?)$"
)


def edit_in_words(text: str, around: Surroundings, before: Before) -> Claim | None:
    """What takes the place of what was reported; None where nothing is changed. A claim that
    names a task or a measure and says nothing else moves the report there."""
    if _ONLY_WRONG.fullmatch(text.strip()):
        return Claim(Target(), corrects=True, span=(0, len(text)))
    return _changed(text, around, before)


def _changed(text: str, around: Surroundings, before: Before) -> Claim | None:
    plain = _AGAIN.sub("不对,", prepare(text).text)
    mentions = mentions_in(plain)
    if _is_no_edit(plain) or (mentions and _LEDGERS.search(plain)):
        return None
    affirmed = [one for one in mentions if not (one.denied or _is_mistaken(one, plain))]
    said = parts_in(_without(plain, mentions), around, before)
    if said is None or not (said.corrects or len(affirmed) < len(mentions)):
        return None
    if len(affirmed) > 1 or any(len(one.items) > 1 for one in affirmed):
        return None
    item = affirmed[0].items[0] if affirmed else None
    claims = [_rate_of(fact_of(what or said.what, new, around), what) for what, new in said.so]
    mode = mode_said(plain)
    if not all(claims) or not (claims or said.dropped or item or said.measure or mode):
        return None
    outright = said.dropped or mode or len(affirmed) < len(mentions) or _OUTRIGHT.search(plain)
    if item and not outright:
        return None
    whole = reduce(completed, (one for one in claims if one), Claim(Target()))
    if whole.percent and whole.status == "not_started":
        whole = replace(whole, status="in_progress")  # a part of it has not
    return replace(
        whole,
        target=Target(item, measure=said.measure),
        corrects=True,
        mode=mode,
        dropped=said.dropped,
        was=said.was,
        adds=said.adds,
        of_every=bool(EVERY.search(plain)),
        about="" if item else said.what,
        span=(0, len(text)),
    )


def _is_no_edit(plain: str) -> bool:
    asks = plain.endswith(("?", "吗", "呢", "么")) or mood_of(plain) == "question"
    return asks or bool(_WISHED.search(plain))


_OUTRIGHT = re.compile(
    rf"{WRONG.pattern}|{CHANGE}|{RIGHT.pattern}|是(?=第?[(\d一二三四五六七八九十])|到(?=第)|[加补]"
)
"""应该是第21项, 第9项报错了: what names a task without such a word is a report on that task."""


def _is_mistaken(mention: Mention, plain: str) -> bool:
    """写成（六）了其实是（七）: the first is what was wrong."""
    return bool(_MISTAKEN.search(plain[: mention.start]))


def _without(plain: str, mentions: tuple[Mention, ...]) -> str:
    """The text without the numbers of tasks, and without what is said of those denied."""
    for one in reversed(mentions):
        apart = one.denied or _is_mistaken(one, plain)
        plain = f"{plain[: one.start]}{',' if apart else ''}{plain[one.end :]}"
    return plain
