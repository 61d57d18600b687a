"""Requests to GitHub through PyGithub: reads that are repeated, writes that never are."""

import re
import threading
import time
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bot import fence, meters
from bot.errors import OperatorError, TransientError
from bot.githubapp.auth import Credentials
from bot.githubapp.pace import Pace
from bot.githubapp.refusals import graphql_refusal, moment_of, refusal
from bot.githubapp.strict_json import UnreadableError, parse

if TYPE_CHECKING:
    from github import Github
    from urllib3 import Retry

PER_PAGE = 100  # GitHub's most
MAX_PAGES = 100
READ_ATTEMPTS = 4
PATIENCE = 20.0  # seconds that one read may wait in all; longer waits are the caller's
_TIMEOUT = 30  # seconds without a byte
_API_VERSION = "2022-11-28"
_OK = range(200, 300)
_NEXT = re.compile(r'[?&]cursor=([\w%=.:-]{1,200})[^<>]*>; rel="next"')
_MAX_DIGITS = 9  # of a number of requests that can be meant


class Transport:
    """One authenticated connection; any thread may use it, one at a time.

    `pause` is the least number of seconds between two writes, `backoff` the first wait before a
    read is repeated. Every fault comes out as OperatorError, NotFoundError, RefusedError or
    TransientError, and none of them holds a token.
    """

    def __init__(
        self,
        api_url: str,
        credentials: Credentials,
        pace: Pace,
        *,
        pause: float,
        backoff: float,
    ) -> None:
        if not api_url.startswith(("https://", "http://")):
            raise OperatorError(f"{api_url!r} is no web address. Check GITHUB_API_URL.")
        self._api_url = api_url.rstrip("/")
        self._credentials = credentials
        self._pace = pace
        self._pause = pause
        self._backoff = backoff
        self._github: Github | None = None
        # PyGithub's connection remembers the request that it is about to send.
        self._asking = threading.RLock()

    @property
    def credentials(self) -> Credentials:
        """What requests are signed with."""
        return self._credentials

    def read(
        self, path: str, parameters: Mapping[str, str] | None = None, verb: str = "GET"
    ) -> object:
        """The JSON at a path; asked again, with growing waits, while the fault may pass.

        `verb` is POST for the few requests that change nothing when they are repeated.
        """
        value, _ = self._read(verb, path, parameters or {})
        return value

    def read_dated(self, path: str) -> tuple[object, datetime | None]:
        """The JSON at a path, and the time by GitHub's clock, where it told it."""
        value, headers = self._read("GET", path, {})
        return value, moment_of(headers.get("date"))

    def read_all(
        self, path: str, parameters: Mapping[str, str] | None = None, key: str | None = None
    ) -> list[object]:
        """Every item of a list, over all of its pages; `key` is the field that holds it.

        The pages are counted by us: a link in the answer could lead to another host.
        """
        found: list[object] = []
        for page in range(1, MAX_PAGES + 1):
            wanted = {**(parameters or {}), "per_page": str(PER_PAGE), "page": str(page)}
            value, headers = self._read("GET", path, wanted)
            if key is not None and isinstance(value, dict):
                value = value.get(key)
            if not isinstance(value, list):
                raise TransientError(f"GitHub's answer to GET {path} is no list.")
            found += value
            if 'rel="next"' not in headers.get("link", ""):
                return found
        raise OperatorError(f"GitHub's answer to GET {path} has more than {MAX_PAGES} pages.")

    def read_page(
        self, path: str, parameters: Mapping[str, str], cursor: str | None
    ) -> tuple[list[object], str | None]:
        """One page of a list whose pages have names, and the name of the next one, if any."""
        wanted = {**parameters, "per_page": str(PER_PAGE), **({"cursor": cursor} if cursor else {})}
        value, headers = self._read("GET", path, wanted)
        if not isinstance(value, list):
            raise TransientError(f"GitHub's answer to GET {path} is no list.")
        # Only the name is taken: the link in the answer could lead to another host.
        after = _NEXT.search(headers.get("link", ""))
        return value, unquote(after[1]) if after else None

    def write(self, verb: str, path: str, body: Mapping[str, object]) -> object:
        """Send a change once. After a TransientError nobody knows whether it arrived."""
        with self._pace.write(self._pause):
            fence.still_ours()
            value, _ = self._ask(verb, path, {}, body)
            return value

    def graphql(self, document: str, variables: Mapping[str, object]) -> Mapping[str, object]:
        """The `data` of the answer to a GraphQL document, which is sent once, as a write is."""
        with self._pace.write(self._pause):
            # A whole address: a path would be taken for one below the REST API.
            url = f"{self._api_url.removesuffix('/v3')}/graphql"
            body = {"query": document, "variables": dict(variables)}
            value, _ = self._ask("POST", url, {}, body)
        if not isinstance(value, dict):
            raise TransientError("GitHub's answer to GraphQL cannot be read.")
        if value.get("errors"):
            raise graphql_refusal(value["errors"])
        data = value.get("data")
        return data if isinstance(data, dict) else {}

    def _read(
        self, verb: str, path: str, parameters: Mapping[str, str]
    ) -> tuple[object, Mapping[str, str]]:
        waited = 0.0
        for attempt in range(READ_ATTEMPTS - 1):
            try:
                return self._ask(verb, path, parameters, None)
            except TransientError as exc:
                wait = self._backoff * 2**attempt if exc.retry_after is None else exc.retry_after
                waited += wait
                if waited > PATIENCE:
                    raise
                time.sleep(wait)
        return self._ask(verb, path, parameters, None)

    def _ask(
        self, verb: str, path: str, parameters: Mapping[str, str], body: Mapping[str, object] | None
    ) -> tuple[object, Mapping[str, str]]:
        self._pace.check()
        request = f"{verb} {path}"
        status, headers, text = self._send(verb, path, parameters, body)
        _note_limit(headers)
        refused_at = moment_of(headers.get("date"))
        # A 401 did nothing, so that even a write may be sent again with a better token.
        if status == HTTPStatus.UNAUTHORIZED and self._credentials.renew(refused_at):
            status, headers, text = self._send(verb, path, parameters, body)
        if status in _OK:
            return _value(request, text), headers
        error = refusal(request, status, headers, _value_or_none(text))
        if isinstance(error, TransientError) and error.retry_after is not None:
            meters.count(meters.GITHUB_WAITS)
            meters.count(meters.GITHUB_WAIT_SECONDS, error.retry_after)
            self._pace.be_silent(error.retry_after)
        raise error

    def _send(
        self, verb: str, path: str, parameters: Mapping[str, str], body: Mapping[str, object] | None
    ) -> tuple[int, Mapping[str, str], str]:
        from requests.exceptions import RequestException, RetryError  # noqa: PLC0415  comes with PyGithub
        from urllib3.exceptions import HTTPError  # noqa: PLC0415  the same

        try:
            with self._asking:
                requester = self._connected().requester
                return requester.requestJson(verb, path, dict(parameters), None, body)
        except RetryError as exc:
            raise refusal(f"{verb} {path}", HTTPStatus.MOVED_PERMANENTLY, {}, None) from exc
        except (RequestException, HTTPError) as exc:
            happened = f"GitHub could not be reached for {verb} {path} ({type(exc).__name__})"
            raise TransientError(f"{happened}. It is tried again.") from exc
        except ValueError as exc:
            raise TransientError(f"GitHub's answer to {verb} {path} cannot be read.") from exc

    def _connected(self) -> "Github":
        if self._github is None:
            from github import Github  # noqa: PLC0415  half a second to import

            from bot.githubapp.bearer import Bearer  # noqa: PLC0415  the same

            self._github = Github(
                auth=Bearer(self._credentials),
                base_url=self._api_url,
                timeout=_TIMEOUT,
                per_page=PER_PAGE,
                retry=_no_retry(),
                seconds_between_requests=None,
                seconds_between_writes=None,
                user_agent="tenet-review",
                api_version=_API_VERSION,
            )
        return self._github


def _note_limit(headers: Mapping[str, str]) -> None:
    left = headers.get("x-ratelimit-remaining", "")
    if left.isdecimal() and len(left) <= _MAX_DIGITS:
        meters.lowest(meters.RATE_LIMIT, float(left))


def _no_retry() -> "Retry":
    """No retry at all: PyGithub's own repeats POST after a lost answer, and sleeps for an hour.

    A 301 counts as a failure here, because PyGithub follows it and drops the query: a file would
    then be read from another branch.
    """
    from urllib3 import Retry  # noqa: PLC0415  comes with PyGithub

    moved = [HTTPStatus.MOVED_PERMANENTLY]
    return Retry(0, read=False, status_forcelist=moved, allowed_methods=None)


def _value(request: str, text: str) -> object:
    if not text:
        return None
    try:
        return parse(text.encode())
    except (UnreadableError, UnicodeEncodeError) as exc:
        raise TransientError(f"GitHub's answer to {request} cannot be read.") from exc


def _value_or_none(text: str) -> object:
    try:
        return parse(text.encode())
    except (UnreadableError, UnicodeEncodeError):
        return None
