"""What is asked of the ledger about one unit: in which roles, within which days."""

from db.records import TaskQuery
from handlers.question import Question
from handlers.units import Resolved
from handlers.wording import MANY
from knowledge.papers.model import Role


def roles_of(role: Role | None, *, duty: bool) -> tuple[Role, ...]:
    """牵头 means leads, 负责 (`duty`) leads or is responsible, no word at all any role."""
    if role:
        return (role,)
    return ("lead", "responsible") if duty else ()


def query_of(question: Question, unit: Resolved, role: Role | None, *, duty: bool) -> TaskQuery:
    """All tasks of one unit in that role, within the window that the question names."""
    window = question.meaning.window
    return TaskQuery(
        documents=question.document_ids,
        bureaus=unit.ids,
        roles=roles_of(role, duty=duty),
        due_from=window.start if window else None,
        due_until=window.end if window else None,
        limit=MANY,
    )
