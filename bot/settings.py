"""Settings from the environment and ``.env``; an unknown or impossible one is an error, never passed over."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

ENV_FILE = Path(".env")
_OURS = re.compile(
    r"^(?:TELEGRAM_|DATABASE_|FETCH_|WORKERS?$|WORKER_|KEEP_|SECOND_|MODEL_|DAY_BUDGET|USER_|PROMPTS_|PRICES_"
    r"|LISTEN_|OBSERVE_|LOG_FORMAT|FEEDS$)"
)
"""Names in the environment that look like ours; in ``.env`` every name must be ours."""


class Settings(BaseSettings):
    """What an operator may set; ``.env.example`` explains each."""

    model_config = SettingsConfigDict(env_file=None, env_ignore_empty=True, extra="forbid", frozen=True)

    telegram_bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_access: Literal["open", "list", "invite"] = "open"
    telegram_users: Annotated[frozenset[int], NoDecode] = frozenset()
    telegram_groups: Annotated[frozenset[int], NoDecode] = frozenset()
    telegram_admins: Annotated[frozenset[int], NoDecode] = frozenset()
    telegram_limits: Literal["on", "off"] = "on"
    telegram_webhook_url: str = ""
    telegram_webhook_port: int = Field(default=8080, ge=1, le=65535)
    user_requests_per_hour: int = Field(default=60, ge=0, le=100_000)
    listen_host: str = Field(default="127.0.0.1", min_length=1)
    observe_port: int = Field(default=0, ge=0, le=65535)
    log_format: Literal["text", "json"] = "text"
    database_path: Path = Path("data/attribot.db")
    feeds: Literal["on", "off"] = "on"
    fetch_allow_hosts: Annotated[frozenset[str], NoDecode] = frozenset()
    workers: int = Field(default=1, ge=1, le=16)
    keep_article_days: int = Field(default=30, ge=1, le=3650)
    keep_chat_days: int = Field(default=30, ge=1, le=3650)
    keep_updates_hours: int = Field(default=48, ge=1, le=720)
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    openai_model: str = Field(default="gpt-4.1-mini", min_length=1)
    second_api_key: SecretStr = SecretStr("")
    second_base_url: str = ""
    second_model: str = ""
    model_call_seconds: float = Field(default=60, ge=1, le=600)
    model_brief_seconds: float = Field(default=150, ge=1, le=1800)
    day_budget: float = Field(default=5, ge=0, le=1_000_000)
    user_day_budget: float = Field(default=1, ge=0, le=1_000_000)
    prompts_folder: Path | None = None
    prices_file: Path | None = None

    @property
    def has_model(self) -> bool:
        """Whether there is a key, or a server that may need none."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url)

    @property
    def updates_kept(self) -> timedelta:
        """How long received updates are kept."""
        return timedelta(hours=self.keep_updates_hours)

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"(?:\d+:[\w-]+)?", value.get_secret_value(), re.ASCII):
            raise ValueError("a token as BotFather gives it, such as 123456:ABC-DEF, is expected")
        return value

    @field_validator("telegram_users", "telegram_groups", "telegram_admins", mode="before")
    @classmethod
    def _numbers(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(re.fullmatch(r"-?\d{1,18}", part, re.ASCII) for part in parts):
            raise ValueError("Telegram's numbers of users or groups, separated by commas, are expected")
        return frozenset(map(int, parts))

    @field_validator("telegram_webhook_url")
    @classmethod
    def _webhook(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[\w.-]+(?::\d{1,5})?", value, re.ASCII):
            raise ValueError("an address such as https://bot.example.org, without a path, is expected")
        return value

    @field_validator("telegram_api_url", "openai_base_url", "second_base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[\w.-]+(?::\d{1,5})?(?:/[!-~]*)?", value, re.ASCII):
            raise ValueError("an address such as https://host/v1 or http://host:8080/v1 is expected")
        return value

    @field_validator("openai_api_key", "second_api_key")
    @classmethod
    def _key(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[!-~]*", value.get_secret_value()):
            raise ValueError("a key holds letters, numbers and signs without spaces")
        return value

    @field_validator("fetch_allow_hosts", mode="before")
    @classmethod
    def _pairs(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        pairs = frozenset(part.strip() for part in value.split(",") if part.strip())
        for pair in pairs:
            if not re.fullmatch(r"[\w.-]+:\d{1,5}", pair):
                raise ValueError("pairs of host:port, separated by commas, are expected")
        return pairs


def load(env_file: Path = ENV_FILE) -> Settings:
    """Read the settings. Raises SettingsError with a line that names the setting."""
    values = _file_values(env_file)
    known = set(Settings.model_fields)
    for name in [*values, *(n for n in os.environ if _OURS.match(n))]:
        if name.lower() not in known:
            raise SettingsError("unknown_setting", name=name)
    given: dict[str, Any] = {n.lower(): v for n, v in values.items() if n not in os.environ and v != ""}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        reason = str(first["msg"]).removeprefix("Value error, ")
        shown = "what it is set to" if name.endswith(("_KEY", "_TOKEN")) else first["input"]
        raise SettingsError("bad_setting", name=name, value=shown, reason=reason[:1].lower() + reason[1:]) from error


def _file_values(path: Path) -> dict[str, str]:
    from dotenv import dotenv_values

    return {name: value or "" for name, value in dotenv_values(path).items()} if path.is_file() else {}
