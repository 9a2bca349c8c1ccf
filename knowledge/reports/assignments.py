"""Whom a task is given to, as typed: 给市卫健委李强负责，市民政局、市财政局配合. Pure."""

import re
from dataclasses import dataclass

from knowledge.questions.newtask import units_in

_LEADS = r"(?:牵头|主办|负责|承办|办理|落实|来办|去办|抓|办|做)"
_WITH = r"(?:配合|协办|协助|参与|参加)"
_RUN_ON = re.compile(rf"(?<=牵头|主办|负责|承办)(?=[^,，;；]{{3,}}{_WITH}$)")
_CLAUSE = re.compile(r"[,，;；。]+")
_TO = re.compile(r"^(?:请|交?给|由|到|让)+")
_WITH_FIRST = re.compile(rf"^{_WITH}(?:单位|部门)?(?:是|为|:|：)?(?P<names>.+)$")
_WITH_LAST = re.compile(rf"^(?P<names>.+?)(?:来|做好)?{_WITH}(?:工作)?$")
_LEAD_FIRST = re.compile(r"^(?:牵头|主办|责任|承办)(?:单位|部门)?(?:是|为|:|：)?")
_LEAD_LAST = re.compile(rf"(?:来|去)?{_LEADS}+(?:工作)?$")


@dataclass(frozen=True, slots=True)
class Given:
    """The names that were said: of units, of persons, or of a person behind the unit's."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()


def given_to(text: str) -> Given:
    """Who leads and who cooperates; nobody where no name was said."""
    lead: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    for clause in _CLAUSE.split(_RUN_ON.sub("，", text)):
        said = _TO.sub("", clause.strip())
        if found := _WITH_FIRST.match(said) or _WITH_LAST.match(said):
            others += units_in(_TO.sub("", found["names"]))
        elif said:
            lead += units_in(_LEAD_LAST.sub("", _LEAD_FIRST.sub("", said)))
    return Given(lead, others)
