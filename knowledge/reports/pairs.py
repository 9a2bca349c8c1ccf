"""What characters in a row tell of a text: its pairs, and how much of what was said they cover."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from knowledge.questions.holders import as_set
from knowledge.reports.alike import stretches

_COVERED, _LONG = 0.6, 10
COMMON = re.compile(
    "完成|推进|建设|开展|工作|加强|提升|实施|任务|项目|落实|进度|目前|机构|服务|中心|管理|持续|全面|不断|情况"
    "|活动|已经|组织|完善|健全|单位|全区|全市|全县|我们|累计|新增|材料|方案"
)
"""Words that might stand in any paper."""


def is_covered(said: str, places: Collection[int]) -> bool:
    """Whether most of what was said is held; of a long clause, which says more, a good part."""
    short, more = min(len(said), _LONG), max(0, len(said) - _LONG)
    return len(places) >= _COVERED * short + _COVERED / 2 * more


def is_common(run: str) -> bool:
    """Whether the words might stand in any paper."""
    return not re.search(r"[一-龥]{2,}|[a-z]{2,}", COMMON.sub(" ", run))


def by_pair(texts: Iterable[str]) -> Mapping[str, int]:
    """Which of the texts hold each pair of neighbouring characters, as a set."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for pair in set(stretches(text, 2)):
            found[pair].append(at)
    return {pair: as_set(ats) for pair, ats in found.items()}
