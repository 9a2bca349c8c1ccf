"""Cutting Chinese text into words: the only place that knows jieba.

The text index is cut with the shipped dictionary alone, never with names of the ledger, so an
import never makes an older index wrong.
"""

import logging
import math
import re
from collections.abc import Iterator

import jieba

from knowledge.text import fold

jieba.setLogLevel(logging.WARNING)

DICTIONARY = f"jieba-{jieba.__version__}/1"
"""Names the tokenizer and dictionary; an index made under another name must be rebuilt."""

_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+(?:[.+\-][a-z0-9]+)*")


def cut(text: str) -> list[str]:
    """The most likely words of `text`, in order; punctuation left out."""
    return [word for word in jieba.cut(fold(text).lower(), HMM=False) if _RUN.fullmatch(word)]


def pieces(text: str) -> list[str]:
    """The same with all that stands between the words: joined they are the text."""
    return list(jieba.cut(text, HMM=False))


def index_words(text: str) -> list[str]:
    """Every dictionary word that occurs anywhere in `text`, and pairs no word spans.

    Context-free on purpose: what is found in a phrase alone is found in any text that holds the
    phrase, so a search can never miss because the same characters were cut differently.
    """
    return [word for run in _RUN.findall(fold(text).lower()) for word in _words_of(run)]


def _words_of(run: str) -> Iterator[str]:
    if run.isascii():
        yield run
        return
    if len(run) == 1:
        yield run
        return
    ends_from = jieba.dt.get_DAG(run)
    reach = 0
    for start in range(len(run) - 1):
        ends = [end for end in ends_from[start] if end > start]
        yield from (run[start : end + 1] for end in ends)
        if not ends and reach <= start:
            yield run[start : start + 2]
        reach = max([reach, *ends])


def rarity(word: str) -> float:
    """How rare a word is in Chinese at large: 0 for 的, 1 for words the dictionary lacks."""
    jieba.initialize()
    seen = jieba.dt.FREQ.get(word) or 1
    return math.log(jieba.dt.total / seen) / math.log(jieba.dt.total)


def is_word(text: str) -> bool:
    """Whether the dictionary knows it."""
    jieba.initialize()
    return bool(jieba.dt.FREQ.get(text))


def warm_up() -> None:
    """Load the dictionary now instead of with the first question (about a second when uncached)."""
    jieba.initialize()
