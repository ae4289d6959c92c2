"""Clients that send slowly, much, or never an end are bounded by the service itself, without a proxy before it."""

import re
import socket
import time
from collections.abc import Iterator, Mapping

import pytest
from tests.serving import PATIENCE, Service, fetch, make_home, serving

from tycktill_cli.server import THREADS
from tycktill_cli.whole_requests import BODY_BYTES, HEADER_BYTES

POST = b"POST /svara/skicka/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
HALF_HEADERS = POST
HALF_BODY = POST + b"Content-Length: 1000\r\n\r\nkod="
BROKEN_OFF = re.compile("reset|pipe", re.IGNORECASE)
HALF_CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n3e8\r\nkod="


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return make_home(tmp_path_factory.mktemp("hostile") / "home")


@pytest.fixture(scope="module")
def service(environment: Mapping[str, str]) -> Iterator[Service]:
    with serving(environment) as started:
        yield started


def answer_on(connection: socket.socket) -> bytes:
    """All that comes until the service closes the connection; nothing where it breaks it off."""
    received = b""
    try:
        while more := connection.recv(1 << 16):
            received += more
    except ConnectionResetError:
        pass
    return received


def keep_sending(connection: socket.socket, piece: bytes, *, pause: float = 0) -> None:
    """Send it again and again, as long as patience lasts."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        connection.sendall(piece)
        time.sleep(pause)


@pytest.mark.parametrize("begun", [b"", HALF_HEADERS, HALF_BODY, HALF_CHUNKED])
def test_slow_senders_keep_nobody_waiting(service: Service, begun: bytes) -> None:
    slow = [service.dial(begun) for _ in range(4 * THREADS)]
    for _ in range(3):
        for connection in slow:
            connection.sendall(b"a" if begun else b"")
        assert service.get("/svara/") == 200
    for connection in slow:
        connection.close()


def test_a_request_sent_in_pieces_is_answered(service: Service) -> None:
    with service.dial(b"GET /svara/ HT") as connection:
        for piece in (b"TP/1.1\r\nHost: loc", b"alhost\r\nConnection: close\r\n", b"\r\n"):
            time.sleep(0.1)
            connection.sendall(piece)
        assert answer_on(connection).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("begun", [HALF_HEADERS, HALF_BODY, HALF_CHUNKED])
def test_a_request_that_never_ends_is_given_up(environment: Mapping[str, str], begun: bytes) -> None:
    with serving(environment, changed={"REQUEST_SECONDS": 1}) as impatient, impatient.dial(begun) as connection:
        with pytest.raises(OSError, match=BROKEN_OFF):
            keep_sending(connection, b"a", pause=0.2)
        assert impatient.get("/svara/") == 200


def test_of_too_many_connections_those_that_keep_waiting_longest_must_go(environment: Mapping[str, str]) -> None:
    with serving(environment, changed={"CONNECTIONS": 8}) as small:
        slow = [small.dial(HALF_BODY) for _ in range(40)]
        assert [small.get("/svara/") for _ in range(5)] == [200] * 5
        assert answer_on(slow[0]) == b""
        slow[-1].sendall(b"a" * 996)
        assert slow[-1].recv(9) == b"HTTP/1.1 "
        for connection in slow:
            connection.close()


def test_too_large_a_body_is_refused_before_it_is_sent(service: Service) -> None:
    with service.dial(POST + f"Content-Length: {BODY_BYTES + 1}\r\n\r\n".encode()) as connection:
        assert answer_on(connection).startswith(b"HTTP/1.1 413 ")


def test_too_large_a_body_is_refused_while_it_comes(service: Service) -> None:
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    endless = service.dial(POST + b"Transfer-Encoding: chunked\r\n\r\n")
    with endless, pytest.raises(OSError, match=BROKEN_OFF):
        keep_sending(endless, chunk)
    assert service.get("/svara/") == 200


def test_too_large_a_header_is_refused(service: Service) -> None:
    assert service.get("/svara/", {"X-Much": "a" * (HEADER_BYTES // 2)}) == 200
    assert service.get("/svara/", {"X-Much": "a" * HEADER_BYTES}) == 431
    assert service.get("/svara/", {f"X-{number}": "a" for number in range(HEADER_BYTES // 8)}) == 431


def test_a_body_of_the_largest_size_and_thousands_of_fields_is_refused_by_the_pages(service: Service) -> None:
    many = "&".join(f"fraga-{number}=1" for number in range(5000))
    assert fetch(service.connect(), "POST", "/svara/skicka/", body=many) == 400
    large = "a" * (BODY_BYTES - 1)
    assert fetch(service.connect(), "POST", "/svara/", body=large) < 500
