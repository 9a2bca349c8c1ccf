"""All that the lexicon is made from."""

from sqlalchemy import Connection, select

from db.bureaus import all_bureaus
from db.documents import of_states
from db.records import Names
from db.tables.figures import indicators, phases
from db.version import version


def names(connection: Connection) -> Names:
    """The names of the ledger as of its present version."""
    indicator_names = (
        select(indicators.c.document_id, indicators.c.name)
        .where(indicators.c.gone.is_(None))
        .order_by(indicators.c.id)
    )
    phase_names = select(phases.c.document_id, phases.c.name).order_by(phases.c.id)
    return Names(
        version=version(connection),
        documents=of_states(connection),
        bureaus=all_bureaus(connection),
        indicators=tuple((row[0], row[1]) for row in connection.execute(indicator_names)),
        phases=tuple((row[0], row[1]) for row in connection.execute(phase_names)),
    )
