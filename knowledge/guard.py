"""The 涉密 guard: what may neither be kept nor answered, found before anything is stored.

Refused are marks of secrecy (保守国家秘密法; GB/T 9704 prints them at the head: 机密★1年), numbers
of identity cards and what tells of a patient's illness (个人信息保护法: sensitive information).
Words such as 保密, 秘密 or 患者 in running text, and office telephones, are no reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from knowledge.identity_cards import has_identity_card
from knowledge.patients import has_patient
from knowledge.secrecy_marks import secrecy_mark
from knowledge.text import fold

Kind = Literal["secrecy", "identity", "patient"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is refused, never with what it said."""

    kind: Kind
    found: str
    """What was found, such as 密级标志; also all that is kept of it."""
    advice: str


_REFUSALS = {
    "secrecy": Refusal(
        "secrecy",
        "密级标志或内部资料标志",
        "涉密文件和内部资料请在保密系统里办理，不要发到聊天里；已经解密的，请用解密后的版本。",
    ),
    "identity": Refusal(
        "identity",
        "身份证号码",
        "督办用不到身份证号码，请去掉后再发；要说明是谁，写姓名和单位即可。",
    ),
    "patient": Refusal(
        "patient",
        "患者个人信息（姓名和病历号、住院号或诊断）",
        "督办用不到患者信息，请去掉后再发；要说明进展，写人数、例数即可。",
    ),
}

_DIGITS = re.compile(r"\d{4}", re.ASCII)


def refusal_of(texts: Sequence[str]) -> Refusal | None:
    """Why these lines of one message or paper are refused, or None; a text may hold newlines."""
    lines = chain.from_iterable(text.splitlines() for text in texts)
    # Runs of spaces as one: a mark may be spread out, and thousands of them shall cost nothing.
    folded = (" ".join(fold(line).split()) for line in lines)
    kind = _kind([line for line in folded if line])
    return _REFUSALS[kind] if kind else None


def _kind(lines: Sequence[str]) -> Kind | None:
    # Every message passes here, and hardly any has one of these characters: those are soon through.
    text = "\n".join(lines)
    if ("密" in text or "内" in text) and secrecy_mark(lines):
        return "secrecy"
    if _DIGITS.search(text) and any(has_identity_card(line) for line in lines):
        return "identity"
    return "patient" if ("号" in text or "诊" in text) and has_patient(lines) else None
