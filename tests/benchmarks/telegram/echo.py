"""The yardstick: a bare python-telegram-bot that sends every text back."""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the text back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


async def tell(_: object) -> None:
    """Say that it runs."""
    print("running as echo", flush=True)


app = Application.builder().token("42:TEST").base_url(f"{sys.argv[1]}/bot").post_init(tell).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
