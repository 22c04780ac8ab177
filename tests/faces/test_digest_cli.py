"""Feeds and digests on the command line: another process, a real database, real feeds on loopback."""

import asyncio
import json
import os
import sys
from pathlib import Path

from aiohttp import web

from bot.digests.feeds import opml
from bot.solo import alone
from storage import feeds
from tests.digests.press import TOLL, pages, rss
from tests.support import Handler, Site, site

ROOT = Path(__file__).parents[2]


async def attribot(folder: Path, *arguments: str, there: Site | None = None) -> tuple[int, str, str]:
    """Exit code, output and errors."""
    names = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_PATH": str(folder / "bot.db")}
    names |= {"FETCH_ALLOW_HOSTS": ",".join(there.pairs(2))} if there else {}
    command = [sys.executable, "-m", "bot.cli", *arguments]
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    process = await asyncio.create_subprocess_exec(*command, env=names, cwd=folder, **pipes)
    async with asyncio.timeout(120):
        out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_the_list_of_feeds_is_in_the_operator_s_hands(tmp_path: Path) -> None:
    code, out, _ = await attribot(tmp_path, "feeds", "list")
    assert (code, len(out.splitlines())) == (0, len(feeds.shipped()))
    assert all(line.startswith("unverified") for line in out.splitlines())
    link = "https://velmardaily.example/feed"
    assert (await attribot(tmp_path, "feeds", "add", link, link))[1].startswith("Feeds added: 1.")
    assert (await attribot(tmp_path, "feeds", "export", "mine.opml"))[0] == 0
    assert link in {one.link for one in opml.read((tmp_path / "mine.opml").read_bytes())}
    assert (await attribot(tmp_path, "feeds", "export", "mine.opml"))[0] == 2
    assert (await attribot(tmp_path, "feeds", "remove", link, feeds.shipped()[0].link))[0] == 0
    code, out, _ = await attribot(tmp_path, "feeds", "list")
    assert (link in out, feeds.shipped()[0].link in out) == (False, False)
    assert (await attribot(tmp_path, "feeds", "import", "mine.opml"))[1].startswith("Feeds added: 2.")


async def test_a_wrong_name_is_told_in_a_line(tmp_path: Path) -> None:
    for arguments, words in (
        (("feeds", "add"), "Name what to add"),
        (("feeds", "add", "ftp://a.example/x"), "http"),
        (("feeds", "remove", "https://nowhere.example/"), "is not on the list"),
        (("feeds", "check", "https://nowhere.example/"), "is not on the list"),
        (("feeds", "import", "missing.opml"), "missing.opml"),
        (("digest", ","), "Name what you want to follow"),
        (("digest", "x"), "too short"),
    ):
        code, out, err = await attribot(tmp_path, *arguments)
        assert code in (1, 2)
        assert words in err
        assert (out, "Traceback" in err) == ("", False)


async def test_a_topic_s_events_are_printed_with_every_receipt(tmp_path: Path) -> None:
    served: dict[str, Handler] = pages(*TOLL)
    async with site(served, 2) as there:

        async def feed(_: web.Request) -> web.Response:
            return web.Response(text=rss(there, TOLL), content_type="text/xml")

        served["/feed"] = feed
        opml_file = f'<opml><body><outline xmlUrl="{there.link("/feed")}"/></body></opml>'
        (tmp_path / "mine.opml").write_text(opml_file, encoding="utf-8")
        shipped = [one.link for one in feeds.shipped()]
        assert (await attribot(tmp_path, "feeds", "remove", *shipped))[0] == 0
        assert (await attribot(tmp_path, "feeds", "import", "mine.opml"))[0] == 0
        code, out, _ = await attribot(tmp_path, "feeds", "check", there=there)
        assert (code, out.strip()) == (0, f"ok   {there.link('/feed')}  new entries: 2")
        code, out, err = await attribot(tmp_path, "digest", "Lissa Strait", "--receipts", "--days", "3650", there=there)
        assert code == 0, err
        assert "All outlets" not in out
        assert "[1, 2]" in out
        assert "[2] Sentence 2: Velmar plans to raise the toll" in out
        with alone(tmp_path / "bot.db"):
            code, out, err = await attribot(tmp_path, "digest", "Lissa Strait", "--json", "--days", "3650", there=there)
        assert "The bot is running" in err
        (event,) = json.loads(out)["events"]
        assert [source["reading"] for source in event["brief"]["sources"]] == ["article", "article"]
        assert event["brief"]["shared"][0]["receipts"][1] == {
            "source": 1,
            "sentences": [2],
            "words": "Velmar plans to raise the toll for ships in the Lissa Strait by 15 percent in March.",
        }
