"""A Slack workspace on loopback: Web API, Socket Mode, signed HTTP, and what people would see."""

from bot.bench.fakes.slack.faults import Fault as Fault
from bot.bench.fakes.slack.screen import Shown as Shown
from bot.bench.fakes.slack.server import FakeSlack as FakeSlack
