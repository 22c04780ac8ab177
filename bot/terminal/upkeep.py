"""What an operator looks after: backup, restore, what was spent, and prompts of their own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot import assembly, settings
from bot.catalogue import say
from bot.errors import StoreError
from storage import database, spend
from storage.database import NewerSchemaError, NotADatabaseError


def backup(target: Path) -> str:
    """Copy the database to ``target``; returns the line to print. Raises StoreError."""
    path = settings.load().database_path
    if not path.is_file():
        raise StoreError("nothing_to_back_up", path=path)
    try:
        database.backup(path, target)
    except FileExistsError as error:
        raise StoreError("file_exists", path=target) from error
    except NewerSchemaError as error:
        raise StoreError("newer_database", path=path) from error
    except NotADatabaseError as error:
        raise StoreError("bad_database", path=path) from error
    except OSError as error:
        raise StoreError("no_database", path=target, reason=error.strerror) from error
    return say("operator.backed_up", path=path, target=target)


def restore(source: Path) -> str:
    """Put ``source`` in the database's place; returns the line to print. Raises StoreError."""
    path = settings.load().database_path
    try:
        database.restore(source, path)
    except FileNotFoundError as error:
        raise StoreError("no_such_file", name=source) from error
    except NewerSchemaError as error:
        raise StoreError("newer_database", path=source) from error
    except NotADatabaseError as error:
        raise StoreError("bad_database", path=source) from error
    return say("operator.restored", path=path, source=source)


async def spent(days: int) -> list[str]:
    """What calls to language models cost in the last ``days``, a line each, and the sum. Raises StoreError."""
    store = await assembly.open_database(settings.load())
    try:
        since = (assembly.now() - timedelta(days=days)).date().isoformat()
        lines = await store.run(spend.account, since)
    finally:
        await store.close()
    if not lines:
        return [say("operator.spend_nothing", days=days)]
    shown = [
        say(
            "operator.spend_line",
            day=line.day,
            payer=line.payer,
            model=line.model,
            calls=line.calls,
            tokens_in=line.tokens_in,
            tokens_out=line.tokens_out,
            dollars=line.micros / 1e6,
        )
        for line in lines
    ]
    return [*shown, say("operator.spend_total", dollars=sum(line.micros for line in lines) / 1e6)]


def check_prompts(folder: Path | None) -> str:
    """That every prompt of the folder can be used. Raises SettingsError with the first that cannot."""
    chosen = settings.load()
    used = chosen.model_copy(update={"prompts_folder": folder}) if folder is not None else chosen
    files = assembly.load_prompts(used).files
    return say("operator.good_prompts", names=", ".join(f"{name} {p.version}" for name, p in sorted(files.items())))
