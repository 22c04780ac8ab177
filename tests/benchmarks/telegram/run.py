"""Measure the bot against the simulator: ``python -m tests.benchmarks.telegram.run ../shared/tgsim [scenario …]``."""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import signal
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.telegram import load, strange
from tests.benchmarks.telegram.load import Message
from tests.benchmarks.telegram.rig import Rig, rig
from tests.benchmarks.telegram.stories import name_of

KILLS = 30
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "429", "retry_after": 1, "scope": "chat"},
    {"kind": "500"},
    {"kind": "drop-connection", "stage": "before"},
    {"kind": "drop-connection", "stage": "after"},
    {"kind": "slow", "seconds": 1.5},
    {"kind": "garbage"},
)


async def a_load(simulator: Path) -> None:
    """1,000 messages of 200 chats, limits on."""
    async with rig(simulator) as here:
        await here.start()
        messages = load.plan(here.site)
        began = time.monotonic()
        memory = []
        for part in range(0, len(messages), 100):
            await load.send(here, messages[part : part + 100])
            await asyncio.sleep(3)
            memory.append(here.memory())
        found = await load.settled(here, messages, 300)
        print(f"load: {found}; {time.monotonic() - began:.0f} s")
        print(
            f"  memory of the loop process, MB: {' '.join(f'{m:.0f}' for m in memory)}, at the end {here.memory():.0f}"
        )
        print(f"  stopped in {await here.end():.2f} s")
        await _violations(here)


async def kills(simulator: Path) -> None:
    """30 kills at random moments under the load."""
    chance = random.Random(7)
    async with rig(simulator) as here:
        messages = load.plan(here.site)
        sending = asyncio.create_task(load.send(here, messages, seconds=KILLS * 3))
        for _ in range(KILLS):
            await here.start()
            await asyncio.sleep(chance.uniform(0.2, 5))
            await here.end(signal.SIGKILL)
        await sending
        await here.start()
        found = await load.settled(here, messages, 400)
        print(f"kills: {KILLS}; {found}")
        print(f"  not: {found.missing[:5]}; twice: {found.twice[:5]}")
        with sqlite3.connect(here.database) as store:
            states = "SELECT state, kind, attempts, due_at, created_at, chat FROM jobs WHERE state <> 'done' LIMIT 20"
            for row in store.execute(states).fetchall():
                print("  ", *row)
        await _violations(here)


async def faults(simulator: Path) -> None:
    """Faults at one call in ten."""
    async with rig(simulator) as here:
        await here.start()
        for fault in FAULTS:
            await here.post("/fault", method="*", times=-1, probability=0.1 / len(FAULTS), **fault)
        messages = load.plan(here.site)
        await load.send(here, messages, seconds=30)
        found = await load.settled(here, messages, 400)
        briefs = {m.answer for m in messages if m.brief}
        doubled = [t for t in found.twice if t.split(": ", 1)[1] in briefs]
        print(f"faults: {found}; briefs twice: {len(doubled)}")
        await _violations(here)


