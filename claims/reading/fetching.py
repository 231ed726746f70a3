"""Fetching one address that the user named, and nothing else.

Each redirect is followed by hand, so that each address on the way is checked (`addresses`) and its
site asked for its robots.txt. Size is limited while bytes come in and while they are unpacked, time
over all steps together. The result carries status and headers, so that a feed can be asked again
only for what has changed.
"""

import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from claims import __version__
from claims.errors import FetchError, TooLargeError
from claims.reading.addresses import GuardedBackend
from claims.reading.options import MORE_BYTES, ReadingOptions
from claims.reading.parts import megabytes

__all__ = ["USER_AGENT", "Fetched", "fetch"]

USER_AGENT = f"claims/{__version__}"
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.8"
_MOST_REDIRECTS = 8
_ROBOTS_BYTES = 500_000  # what RFC 9309, 2.5 asks a reader to take in at least
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_ADVICE = {
    401: "it wants a login: save the page from your browser and add the file",
    403: "it refuses programs: save the page from your browser and add the file",
    404: "there is no such page: check the address, or look for it in a web archive",
    410: "the page was taken down: look for it in a web archive",
    429: "it was asked too often: wait a while",
    451: "it is barred where you are: look for it in a web archive",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `url` is where it was found after redirects, `body` is unpacked.

    `headers` has lower-case names; `etag` and `last-modified` in it serve the next conditional
    request. `status` is 200, or 304 with an empty body where nothing has changed.
    """

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        """The type that the server declares, in lower case, such as "text/html"; "" for none."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server declares, if any."""
        for parameter in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip("\"' ") or None
        return None


def fetch(
    url: str,
    *,
    options: ReadingOptions | None = None,
    headers: Mapping[str, str] | None = None,
) -> Fetched:
    """Return what `url` gives; `headers` are added to the request ("If-None-Match").

    Raises FetchError for an address that is refused, does not answer or answers with an error, and
    TooLargeError over `options.max_bytes`; the message says what to do.
    """
    options = options or ReadingOptions()
    deadline = time.monotonic() + options.timeout
    asked: dict[str, RobotFileParser] = {}
    with _pool(options, deadline) as pool:
        for _ in range(_MOST_REDIRECTS + 1):
            address = _checked(url)
            if options.robots:
                _ask_robots(pool, address, asked)
            answer = _get(pool, address, options.max_bytes, headers or {})
            if answer.status not in _REDIRECTS:
                return _accepted(answer)
            url = _target(url, answer)
    raise FetchError(f"redirects more than {_MOST_REDIRECTS} times: open it in a browser")


def _pool(options: ReadingOptions, deadline: float) -> httpcore.ConnectionPool:
    backend = GuardedBackend(allow_private=options.allow_private, deadline=deadline)
    return httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(), network_backend=backend, retries=0
    )


def _checked(url: str) -> httpx.URL:
    """Return the address in parts; raises FetchError where it is none that may be fetched."""
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(f"{url[:200]!r} is no address: check it") from error
    if any(sign in address.host for sign in "[]% "):
        raise FetchError(f"{url[:200]!r} is no address: check it")
    if address.scheme not in ("http", "https") or not address.host:
        raise FetchError(f"leads to {url[:200]!r}, which is no web address: name the page itself")
    if address.userinfo:
        raise FetchError("carries a password: save the page from your browser and add the file")
    return address.copy_with(fragment=None)


