"""Fetching from a real server on this machine: limits, refusals, and what an answer carries."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from reading_makers import ARTICLE, feed, page

from claims.errors import FetchError, InputError, TooLargeError
from claims.reading import USER_AGENT, ReadingOptions, fetch, is_address, read
from claims.reading.addresses import is_public
from claims.values import Document, Problem

HOME = ReadingOptions(allow_private=True, timeout=30)


@dataclass
class Answer:
    """What the server says on a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0


class Site(ThreadingHTTPServer):
    """A site of this test: its answers by path, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's table; 404 where there is nothing."""

    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        answer = self.server.answers.get(self.path, Answer(status=404))
        if answer.headers.get("ETag") and self.headers["If-None-Match"] == answer.headers["ETag"]:
            answer = Answer(status=304, headers=answer.headers)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        for number in range(len(answer.body) if answer.drip else 0):
            self.wfile.write(answer.body[number : number + 1])
            time.sleep(answer.drip)
        if not answer.drip:
            self.wfile.write(answer.body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_page_is_read_from_its_address(site: Site) -> None:
    html = page(head='<title>Crane</title><meta property="og:site_name" content="The Daily">')
    site.answers["/a?utm_source=x"] = Answer(
        html.encode("latin-1", "xmlcharrefreplace"), headers={"Content-Type": "text/html"}
    )
    (document,) = read(site.address("/a?utm_source=x"), options=HOME)
    assert isinstance(document, Document)
    assert document.url == site.address("/a")
    assert document.path == site.address("/a?utm_source=x")
    assert document.publisher == "The Daily"
    assert ARTICLE[0] in document.text
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a?utm_source=x"]
    assert all(headers["user-agent"] == USER_AGENT for _, headers in site.asked)
    assert USER_AGENT.startswith("claims/")


def test_redirects_are_followed_and_the_last_address_kept(site: Site) -> None:
    site.answers["/old"] = Answer(status=301, headers={"Location": "new"})
    site.answers["/new"] = Answer(page().encode(), headers={"Content-Type": "text/html"})
    (document,) = read(site.address("/old"), options=HOME)
    assert isinstance(document, Document)
    assert document.url == site.address("/new")


def test_feed_is_told_by_its_content(site: Site) -> None:
    entry = {"title": "A crane", "link": "/1", "published": "", "text": "".join(ARTICLE)}
    site.answers["/feed"] = Answer(feed([entry]), headers={"Content-Type": "text/plain"})
    (document,) = read(site.address("/feed"), options=HOME)
    assert isinstance(document, Document)
    assert (document.format, document.url) == ("feed", site.address("/1"))


def test_conditional_request_and_its_headers(site: Site) -> None:
    site.answers["/feed"] = Answer(
        b"x", headers={"ETag": '"7"', "Content-Type": "text/xml; charset=utf-8"}
    )
    first = fetch(site.address("/feed"), options=HOME)
    assert (first.status, first.body, first.headers["etag"]) == (200, b"x", '"7"')
    assert (first.media_type, first.charset) == ("text/xml", "utf-8")
    second = fetch(
        site.address("/feed"), options=HOME, headers={"If-None-Match": first.headers["etag"]}
    )
    assert (second.status, second.body) == (304, b"")


def test_packed_answer_is_unpacked(site: Site) -> None:
    site.answers["/a"] = Answer(gzip.compress(b"words"), headers={"Content-Encoding": "gzip"})
    assert fetch(site.address("/a"), options=HOME).body == b"words"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=404), "HTTP 404; there is no such page"),
        (Answer(status=403), "HTTP 403; it refuses programs"),
        (Answer(status=500), "HTTP 500; it has trouble of its own"),
        (Answer(status=418), "HTTP 418; open it in a browser"),
        (Answer(status=302, headers={"Location": "/a"}), "redirects more than 8 times"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "is no web address"),
        (Answer(status=302, headers={"Location": "http://u:p@127.0.0.1/"}), "carries a password"),
        (Answer(status=302, headers={"Location": "http://["}), "is no address"),
        (Answer(bytes(2_000_000)), "is larger than 1 MB"),
        (
            Answer(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}),
            "is larger than 1 MB",
        ),
        (Answer(b"x", headers={"Content-Encoding": "br"}), "was not asked for (br)"),
        (Answer(b"x", headers={"Content-Encoding": "gzip"}), "came damaged"),
        (Answer(b"x", headers={"Content-Length": "9"}), "broke off"),
    ],
)
def test_refusals(site: Site, answer: Answer, reason: str) -> None:
    site.answers["/a"] = answer
    options = ReadingOptions(allow_private=True, timeout=30, max_bytes=1_000_000)
    (problem,) = read(site.address("/a"), options=options)
    assert isinstance(problem, Problem)
    assert reason in problem.reason
    assert "\n" not in problem.reason
    assert problem.path == site.address("/a")


