import pytest

from bot.cli.common import hoisted
from bot.errors import BadInputError


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            ["ask", "现在第几阶段", "--now", "2024-07-01"],
            ["--now", "2024-07-01", "ask", "现在第几阶段"],
        ),
        (["--as", "3", "ask", "甲"], ["--as", "3", "ask", "甲"]),
        (["ask", "--database=sqlite:///a.db", "甲"], ["--database=sqlite:///a.db", "ask", "甲"]),
        (["ask", "--", "--now", "是什么"], ["ask", "--", "--now", "是什么"]),
        (["export", "--format", "csv"], ["export", "--format", "csv"]),
    ],
)
def test_common_options_may_stand_anywhere(typed, read):
    assert hoisted(typed) == read


def test_a_common_option_without_its_value_is_named():
    with pytest.raises(BadInputError, match="--now 缺少值"):
        hoisted(["ask", "甲", "--now"])