async def refusal(simulator: Path) -> None:
    """A store that refuses writes for 30 seconds, while messages come in."""
    async with rig(simulator) as here:
        await here.start()
        messages = load.plan(here.site, chats=40)
        await load.send(here, messages[:80])
        lock = sqlite3.connect(here.database, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        await load.send(here, messages[80:], seconds=30)
        lock.execute("ROLLBACK")
        lock.close()
        found = await load.settled(here, messages, 120)
        print(f"store locked for 30 s: {found}")
        await _violations(here)


async def strangers(simulator: Path) -> None:
    """Articles that try to become markup, links and commands; each brief's receipts and report prompt, too."""
    async with rig(simulator, limits=False) as here:
        here.settings |= {"TELEGRAM_LIMITS": "off", "TELEGRAM_ADMINS": "99"}
        await here.start()
        await here.post("/user_message", chat_id=99, text="/start")
        sent = strange.messages(here.site, 200)
        for number, body in enumerate(sent):
            await here.post("/user_message", chat_id=300 + number, **body)
        linked: list[str] = []
        kinds: dict[str, int] = {"briefs": 0, "other answers": 0, "reports": 0}
        for number in range(len(sent)):
            chat = 300 + number
            brief = await _brief_in(here, chat)
            kinds["briefs" if brief else "other answers"] += 1
            if brief:
                await here.post("/callback", chat_id=chat, message_id=brief, text="Receipts", user_id=chat)
                await here.post("/callback", chat_id=chat, message_id=brief, text="Wrong?", user_id=chat)
                prompt = await _message_with(here, chat, "What is wrong")
                text = f"{strange.FRAGMENTS[number % 22]} <b>x</b>"
                await here.post("/user_message", chat_id=chat, text=text, reply_to_message_id=prompt)
                await _message_with(here, chat, "Thank you")
                kinds["reports"] += 1
        await asyncio.sleep(3)
        for chat in [99, *range(300, 300 + len(sent))]:
            for message in await here.messages(chat):
                if message["from"] == "bot" and chat != 99:
                    linked += [
                        f"{chat}: {message['text'][e['offset'] : e['offset'] + e['length']]}"
                        for e in message["auto_entities"]
                    ]
                    linked += [
                        x["url"]
                        for x in message["links"]
                        if not x["url"].startswith((here.site, "https://t.me/channel/"))
                    ]
        print(f"strange articles: {kinds}; linked without our wish: {len(linked)} {linked[:5]}")
        await _violations(here)


async def _brief_in(here: Rig, chat: int) -> int | None:
    """The message with the buttons of a brief, once the chat has its answer; None where it is no brief."""
    for _ in range(600):
        ours = [m for m in await here.messages(chat) if m["from"] == "bot"]
        if any(m["keyboard"] for m in ours):
            return int(next(m["message_id"] for m in ours if m["keyboard"]))
        if ours and all(m["text"] not in load.PLACEHOLDERS for m in ours):
            return None
        await asyncio.sleep(0.1)
    return None


async def _message_with(here: Rig, chat: int, words: str) -> int:
    for _ in range(200):
        for message in await here.messages(chat):
            if message["from"] == "bot" and words in message["text"]:
                return int(message["message_id"])
        await asyncio.sleep(0.05)
    raise RuntimeError(f"{words!r} did not come in {chat}")


async def rate(simulator: Path) -> None:
    """Stored links against a bare echo bot, limits off, in one run; the simulator does not check its own answers."""
    async with rig(simulator, limits=False, self_check=False) as here:
        names = [name_of(n) for n in range(20)]
        here.settings["TELEGRAM_LIMITS"] = "off"
        await here.start()
        first = [Message(1, {"text": f"{here.site}/{name}"}, f"Alva {name}", brief=True) for name in names]
        await load.send(here, first)
        await load.settled(here, first, 60)
        await here.end()
        rates: dict[str, list[float]] = {"echo": [], "attribot": []}
        echo = (sys.executable, str(Path(__file__).with_name("echo.py")), here.api)
        for turn in range(3):
            for who, command, method in (("echo", echo, "sendMessage"), ("attribot", (), "editMessageText")):
                await here.start(*command)
                chat = 10_000 * (turn + 1)
                links = [{"chat_id": chat + n % 200, "text": f"{here.site}/{names[n % 20]}"} for n in range(1000)]
                rates[who].append(await _answered(here, links, method))
                await here.end()
        ours, theirs = median(rates["attribot"]), median(rates["echo"])
        print(f"rate: attribot {ours:.0f}, echo {theirs:.0f} messages a second: {ours / theirs:.0%}; all: {rates}")
        await _violations(here)


async def _answered(here: Rig, bodies: list[dict[str, Any]], method: str) -> float:
    """Messages a second, from the first that is sent to the last answer."""
    await asyncio.sleep(1)
    last = max((c["seq"] for c in (await here.get("/transcript"))["calls"]), default=0)
    processor, began, answers = here.processor(), time.time(), []
    await _at_once(bodies, lambda body: here.post("/user_message", **body))
    while len(answers) < len(bodies):
        await asyncio.sleep(0.25)
        answers = (await here.get(f"/transcript?since={last}&method={method}"))["calls"]
    seconds = max(a["wall"] for a in answers) - began
    spent = 1000 * (here.processor() - processor) / len(bodies)
    print(f"  {len(bodies) / seconds:.0f} a second, {spent:.2f} ms of processor each")
    return round(len(bodies) / seconds)


async def latency(simulator: Path) -> None:
    """Stored links while 20 new articles are analysed, limits off."""
    async with rig(simulator, limits=False) as here:
        here.settings["TELEGRAM_LIMITS"] = "off"
        await here.start()
        name = name_of(1)
        first = [Message(1, {"text": f"{here.site}/{name}"}, f"Alva {name}", brief=True)]
        await load.send(here, first)
        await load.settled(here, first, 60)
        new = [
            Message(100 + n, {"text": f"{here.site}/{name_of(100 + n)}-12"}, f"Alva {name_of(100 + n)}", brief=True)
            for n in range(20)
        ]
        await load.send(here, new)
        chats = 0
        while (await load.count(here, new)).missing and chats < 3000:
            await here.post("/user_message", chat_id=20_000 + chats, text=f"{here.site}/{name}")
            chats += 1
            await asyncio.sleep(0.025)
        await asyncio.sleep(2)
        sent = {20_000 + n: (await here.messages(20_000 + n))[0]["t"] for n in range(chats)}
        calls = (await here.get("/transcript?method=editMessageText&all=1"))["calls"]
        shown = {c["chat_id"]: c["t"] for c in calls if c["chat_id"] in sent}
        waits = sorted(1000 * (shown[chat] - t) for chat, t in sent.items())
        cuts = quantiles(waits, n=100)
        told = f"median {median(waits):.0f}, 99th {cuts[98]:.0f}, longest {waits[-1]:.0f}"
        print(f"latency of {chats} stored links while 20 new articles are analysed, ms: {told}")
        await _violations(here)


async def _at_once(bodies: list[dict[str, Any]], call: Callable[[dict[str, Any]], Awaitable[Any]]) -> None:
    gate = asyncio.Semaphore(32)

    async def one(body: dict[str, Any]) -> None:
        async with gate:
            await call(body)

    await asyncio.gather(*(one(body) for body in bodies))


async def _violations(here: Rig) -> None:
    await here.end()
    told = await here.get("/violations?final=1&ignore=not_modified")
    kinds = [f"{v['kind']} {v['method']}: {v['description']}" for v in told["violations"]]
    print(f"  violations: {len(kinds)} {sorted(set(kinds))[:10]}")
    for crossed in [v for v in told["violations"] if v["kind"] == "call_in_retry_window"][:3]:
        calls = (await here.get("/transcript?all=1"))["calls"]
        near = [c for c in calls if c["chat_id"] == crossed["chat_id"] and abs(c["t"] - crossed["t"]) < 3]
        print("   ", crossed["t"], *(f"{c['method']} {c['t']} {c['status']} {c['fault']} {c['ms']} ms;" for c in near))
    log = (here.folder / "log").read_text()
    print(f"  log: {len(re.findall(' ERROR ', log))} errors, {len(re.findall(' WARNING ', log))} warnings")
    for line in re.findall(".* ERROR .*", log)[:5]:
        print("   ", line)


SCENARIOS: dict[str, Callable[[Path], Awaitable[None]]] = {
    "load": a_load,
    "kills": kills,
    "faults": faults,
    "refusal": refusal,
    "strange": strangers,
    "rate": rate,
    "latency": latency,
}


async def main(simulator: Path, names: list[str]) -> None:
    """Run the scenarios one after the other."""
    for name in names or SCENARIOS:
        await SCENARIOS[name](simulator)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("simulator", type=Path, help="the folder with tgsim.py")
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(SCENARIOS))
    given = parser.parse_args()
    asyncio.run(main(given.simulator, given.scenarios))
