"""How older ledgers become newer ones: alembic revisions, numbered in order.

A new ledger is made from `db.tables` and stamped with the newest revision; a test holds both ways
to the same tables. To add a revision, change `db.tables`, raise `HEAD` there and write
`versions/rNNNN.py`.
"""
