"""Papers are named in the same ways whether the ledger holds five or thousands."""

from knowledge.questions.holders import Holders, as_set, members
from knowledge.questions.papers import Titles
from knowledge.questions.titled import Titled

PLACES = ("海州市临江区", "海州市城东区", "云江市", "青山市")
MATTERS = ("卫生健康", "中医药", "托育服务", "院前急救", "健康教育")


def _paper(number: int) -> Titled:
    place = PLACES[number % 4]
    matter = MATTERS[number // 4 % 5]
    year = 2001 + number // 20
    title = f"{place}{year}年{matter}工作要点"
    return Titled(number + 1, f"p{number}", title, place, f"府办〔{year}〕{number}号", year, year)


MANY = Titles(_paper(number) for number in range(500))


def _named(text: str) -> set[int]:
    return {one for stretch in MANY.find(text) for one in stretch.ids}


def test_one_paper_among_many_by_title_number_or_description() -> None:
    paper = _paper(324)
    assert _named(f"《{paper.title}》第3项") == {paper.id}
    assert _named(f"{paper.number}是什么文件") == {paper.id}
    assert _named("临江2017年中医药要点里有哪些任务") == {paper.id}
    assert paper.title == "海州市临江区2017年中医药工作要点"


def test_what_several_have_names_them_all() -> None:
    papers = {_paper(number).id for number in range(500) if number % 4 == 2}
    assert _named("云江市的文件") == papers
    assert _named("今天天气怎么样") == set()


def test_the_first_listed_of_two_names_wins() -> None:
    twins = [Titled(1, "a", "临江区健康教育工作要点"), Titled(2, "b", "临江区健康教育工作要点")]
    assert [one.ids for one in Titles(twins).find("临江区健康教育工作要点")] == [(1,)]


def test_sets_of_texts() -> None:
    texts = [(f"第{number}号：{'中医' * (number % 3)}药",) for number in range(300)]
    holders = Holders(texts)
    assert list(members(holders.of("中医药"))) == [n for n in range(300) if n % 3]
    assert list(members(holders.of("第77号"))) == [77]
    assert list(members(holders.of("中医中医药"))) == [n for n in range(300) if n % 3 == 2]
    assert holders.of("西医") == holders.of_characters("中西") == 0
    assert list(members(as_set((0, 7, 8, 250)))) == [0, 7, 8, 250]
    assert list(members(as_set(()))) == []
