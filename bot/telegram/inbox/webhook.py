"""The bot's own HTTP server: updates that Telegram pushes, and how it is doing for those who run it."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.metrics import Metrics
from bot.telegram.inbox.inbox import Inbox

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_LARGEST = 2_000_000


Trouble = Callable[[], str | None]
"""Says in a line what is wrong; None where nothing is."""


def webhook(inbox: Inbox, secret: str, trouble: Trouble) -> web.Application:
    """Takes updates at ``/telegram`` from whoever knows the secret, and answers when they are stored; ``/healthz``."""

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict):
            return web.Response(status=400)
        await inbox.keep([update])
        return web.Response()

    app = web.Application(client_max_size=_LARGEST)
    app.router.add_post(PATH, take)
    app.router.add_get("/healthz", _health(trouble))
    return app


def observation(trouble: Trouble, metrics: Metrics) -> web.Application:
    """``/healthz``, 200 or 503 with what is wrong in a line, and ``/metrics`` in the format of Prometheus."""

    async def figures(_: web.Request) -> web.Response:
        return web.Response(body=metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4"})

    app = web.Application()
    app.router.add_get("/healthz", _health(trouble))
    app.router.add_get("/metrics", figures)
    return app


def _health(trouble: Trouble) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def health(_: web.Request) -> web.Response:
        wrong = trouble()
        return web.Response(text=f"{wrong or 'ok'}\n", status=503 if wrong else 200)

    return health


async def listen(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Serve until the runner is cleaned up. Raises OSError where the port cannot be had."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
