"""The command line: one function a command. Starts without loading anything heavy."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import AttribotError, SettingsError, StoreError

if TYPE_CHECKING:
    from rich.console import Console

OK, NOT_BRIEFED, USAGE = 0, 1, 2
_ENGINE_HELP = "auto: the language model where one is set; embedded: the analyst that needs none"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 the source could not be briefed, 2 usage or settings."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except AttribotError as error:
        return _failed(error, as_json=getattr(options, "json", False))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads along, such as "head", has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="attribot",
        description="A neutral summary of a news article, with who said what and a receipt for every line.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    brief = commands.add_parser("brief", help="brief a link, a file or standard input")
    brief.add_argument("source", metavar="SOURCE", help="a link, a .txt, .html or .pdf file, or - for standard input")
    brief.add_argument("--json", action="store_true", help="print the brief as JSON")
    brief.add_argument("--fresh", action="store_true", help="fetch and analyse again, whatever is stored")
    brief.add_argument("--engine", choices=["auto", "embedded"], default="auto", help=_ENGINE_HELP)
    brief.add_argument(
        "--language", metavar="CODE", help="the language to read it in, such as es; needs a language model"
    )
    brief.set_defaults(command=_brief)
    ask = commands.add_parser("ask", help="ask what an article says; its brief is made first where there is none")
    ask.add_argument("source", metavar="SOURCE", help="as in brief")
    ask.add_argument("question", metavar="QUESTION", help='such as "What did she say exactly?", or "shorter, please"')
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")
    ask.add_argument("--engine", choices=["auto", "embedded"], default="auto", help=_ENGINE_HELP)
    ask.set_defaults(command=_ask)
    chat = commands.add_parser("chat", help="send links and texts in a conversation")
    chat.set_defaults(command=_chat)
    run = commands.add_parser("run", help="run the Telegram bot")
    run.set_defaults(command=_serve)
    digest = commands.add_parser("digest", help="the events on a topic, merged across outlets")
    digest.add_argument("topic", metavar="TOPIC", help='such as "Venezuela, Maduro -baseball lang:en,es mute:rt.com"')
    digest.add_argument("--days", type=_days, default=1, metavar="N", help="how many days back (1)")
    digest.add_argument("--events", type=_days, default=5, metavar="N", help="events at most (5)")
    digest.add_argument("--receipts", action="store_true", help="print the sentences that each line rests on")
    digest.add_argument("--json", action="store_true", help="print the digest as JSON")
    digest.set_defaults(command=_digest)
    feeds = commands.add_parser("feeds", help="list, add, remove, check, import and export the feeds that are asked")
    feeds.add_argument("action", choices=["list", "add", "remove", "check", "import", "export"])
    feeds.add_argument(
        "names", nargs="*", metavar="URL or FILE", help="addresses, or an OPML file to import or export to"
    )
    feeds.set_defaults(command=_feeds)
    spend = commands.add_parser("spend", help="show what language models cost, by day, chat and model")
    spend.add_argument("--days", type=_days, default=30, metavar="N", help="how many days back, 1 to 3650 (30)")
    spend.set_defaults(command=_spend)
    prompts = commands.add_parser("prompts", help="check the prompts of a folder")
    prompts.add_argument("action", choices=["check"])
    prompts.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="else PROMPTS_FOLDER, else ours")
    prompts.set_defaults(command=_prompts)
    doctor = commands.add_parser("doctor", help="check settings, database and model data, and say what to do")
    doctor.set_defaults(command=_doctor)
    backup = commands.add_parser("backup", help="copy the database into a new file, also while it is in use")
    backup.add_argument("file", metavar="FILE", type=Path)
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="put a backup in the database's place")
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.set_defaults(command=_restore)
    return parser


def _days(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= 3650:
        raise argparse.ArgumentTypeError("a number from 1 to 3650 is expected")
    return int(given)


def _failed(error: AttribotError, *, as_json: bool) -> int:
    if as_json:
        from bot.terminal.wire import error_json

        print(json.dumps(error_json(error), ensure_ascii=False))
    else:
        print(error.message, file=sys.stderr)
    return USAGE if isinstance(error, SettingsError | StoreError) else NOT_BRIEFED


def _brief(options: argparse.Namespace) -> int:
    from bot.terminal.sources import source_of

    source = source_of(options.source)

    async def run() -> int:
        from bot import assembly, settings
        from bot.terminal.chat import CHAT
        from bot.view.brief import untranslated

        async with assembly.desk(settings.load(), embedded=options.engine == "embedded") as desk:
            briefed = await desk.brief(source, CHAT, fresh=options.fresh, language=options.language)
        if untranslated(briefed, options.language):
            from bot.catalogue import say

            print(say("brief.not_translated", language=options.language), file=sys.stderr)
        if options.json:
            from bot.terminal.wire import brief_json

            print(json.dumps(brief_json(briefed), ensure_ascii=False, indent=2))
        else:
            from bot.terminal.chat import show

            show(_console(), briefed)
        return OK

    return _run(run)


def _ask(options: argparse.Namespace) -> int:
    from bot.terminal.sources import source_of

    source = source_of(options.source)

    async def run() -> int:
        from bot import assembly, settings
        from bot.terminal.asking import ask

        async with assembly.desk(settings.load(), embedded=options.engine == "embedded") as desk:
            await ask(desk, source, options.question, _console(), as_json=options.json)
        return OK

    return _run(run)


def _chat(_: argparse.Namespace) -> int:
    async def run() -> int:
        from bot import assembly, settings
        from bot.terminal.chat import answer_piped, converse_from_terminal

        async with assembly.desk(settings.load()) as desk:
            if sys.stdin.isatty():
                await converse_from_terminal(desk, _console())
                return OK
            return OK if await answer_piped(desk, _console()) else NOT_BRIEFED

    return _run(run)


def _serve(_: argparse.Namespace) -> int:
    async def run() -> int:
        from bot import logs, settings
        from bot.telegram import app

        chosen = settings.load()
        logs.configure(chosen.log_format)
        await app.serve(chosen, app.stop_on_signals())
        return OK

    return _run(run)


def _digest(options: argparse.Namespace) -> int:
    async def run() -> int:
        from bot.terminal.digest import digest

        shown = {"as_json": options.json, "receipts": options.receipts}
        await digest(options.topic, _console(), days=options.days, most=options.events, **shown)
        return OK

    return _run(run)


def _feeds(options: argparse.Namespace) -> int:
    async def run() -> int:
        from bot.terminal.feeds import run

        lines, well = await run(options.action, options.names)
        for line in lines:
            print(line)
        return OK if well else NOT_BRIEFED

    return _run(run)


def _spend(options: argparse.Namespace) -> int:
    async def run() -> int:
        from bot.terminal.upkeep import spent

        for line in await spent(options.days):
            print(line)
        return OK

    return _run(run)


def _prompts(options: argparse.Namespace) -> int:
    from bot.terminal.upkeep import check_prompts

    print(check_prompts(options.folder))
    return OK


def _doctor(_: argparse.Namespace) -> int:
    async def run() -> int:
        from bot.terminal.doctor import examine

        findings = await examine()
        for finding in findings:
            print(f"{'ok ' if finding.well else 'BAD'}  {finding.text}")
        return OK if all(f.well for f in findings) else NOT_BRIEFED

    return _run(run)


def _backup(options: argparse.Namespace) -> int:
    from bot.terminal.upkeep import backup

    print(backup(options.file))
    return OK


def _restore(options: argparse.Namespace) -> int:
    from bot.terminal.upkeep import restore

    print(restore(options.file))
    return OK


def _run(start: Callable[[], Coroutine[Any, Any, int]]) -> int:
    import asyncio

    return asyncio.run(start())


def _console() -> Console:
    from rich.console import Console

    return Console()


if __name__ == "__main__":
    sys.exit(main())