def test_page_without_article_says_so(site: Site) -> None:
    site.answers["/a"] = Answer(page(paragraphs=()).encode(), headers={"Content-Type": "text/html"})
    (problem,) = read(site.address("/a"), options=HOME)
    assert isinstance(problem, Problem)
    assert "holds no article" in problem.reason


def test_slow_drip_ends_in_time(site: Site) -> None:
    site.answers["/a"] = Answer(b"x" * 200, drip=0.05)
    began = time.monotonic()
    with pytest.raises(FetchError, match="did not answer in time"):
        fetch(site.address("/a"), options=ReadingOptions(allow_private=True, timeout=0.6))
    assert time.monotonic() - began < 8  # in full it would take 10


def test_server_that_drips_its_header_ends_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)

        def drip() -> None:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                return  # nobody came in time: a busy machine
            try:
                for _ in range(100):
                    connection.send(b"H")
                    time.sleep(0.05)
            except OSError:
                connection.close()  # the other side has gone, as it should

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(FetchError, match="in time"):
            fetch(
                f"http://127.0.0.1:{listener.getsockname()[1]}/",
                options=ReadingOptions(allow_private=True, timeout=0.6, robots=False),
            )
        thread.join()


def test_private_addresses_are_refused_by_default(site: Site) -> None:
    (problem,) = read(site.address("/a"))
    assert isinstance(problem, Problem)
    assert "private network (127.0.0.1)" in problem.reason
    assert site.asked == []


def test_names_that_lead_home_are_refused(site: Site) -> None:
    address = site.address("/a").replace("127.0.0.1", "localhost")
    with pytest.raises(FetchError, match="private network"):
        fetch(address)
    assert site.asked == []


def test_redirect_into_the_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address passes for a public one; the one that it leads to does not."""
    site.answers["/a"] = Answer(status=302, headers={"Location": "http://169.254.169.254/latest"})
    monkeypatch.setattr(
        "claims.reading.addresses.is_public",
        lambda address: address == "127.0.0.1" or is_public(address),
    )
    with pytest.raises(FetchError, match=r"169\.254\.169\.254"):
        fetch(site.address("/a"))


def test_name_is_resolved_once_and_that_address_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that would lead elsewhere at the second look is not looked up twice."""
    looked_up = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        if not host[0].isdigit():  # an address is no name: the connection asks for it too
            looked_up.append(host)
        answer = "127.0.0.1" if len(looked_up) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port))]

    site.answers["/a"] = Answer(b"words")
    monkeypatch.setattr("claims.reading.addresses.socket.getaddrinfo", resolve)
    address = site.address("/a").replace("127.0.0.1", "daily.example")
    options = ReadingOptions(allow_private=True, robots=False, timeout=30)
    assert fetch(address, options=options).body == b"words"
    assert looked_up == ["daily.example"]
    assert site.asked[0][1]["host"].startswith("daily.example:")


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Answer(b"User-agent: *\nDisallow: /private"), True),
        (Answer(b"User-agent: *\nDisallow: /a"), False),
        (Answer(b"User-agent: claims\nDisallow: /\n\nUser-agent: *\nAllow: /"), False),
        (Answer(status=404), True),
        (Answer(status=503), False),
        (Answer(status=301, headers={"Location": "/other.txt"}), False),
    ],
)
def test_robots_are_asked(site: Site, robots: Answer, allowed: bool) -> None:
    site.answers |= {"/a": Answer(b"words"), "/robots.txt": robots}
    site.answers["/other.txt"] = Answer(b"User-agent: *\nDisallow: /a")
    if allowed:
        assert fetch(site.address("/a"), options=HOME).body == b"words"
        return
    with pytest.raises(FetchError, match="asks programs not to read"):
        fetch(site.address("/a"), options=HOME)
    without = ReadingOptions(allow_private=True, robots=False)
    assert fetch(site.address("/a"), options=without).body == b"words"


def test_nobody_there_and_no_tls(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/", options=HOME)
    with pytest.raises(FetchError, match="TLS"):
        fetch(site.address("/").replace("http:", "https:"), options=HOME)
    with pytest.raises(FetchError, match="is not known"):
        fetch("http://nobody.invalid/", options=HOME)


def test_errors_have_their_class(site: Site) -> None:
    site.answers["/a"] = Answer(bytes(100))
    with pytest.raises(TooLargeError):
        fetch(site.address("/a"), options=ReadingOptions(allow_private=True, max_bytes=10))
    assert issubclass(FetchError, InputError)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.8.9.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("daily.example", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_what_an_address_is() -> None:
    assert is_address("https://daily.example/")
    assert is_address("HTTP://daily.example/")
    assert not is_address("daily.example/a.html")
    assert not is_address("ftp://daily.example/")
