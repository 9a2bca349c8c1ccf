"""The ledger as files for other programs: JSON, a table, a calendar."""
