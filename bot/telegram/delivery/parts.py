"""What every handler of the Telegram face works with, and what it knows of the request that it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot

from bot.catalogue import Catalogue
from bot.desk import Desk
from bot.newsroom import Newsroom
from bot.settings import Settings
from bot.telegram.delivery.sender import Place, Sender
from bot.telegram.inbox.updates import Me, Raw
from storage.chats import Chat
from storage.database import Database
from storage.jobs import Job


@dataclass(frozen=True, slots=True)
class Parts:
    """The desk, the newsroom, the store, and the way to Telegram; ``wake`` tells the runners that there may be new jobs."""

    desk: Desk
    newsroom: Newsroom
    database: Database
    bot: Bot
    sender: Sender
    settings: Settings
    me: Me
    clock: Callable[[], datetime]
    wake: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: its job, the chat with its settings, where the answer goes, and the language to speak.

    ``messages`` are those that it was made with, as they came; none where it was made otherwise.
    """

    job: Job
    chat: Chat
    place: Place
    catalogue: Catalogue
    messages: tuple[Raw, ...] = ()

    @property
    def private(self) -> bool:
        """Whether nobody else reads along."""
        return self.chat.kind == "private"
