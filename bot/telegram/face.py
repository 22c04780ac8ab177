"""The parts of the Telegram face, put together."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from telegram import Bot

from bot.assembly import Office
from bot.jobs import Runner
from bot.metrics import Metrics
from bot.settings import Settings
from bot.telegram.delivery.pace import NONE, Limits, Pace
from bot.telegram.delivery.parts import Parts
from bot.telegram.delivery.sender import Sender
from bot.telegram.handlers.dispatch import LATE, MAIN, QUICK, Dispatch
from bot.telegram.inbox.inbox import Inbox
from bot.telegram.inbox.updates import Me

AT_ONCE, QUICK_AT_ONCE, LATE_AT_ONCE = 96, 16, 32
"""Jobs side by side; the desk bounds how many articles are analysed at once."""


class Face:
    """Where updates come in (``inbox``), and who does what they ask for (``runners``)."""

    def __init__(self, settings: Settings, office: Office, bot: Bot, me: Me, clock: Callable[[], datetime]) -> None:
        self.me = me
        self.bot = bot
        self.metrics = Metrics()
        pace = Pace(Limits() if settings.telegram_limits == "on" else NONE, time.monotonic)
        sender = Sender(bot, pace, self.metrics, time.monotonic)
        self.parts = Parts(office.desk, office.newsroom, office.database, bot, sender, settings, me, clock, self.wake)
        doing = Dispatch(self.parts)
        self.runners = [
            Runner(office.database, kinds, doing.do, doing.give_up, self.metrics, clock, most)
            for kinds, most in ((MAIN, AT_ONCE), (QUICK, QUICK_AT_ONCE), (LATE, LATE_AT_ONCE))
        ]
        self.inbox = Inbox(office.database, me, self.metrics, clock, self.wake)

    def wake(self) -> None:
        """There may be new jobs."""
        for runner in self.runners:
            runner.wake()
