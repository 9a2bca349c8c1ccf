"""Which orders a text may be is seen by its words alone, so that the others need not be asked."""

from collections import Counter
from datetime import date

import pytest

from handlers.orders import Reader, possible, told_by
from handlers.rights import Route
from handlers.routes import ORDERS

TODAY = date(2024, 7, 25)


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("加入 ABCDEFGH12", "join"),
        ("申请开通", "access"),
        ("解除绑定", "unbind"),
        ("归档这份文件", "shelve"),
        ("第5项过三天再说", "later"),
        ("以后别提醒我了", "muting"),
        ("上周周报", "digest"),
        ("下周会提醒什么", "plan"),
        ("催办第12项", "step"),
        ("第12项的进展", "timeline"),
        ("逾期的有哪些", "worklist"),
        ("新增任务", "newtask"),
        ("张三调到市医保局", "transfer"),
    ],
)
def test_an_order_is_possible_where_it_is_told(said, order):
    assert ORDERS[order] in possible(ORDERS.values(), said, TODAY)


def test_a_question_leaves_only_what_hangs_on_what_was_said_before():
    left = possible(ORDERS.values(), "市医保局牵头哪些任务", TODAY)
    assert len(left) < len(ORDERS) / 2
    assert ORDERS["report"] in left


def test_what_several_orders_go_by_is_looked_at_once():
    asked: Counter[str] = Counter()

    def tells(text):
        asked[text] += 1
        return text == "是"

    def nothing(_question, _text):
        return None

    told: Reader = told_by(tells)(nothing)
    readers: tuple[Reader, ...] = (told, nothing, told)
    orders = [Route(one, "roster") for one in readers]
    assert possible(orders, "不是", TODAY) == (orders[1],)
    assert possible(orders, "是", TODAY) == tuple(orders)
    assert asked == {"不是": 1, "是": 1}
