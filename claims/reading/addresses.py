"""Which network addresses a page may be fetched from, and connections that go only there.

A host is resolved once, each of its addresses is checked, and the connection goes to an address
that was checked; a name that resolves to something else a moment later changes nothing.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable

import httpcore

from claims.errors import FetchError
from claims.reading.options import PRIVATE_TOO

__all__ = ["GuardedBackend", "is_public"]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open internet.

    False for loopback, private, link-local, multicast, reserved and unspecified ones, also where an
    IPv6 address carries an IPv4 address within itself.
    """
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped or ip in _NAT64:
            return is_public(str(ip.ipv4_mapped or ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if any(not is_public(str(inner)) for inner in (ip.sixtofour, *(ip.teredo or ())) if inner):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class GuardedBackend(httpcore.NetworkBackend):
    """Connections that are made to checked addresses only, and that end at a deadline.

    `deadline` is a moment of `time.monotonic()`, after which each step is a time-out: also for a
    server that sends a byte now and then.
    """

    def __init__(self, *, allow_private: bool, deadline: float) -> None:
        """Keep what is allowed and until when."""
        self._allow_private = allow_private
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the deadline is stricter
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers, if all of them are allowed."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._allowed(host, port):
            try:
                stream = self._system.connect_tcp(
                    address, port, remaining(self._deadline), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _TimedStream(stream, self._deadline)
        raise failure

    def _allowed(self, host: str, port: int) -> list[str]:
        addresses = _resolved(host, port, remaining(self._deadline))
        if not self._allow_private:
            for address in addresses:
                if not is_public(address):
                    raise FetchError(
                        f"{host} leads into this machine or a private network ({address}):"
                        f" {PRIVATE_TOO}"
                    )
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A stream on which every step ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  # the same
        return self._stream.read(max_bytes, remaining(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002  # the same
        self._stream.write(buffer, remaining(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002  # the same
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, remaining(self._deadline))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def remaining(deadline: float) -> float:
    """Return the seconds up to the deadline; raises a time-out when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this address is over")
    return left


def _resolved(host: str, port: int, timeout: float) -> list[str]:
    """Return the addresses of a host, in the system's order of preference.

    In a thread of its own, since the system's resolver knows no time limit.
    """
    answers: queue.Queue[list[str] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except queue.Empty:
        raise httpcore.ConnectTimeout(f"{host} could not be looked up in time") from None
    if isinstance(answer, OSError):
        raise FetchError(f"{host} is not known: check the address, or your connection") from answer
    return list(dict.fromkeys(answer))
