"""A fake Telegram: a Bot API server on loopback, with faults and a record of what people see."""

from bot.bench.fakes.telegram.chats import Chat as Chat
from bot.bench.fakes.telegram.chats import Shown as Shown
from bot.bench.fakes.telegram.people import Somebody as Somebody
from bot.bench.fakes.telegram.server import TOKEN as TOKEN
from bot.bench.fakes.telegram.server import FakeTelegram as FakeTelegram
