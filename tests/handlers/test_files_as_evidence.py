"""Files that are sent with a report, or afterwards, are its evidence."""

from handlers.inbound import Upload
from tests.handlers.team import PAPER, reports, text


async def send(member, name, data, words=""):
    return await member._does(Upload(member._key, name, data, words, PAPER))


async def test_a_file_sent_with_the_words_is_evidence_once_confirmed(team, staff):
    card = await send(staff, "验收单.pdf", b"%PDF-1.4", "第12项完成60%")
    assert "验收单.pdf" in text(card)
    done = await staff.presses("确认", card)

    [kept] = await team.ledger.progress.evidence([int(done.recorded[0].report)])
    assert (kept.name, kept.size) == ("验收单.pdf", 8)
    assert await team.ledger.progress.content(kept.hash) == b"%PDF-1.4"
    assert "验收单.pdf" in text(await staff.says("第12项的佐证"))


async def test_a_file_sent_afterwards_is_evidence_of_the_last_report(team, staff):
    done = await staff.says("第12项完成60%", document=PAPER)
    done = await staff.presses("确认", done)
    assert "佐证" in text(await send(staff, "照片.jpg", b"\xff\xd8"))
    assert len(await team.ledger.progress.evidence([int(done.recorded[0].report)])) == 1


async def test_the_same_file_again_is_kept_once_and_said_so(team, staff):
    done = await reports(staff, "第12项完成60%")
    await send(staff, "验收.pdf", b"%PDF-1.7 ...")
    assert "没有再存一份" in text(await send(staff, "验收.pdf", b"%PDF-1.7 ..."))
    assert len(await team.ledger.progress.evidence([int(done.recorded[0].report)])) == 1


async def test_what_a_machine_would_run_is_no_evidence(team, staff):
    done = await reports(staff, "第12项完成60%")
    for name, data in (("工具.exe", b"MZ.."), ("验收.pdf", b"MZ.."), ("空.pdf", b"")):
        assert "没有保存" in text(await send(staff, name, data))
    assert not await team.ledger.progress.evidence([int(done.recorded[0].report)])


async def test_a_file_goes_to_the_item_that_is_named_beside_it(team, staff):
    first = await reports(staff, "第12项完成60%")
    await reports(staff, "第8项完成50%")
    kept = text(await send(staff, "验收.pdf", b"%PDF-1.7 ...", "第12项的验收材料"))
    assert "第12项最近一条进展的佐证" in kept
    assert len(await team.ledger.progress.evidence([int(first.recorded[0].report)])) == 1
    refused = text(await send(staff, "验收.pdf", b"%PDF-1.7 ...", "第3项的验收材料"))
    assert "您还没有报过进展" in refused


async def test_a_file_alone_is_asked_about(staff):
    assert (await send(staff, "照片.jpg", b"\xff\xd8")).clarify