def _get(
    pool: httpcore.ConnectionPool, address: httpx.URL, most: int, headers: Mapping[str, str]
) -> Fetched:
    """Ask one address, without following a redirect."""
    sent = {
        "host": address.netloc.decode("ascii"),
        "user-agent": USER_AGENT,
        "accept": _ACCEPT,
        "accept-encoding": "gzip",
        "connection": "close",
        **headers,
    }
    target = httpcore.URL(
        scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
    )
    try:
        with pool.stream("GET", target, headers=list(sent.items())) as response:
            got = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in response.headers
            }
            body = b""
            if response.status not in (*_REDIRECTS, _NOT_MODIFIED):
                body = b"".join(_unpacked(response.iter_stream(), got, most))
            return Fetched(url=str(address), status=response.status, body=body, headers=got)
    except httpcore.TimeoutException as error:
        raise FetchError(
            f"{address.host} did not answer in time: try later, or save the page"
        ) from error
    except httpcore.ConnectError as error:
        raise FetchError(_unconnected(address.host, error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"{address.host} broke off ({error}): try later") from error


def _unpacked(chunks: Iterator[bytes], headers: Mapping[str, str], most: int) -> Iterator[bytes]:
    """Yield the body unpacked; raises TooLargeError as soon as it is over `most` bytes."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"is packed in a way that was not asked for ({encoding}): save the page")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if "gzip" in encoding else None
    size = 0
    for packed in chunks:
        try:
            chunk = unpacker.decompress(packed, most + 1 - size) if unpacker else packed
        except zlib.error as error:
            raise FetchError("came damaged: try again") from error
        size += len(chunk)
        if size > most:
            raise TooLargeError(f"is larger than {megabytes(most)}: {MORE_BYTES}")
        yield chunk
    if unpacker and not unpacker.eof:
        raise FetchError("came damaged or cut short: try again")


def _target(url: str, answer: Fetched) -> str:
    """Return where a redirect leads."""
    location = answer.headers.get("location", "")
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(f"leads to {location[:200]!r}, which is no address: check it") from error


def _accepted(answer: Fetched) -> Fetched:
    """Return an answer that holds something; raises FetchError for an error's page."""
    if answer.status == _NOT_MODIFIED or 200 <= answer.status < 300:
        return answer
    trouble = "it has trouble of its own: try later"
    fallback = trouble if answer.status >= 500 else "open it in a browser to see why"
    raise FetchError(f"answers with HTTP {answer.status}; {_ADVICE.get(answer.status, fallback)}")


def _ask_robots(
    pool: httpcore.ConnectionPool, address: httpx.URL, asked: dict[str, RobotFileParser]
) -> None:
    """Raise FetchError where the site's robots.txt keeps programs from the address."""
    site = str(address.copy_with(raw_path=b"/"))
    if site not in asked:
        asked[site] = _robots(pool, address.copy_with(raw_path=b"/robots.txt"))
    if not asked[site].can_fetch(USER_AGENT, str(address)):
        raise FetchError(
            f"{address.host} asks programs not to read this page (robots.txt): save it from your"
            " browser and add the file"
        )


def _robots(pool: httpcore.ConnectionPool, address: httpx.URL) -> RobotFileParser:
    """Return a site's rules: none where it has no robots.txt, all barred where it cannot say.

    As RFC 9309, 2.3.1 has it: an error of the client's kind allows, one of the server's bars.
    """
    rules = RobotFileParser(str(address))
    answer = _get(pool, address, _ROBOTS_BYTES, {})
    for _ in range(_MOST_REDIRECTS):
        if answer.status not in _REDIRECTS:
            break
        address = _checked(_target(str(address), answer))
        answer = _get(pool, address, _ROBOTS_BYTES, {})
    if answer.status == 200:
        rules.parse(answer.body.decode("utf-8", "replace").splitlines())
    elif answer.status >= 500:
        rules.parse(["User-agent: *", "Disallow: /"])
    else:
        rules.parse([])
    return rules


def _unconnected(host: str, error: Exception) -> str:
    """Return the line for a connection that failed: its certificate, or nobody there."""
    text = str(error)
    if "CERTIFICATE" in text.upper():
        return f"{host} has no valid certificate ({text[:120]}): do not trust it, or save the page"
    if "SSL" in text.upper():
        return f"{host} does not speak TLS as it should ({text[:120]}): try http:// if you trust it"
    return f"{host} cannot be reached ({text[:120]}): check the address, or your connection"
