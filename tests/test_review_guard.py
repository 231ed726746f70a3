"""Only known hosts are answered, and every answer carries the safe headers."""

import pytest

from claims.review.access.guard import DATASETTE_POLICY, PAGE_POLICY, guard, host_is_known

HOSTS = ("desk.example.org",)


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("127.0.0.1:8010", True),
        ("127.0.0.1", True),
        ("localhost:8010", True),
        ("LOCALHOST", True),
        ("[::1]:8010", True),
        ("192.168.1.7:80", True),
        ("desk.example.org", True),
        ("Desk.Example.ORG.:443", True),
        ("evil.example", False),
        ("evil.example:8010", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("", False),
        ("[::1", True),
        ("[evil.example]", False),
    ],
)
def test_hosts(header, known):
    assert host_is_known(header, HOSTS) is known


async def asked(path: str, host: bytes, own: list[tuple[bytes, bytes]]):
    """Return the messages that a guarded application sends."""

    async def application(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": own})
        await send({"type": "http.response.body", "body": b"secret"})

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": path, "headers": [(b"host", host)]}
    await guard(application, HOSTS)(scope, None, send)
    return sent


async def test_an_unknown_host_sees_nothing():
    start, body = await asked("/", b"rebound.example", [])
    assert start["status"] == 421
    assert b"secret" not in body["body"]


async def test_headers_are_added():
    start, _ = await asked("/", b"localhost", [(b"content-type", b"text/html")])
    headers = dict(start["headers"])
    assert headers[b"content-type"] == b"text/html"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"content-security-policy"] == DATASETTE_POLICY.encode()


async def test_a_page_keeps_its_own_policy():
    own = [(b"content-security-policy", PAGE_POLICY.encode())]
    start, _ = await asked("/", b"localhost", own)
    policies = [value for name, value in start["headers"] if name == b"content-security-policy"]
    assert policies == [PAGE_POLICY.encode()]
