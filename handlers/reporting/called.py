"""The paper that is called by a few words before a number: 健康城市要点第2项."""

import re
from dataclasses import replace

from handlers.question import Question
from handlers.scope import Scope
from handlers.visibility import papers_in_talk
from knowledge.shelf import plain
from knowledge.text import fold

_BEFORE = re.compile(
    r"^(?:更正[:,，\s]*)?(?P<words>[一-龥〔〕()《》\d]{2,40}?)(?:里|中|文件)?的?\s*"
    r"(?:第\s?[\d一二三四五六七八九十百]{1,4}\s?[项条]|\([一二三四五六七八九十]{1,3}\))"
)
_APART = ".{0,8}?"


def papers_called(question: Question, words: str) -> set[int]:
    """Papers whose titles have the characters said, in their order; those in use before others."""
    pattern = re.compile(_APART.join(map(re.escape, plain(words))))
    names = question.turn.names
    found = {one.id for one in names.documents if pattern.search(plain(one.title))}
    return found & {*names.usual_ids, *question.document_ids} or found


def about_called(question: Question, words: str) -> Question:
    """The question about the papers called so; as it was where the words call none."""
    papers = papers_called(question, words) if words else set()
    here = papers & set(question.document_ids)
    if not papers or here == set(question.document_ids):
        return question
    return replace(question, scope=Scope(question.turn.names.papers(here or papers), chosen=True))


def called_in(question: Question, text: str) -> Question:
    """The same for a message that has such words before its first number; behind it they are what
    is told of: 第1项示范区清单已启动 stays with the paper in talk."""
    said = fold(text).strip()
    if found := _BEFORE.match(said):
        return about_called(question, found["words"])
    talk = papers_in_talk(question.turn)
    behind = _FIRST.match(said) and not _OF_PAPER.search(said)
    if not (behind and talk) or {*talk} & {*question.document_ids}:
        return question
    return replace(question, scope=Scope(question.turn.names.papers(talk), chosen=True))


_FIRST = re.compile(
    r"(?:更正[:,，\s]*)?(?:第\s?[\d一二三四五六七八九十百]{1,4}\s?[项条]|\d{1,3}[项条、]"
    r"|[一二三四五六七八九十]{0,3}/?\([一二三四五六七八九十]{1,3}\))"
)
_OF_PAPER = re.compile(r"《|(?:要点|方案|计划|清单|文件|通知|意见)(?:里|中|的)*(?:[,，。]|$)")
