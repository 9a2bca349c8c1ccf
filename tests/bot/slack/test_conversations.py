"""What people see when they talk to the bot over Socket Mode."""


async def test_a_direct_message_is_answered_in_the_dm(desk):
    answer = await desk.slack.ask("UALICE", "第12项谁牵头")
    assert (answer.channel, answer.words, answer.thread) == ("DALICE", "第12项谁牵头", "")


async def test_a_mention_is_answered_in_its_thread(desk):
    answer = await desk.slack.ask("UALICE", "<@UBOT> 你好 &lt;b&gt;", channel="CTEAM")
    asked = desk.screen.said("CTEAM", by="UALICE")[0]
    assert (answer.words, answer.thread) == ("你好 <b>", asked.ts)
