"""How a message of several items looks, and what becomes of it when people press."""

from handlers.reply import Button, Reply, bold, plain_text, say
from handlers.unasked.items import Told, dump_items, load_items
from handlers.unasked.look import Line, page_of, pages, shown


def item(number: int, words: str = "", paper: str = "《要点》", *, press: bool = True) -> Told:
    text = words or f"第{number}项“事项{number}”今天到期。"
    return Told(number, Reply("notice", (say(bold(paper)), say(text))), press)


def text(reply: Reply) -> str:
    return plain_text(reply.blocks)


def labels(reply: Reply) -> list[str]:
    return [one.label for one in reply.buttons]


def test_one_alone_has_no_number():
    reply = shown([item(7)], {})
    assert text(reply) == "《要点》\n第7项“事项7”今天到期。"
    assert labels(reply) == ["已知悉", "稍后…"]
    assert {one.group for one in reply.buttons} == {""}


def test_several_are_numbered_under_their_paper():
    reply = shown([item(7), item(8), item(9, paper="《方案》", press=False)], {})
    assert text(reply) == (
        "《要点》\n1. 第7项“事项7”今天到期。\n\n"
        "2. 第8项“事项8”今天到期。\n\n"
        "《方案》\n3. 第9项“事项9”今天到期。"
    )
    assert [(one.label, one.value, one.group) for one in reply.buttons] == [
        ("1 已知悉", "known:7", "1"),
        ("1 稍后…", "later:7", "1"),
        ("2 已知悉", "known:8", "2"),
        ("2 稍后…", "later:8", "2"),
    ]


def due(number: int) -> Told:
    line = say(bold(f"第{number}项“事项{number}”"), "应于9月30日前完成，还有3个工作日。")
    return Told(number, Reply("notice", (say(bold("《要点》")), line)), pressable=True)


def test_what_several_say_alike_is_said_once_below_them():
    assert text(shown([due(7), due(8), item(9)], {})) == (
        "《要点》\n1. 第7项“事项7”\n2. 第8项“事项8”\n"
        "以上2项应于9月30日前完成，还有3个工作日。\n\n3. 第9项“事项9”今天到期。"
    )
    after = text(shown([due(7), due(8), due(9)], {7: [Line("王芳 已知悉")]}))
    assert "1. 第7项“事项7”应于9月30日前完成，还有3个工作日。\n✓ 王芳 已知悉" in after
    assert "以上2项应于" in after


def test_who_did_what_stands_below_the_item_and_the_others_keep_their_buttons():
    reply = shown([item(7), item(8)], {7: [Line("王芳 7月25日 14:05 已知悉")]})
    assert "1. 第7项“事项7”今天到期。\n✓ 王芳 7月25日 14:05 已知悉\n\n2." in text(reply)
    assert labels(reply) == ["2 已知悉", "2 稍后…"]


def test_until_when_is_asked_in_the_place_of_the_items_own_buttons():
    reply = shown([item(7), item(8)], {}, asking=8)
    assert labels(reply) == ["1 已知悉", "1 稍后…", "2 三个工作日", "2 下周一", "2 返回"]


def test_of_many_ten_are_shown_and_the_rest_is_one_press_away():
    items = [item(number) for number in range(1, 24)]
    first = shown(items, {})
    assert "10. 第10项" in text(first)
    assert "第11项" not in text(first)
    assert text(first).endswith("还有13项，点“看其余13项”。")
    assert first.buttons[-1] == Button("看其余13项", "rest:1:1")

    last = shown(items, {}, page=2)
    assert text(last).startswith("《要点》\n21. 第21项")
    assert labels(last)[-1] == "23 稍后…"
    assert [page_of(items, one) for one in (1, 11, 23, 99)] == [0, 1, 2, None]


def test_long_ones_stay_one_page_of_every_platform():
    items = [item(number, "很长的一项。" * 100) for number in range(1, 11)]
    sizes = [len(text(shown(items, {}, page))) for page in range(len(pages(items)))]
    assert len(sizes) > 1
    assert max(sizes) < 3500


def test_items_are_kept_with_the_message():
    items = (item(7), item(8, press=False))
    assert load_items(dump_items(items)) == items


def test_every_button_fits_with_its_seal():
    reply = shown([item(10**12), item(10**12 + 1)], {}, asking=10**12)
    assert max(len(one.value.encode()) for one in reply.buttons) <= 45
