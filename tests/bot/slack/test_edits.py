"""What is edited, or only unfurls: the answer is changed where it stands."""

from handlers.inbound import Edit
from tests.bot.slack.saying import told


async def test_an_edited_message_changes_its_answer_in_place(desk):
    answer = await desk.slack.ask("UALICE", "第1项")
    waiting = desk.slack.space.expect("DALICE")
    await desk.slack.changes(desk.screen.said("DALICE", by="UALICE")[0], "第2项")
    assert (await waiting).ts == answer.ts
    assert answer.words == "第2项"
    asked = desk.screen.said("DALICE", by="UALICE")[0]
    assert desk.script.events[-1].inbound == Edit("slack:DALICE", "第2项", asked.ts, answer="m1")
    assert len(desk.screen.said("DALICE", by="UBOT")) == 1


async def test_an_edited_mention_changes_its_answer_in_the_thread(desk):
    shown, _ = await desk.slack.writes("UALICE", "<@UBOT> 第1项", channel="C1")
    await desk.slack.until(lambda: desk.screen.said("C1", by="UBOT"))
    (answer,) = desk.screen.said("C1", by="UBOT")
    again = {"type": "app_mention", "user": "UALICE", "ts": shown.ts, "channel": "C1"}
    again |= {"text": "<@UBOT> 第2项", "edited": {"user": "UALICE", "ts": "1700000009.000000"}}
    await desk.slack.event(again)
    await desk.slack.until(lambda: answer.words == "第2项")
    assert isinstance(desk.script.events[-1].inbound, Edit)
    assert len(desk.screen.said("C1", by="UBOT")) == 1


async def test_an_edited_mention_never_shows_all_what_is_for_one(desk):
    shown, _ = await desk.slack.writes("UALICE", "<@UBOT> 第1项", channel="C1")
    await desk.slack.until(lambda: desk.screen.said("C1", by="UBOT"))
    desk.script.answer = lambda event: told("只给您看", private=True)
    again = {"type": "app_mention", "user": "UALICE", "ts": shown.ts, "channel": "C1"}
    again |= {"text": "<@UBOT> 我的", "edited": {"user": "UALICE", "ts": "1700000009.000000"}}
    await desk.slack.event(again)
    await desk.slack.until(lambda: desk.screen.for_one("C1", "UALICE"))
    assert "只给您看" not in [each.words for each in desk.screen.said("C1")]


async def test_a_mention_added_by_an_edit_is_answered(desk):
    added: dict[str, object] = {
        "type": "app_mention",
        "user": "UALICE",
        "ts": "1700000001.000000",
        "channel": "C1",
    }
    added |= {"text": "<@UBOT> 第2项", "edited": {"user": "UALICE", "ts": "1700000009.000000"}}
    await desk.slack.event(added)
    await desk.slack.until(lambda: desk.screen.said("C1", by="UBOT"))
    (answer,) = desk.screen.said("C1", by="UBOT")
    assert (answer.words, answer.thread) == ("第2项", "1700000001.000000")


async def test_a_link_that_unfurls_is_no_edit(desk):
    await desk.slack.ask("UALICE", "第1项")
    delivery = await desk.slack.changes(desk.screen.said("DALICE", by="UALICE")[0], "第1项")
    await delivery.acked
    assert len(desk.script.events) == 1
