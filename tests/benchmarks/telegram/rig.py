"""What a run needs: the simulator, a web server with articles, and the bot as its own process."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from tests.benchmarks.telegram import strange
from tests.benchmarks.telegram.stories import page

ROOT = Path(__file__).parents[3]
TOKEN = "42:TEST"


@dataclass
class Rig:
    """A simulator and a web server under way; the bot is started and ended by the scenarios."""

    control: str
    api: str
    site: str
    http: aiohttp.ClientSession
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    bot: asyncio.subprocess.Process | None = None

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"{self.control}{path}", json=body) as answer:
            told = await answer.json()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {told}")
            return told

    async def get(self, path: str) -> Any:
        async with self.http.get(f"{self.control}{path}") as answer:
            return await answer.json()

    async def messages(self, chat: int) -> list[dict[str, Any]]:
        """Everything in a chat that was not deleted."""
        return [m for m in (await self.get(f"/chat/{chat}"))["messages"] if not m["deleted"]]

    @property
    def database(self) -> Path:
        return self.folder / "attribot.db"

    async def start(self, *command: str, ready: str = "running as") -> None:
        """Start the bot and wait for the line that says it runs."""
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "OPENAI_"))},
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.api,
            "TELEGRAM_GROUPS": ",".join(str(-1001000000000 - n) for n in range(50)),
            "USER_REQUESTS_PER_HOUR": "0",
            "FEEDS": "off",
            "DATABASE_PATH": str(self.database),
            "FETCH_ALLOW_HOSTS": self.site.removeprefix("http://"),
            **self.settings,
        }
        with (self.folder / "log").open("ab") as log:
            start = log.tell()
            run = command or (sys.executable, "-m", "bot.cli", "run")
            self.bot = await asyncio.create_subprocess_exec(*run, cwd=ROOT, env=environment, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while ready.encode() not in (self.folder / "log").read_bytes()[start:]:
            if self.bot.returncode is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text()[-3000:])
            await asyncio.sleep(0.02)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> float:
        """End the bot; returns the seconds that it took."""
        bot, self.bot = self.bot, None
        if bot is None:
            return 0.0
        began = time.monotonic()
        bot.send_signal(number)
        async with asyncio.timeout(20):
            await bot.wait()
        return time.monotonic() - began

    def memory(self) -> float:
        """Megabytes of the bot's loop process."""
        assert self.bot is not None
        status = Path(f"/proc/{self.bot.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def processor(self) -> float:
        """Seconds of processor time of the bot's loop process so far."""
        assert self.bot is not None
        fields = Path(f"/proc/{self.bot.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def rig(simulator: Path, **options: object) -> AsyncIterator[Rig]:
    """A fresh simulator with these options, a fresh store, and the site; all ended afterwards."""
    sets = [part for name, value in options.items() for part in ("--set", f"{name}={json.dumps(value)}")]
    command = [sys.executable, str(simulator / "tgsim.py"), "--port", "0", "--control-port", "0", "--token", TOKEN]
    sim = subprocess.Popen([*command, *sets], stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220 - it says one line
    site = web.AppRunner(_site(), access_log=None)
    await site.setup()
    listening = web.TCPSite(site, "127.0.0.1", 0)
    await listening.start()
    try:
        assert sim.stdout is not None
        told = json.loads(sim.stdout.readline())
        port = site.addresses[0][1]
        with tempfile.TemporaryDirectory() as folder:
            async with aiohttp.ClientSession() as http:
                ready = Rig(
                    told["control"],
                    told["base_url"].removesuffix("/bot"),
                    f"http://127.0.0.1:{port}",
                    http,
                    Path(folder),
                )
                try:
                    yield ready
                finally:
                    await ready.end(signal.SIGKILL)
    finally:
        await site.cleanup()
        sim.terminate()
        sim.wait()


def _site() -> web.Application:
    async def article(request: web.Request) -> web.Response:
        return web.Response(text=page(request.match_info["name"]), content_type="text/html")

    app = web.Application()
    app.router.add_get("/{name}", article)
    app.router.add_get("/strange/{number}", strange.serve)
    return app
