"""What a conversation remembers survives being written down, and stays small."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.context import Context, Subject, dump, load
from knowledge.questions.meaning import ItemAsked, Meaning, UnitAsked
from knowledge.times import Window

MEANINGS = st.builds(
    Meaning,
    text=st.text(max_size=20),
    asks=st.frozensets(st.sampled_from(["who", "when", "list", "count"])),
    units=st.tuples(st.builds(UnitAsked, st.text(max_size=5), st.tuples(st.integers(1, 9)))),
    items=st.tuples(st.builds(ItemAsked, st.tuples(st.integers(1, 99)), st.text(max_size=5))),
    topic=st.tuples(st.text(max_size=8)),
    window=st.none() | st.builds(Window, st.none() | st.dates(), st.dates(), st.text(max_size=4)),
    years=st.tuples(st.integers(2000, 2100)),
)
SUBJECTS = st.builds(
    Subject,
    tasks=st.lists(st.integers(1, 1000), max_size=5).map(tuple),
    meaning=st.none() | MEANINGS,
    intent=st.sampled_from(["task", "search"]),
)


@given(st.lists(SUBJECTS, max_size=6), st.none() | st.text(max_size=30))
def test_what_is_written_down_is_read_back(subjects, draft):
    context = Context(documents=(1, 2), draft=draft)
    for subject in subjects:
        context = context.answered(subject)
    assert load(dump(context)) == context


def test_an_older_shape_or_garbage_starts_afresh():
    assert load('{"documents": []}') == Context()
    assert load("garbage") == Context()
    assert load(None) == Context()


def test_a_long_conversation_stays_small():
    meaning = Meaning(
        text="市医保局牵头哪些任务", window=Window(None, date(2024, 12, 31), "年底前")
    )
    context = Context()
    for _ in range(200):
        context = context.answered(Subject(tuple(range(2000)), meaning, "list", 8))
    assert len(dump(context)) < 80_000
    assert context.next_id() == "m201"
