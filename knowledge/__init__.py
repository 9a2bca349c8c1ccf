"""Understanding: bytes to lines to facts, Chinese text to meaning, the lexicon of names.

Everything here is pure: no database, no network, no clock, no processes.
"""
