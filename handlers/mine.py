"""我, 我局, 我们单位, 我分管的: whose they are is known, so the message is read with names instead.

Pure: 我局牵头哪些 said by somebody of 市医保局 is 市医保局牵头哪些, and everything that understands
questions understands it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from db.records import Names, Person
from handlers.turn import Speaker
from knowledge.names import fold as folded_name
from knowledge.names import unit
from knowledge.questions.meaning import Meaning, UnitAsked
from knowledge.text import fold

Whose = Literal["own", "charge"]

_CHARGE = re.compile(r"(?:我们?|本人)所?分管(?:的?(?:单位|部门)|(?=的|哪|有))")
_UNIT = (
    r"(?:局|委员?会?(?![托派任])|办公?室?(?!法|理|结|完)|处|科室?|中心|单位|部门|机关|医?院(?![长士])"
    r"|街道|镇)"
)
_OWN = re.compile(
    rf"(?:我们?|咱们?)(?:这个?)?{_UNIT}|本(?:局|委|院(?!长)|单位|部门|机关|处|中心|街道|镇)(?!年)"
    r"|(?:我们?|咱们?)(?=有关|相关|共同|一起|[和跟与][^,，。]{2,15}(?:共同|一起|联合|都))"
    r"|(?<=[分派交下]给)(?:我们?|咱们?)(?=的)"
    r"|(?<![给帮替教让请跟告诉和与问为对让])(?:我们?|咱们?)(?:这边|这里|手[里头上]|名下)?"
    r"(?=的(?!文件|问题|意思|话|账号|名字|权限)|牵头|主办|配合|协办|参与|负责|承担|作为|管(?!理)|该|得|还有"
    r"|要(?!问|查|看|找|导|绑|知|了解|报|新增|改|撤|确认|一)|需要?(?!问|查|看)|应[该当]?"
    r"|有(?:哪|什么|啥|几|多少|没|任务|工作)|今年|本[月周]|这个?[月周]|下个?[月周]|年底|最近|近期"
    r"|逾期|快|临近|到期|[没未]完成|都有|一共|总共|共有|呢)"
)
_PAGE = re.compile(
    r"(?:我要?看?|打开|看看)?(?:我|我们)的?(?:全部|所有)?(?:任务|工作|待办|事项|工作台|首页)"
    r"(?:有哪些|是什么|清单|列表)?[?？。!！]*|my"
    r"|(?:我们?|咱们?|[我本](?:局|委|单位|院|科))(?:还)?(?:能|可以|该|要|需要?|应该)(?:上?报送?|填报?)"
    r"(?:的(?:是|有)?)?(?:哪|什么|啥)[一几些]?[项个条]?(?:任务|事项|工作)?[?？。!！]*"
)


def whose(text: str) -> Whose | None:
    """Whether the folded message speaks of the speaker's own units, or of those in charge of."""
    if _CHARGE.search(text):
        return "charge"
    return "own" if _OWN.search(text) else None


def is_page(text: str) -> bool:
    """Whether the folded message is 我的任务 or the like: my page rather than a list."""
    return _PAGE.fullmatch(text) is not None


def units_of(speaker: Speaker, kind: Whose) -> tuple[int, ...]:
    """Bureaus that 我们 or 我分管的 means; a leader without a unit speaks of those in charge of."""
    person = speaker.person
    if person is None:
        return ()
    if kind == "charge":
        return person.in_charge_of
    return person.bureaus or person.in_charge_of


def page_units(person: Person) -> tuple[int, ...]:
    """Bureaus whose tasks are on the person's page."""
    leading = person.in_charge_of if person.role == "manager" else ()
    return tuple(dict.fromkeys((*leading, *person.bureaus))) or person.in_charge_of


def named(text: str, kind: Whose, units: Sequence[int], names: Names) -> str:
    """The message with the units' names in the place of 我们."""
    said = "、".join(one.name for one in names.bureaus if one.id in units)
    pattern = _CHARGE if kind == "charge" else _OWN
    return pattern.sub(said, fold(text).strip())


def own_first(meaning: Meaning, speaker: Speaker) -> Meaning:
    """区卫健委, of which several places have one, is the speaker's own where no paper is named."""
    if meaning.documents or not meaning.units:
        return meaning
    own = frozenset(speaker.person.bureaus if speaker.person else ())
    if own.isdisjoint(each for one in meaning.units for each in one.ids):
        return meaning
    return replace(meaning, units=tuple(_own(one, own) for one in meaning.units))


def _own(named: UnitAsked, own: frozenset[int]) -> UnitAsked:
    here = tuple(each for each in named.ids if each in own)
    return replace(named, ids=here) if here and unit(named.text).level else named


def meant(meaning: Meaning, units: Sequence[int], names: Names) -> Meaning:
    """Of several units of one name the speaker's own is meant."""
    own = {folded_name(one.name): one.id for one in names.bureaus if one.id in units}

    def pinned(one: UnitAsked) -> UnitAsked:
        here = own.get(one.text)
        return replace(one, ids=(here,)) if here in one.ids and here else one

    return replace(meaning, units=tuple(pinned(one) for one in meaning.units))
