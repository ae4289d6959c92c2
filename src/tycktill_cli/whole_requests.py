"""A worker of gunicorn's that lets waitress take in each request whole before a thread is given to it.

gunicorn keeps the processes: starts, replaces and stops them. waitress speaks with the clients: one loop takes in what
all of them send, so that those who send slowly cost a connection each and no thread.
"""

import os
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from tycktill_web.look.forgetting import END_PROCESS

REQUEST_SECONDS = 30
"""A request that is not there whole this long after its first byte is given up."""

NEVER = 1 << 40
"""Bytes of one answer that would be laid in a file on their way out."""

IDLE_SECONDS = 75
"""A connection without a request is kept so long: longer than nginx keeps one to us, which is the one to let go."""

CONNECTIONS = 400
"""Of one process. Beyond them, whoever has kept us waiting longest must go; a process may have 1,024 open files."""

BODY_BYTES = 1 << 20
"""Of what is sent with a request. The largest that any page sends is a form of some kilobytes, or a key."""

HEADER_BYTES = 1 << 14

_LINGER_SECONDS = 1
"""A stopping process keeps an idle connection so long, for a request that may be on its way."""


class Connection(HTTPChannel):
    """A client's connection, which knows how long it has kept us waiting."""

    _began = 0.0

    def __init__(self, server: BaseWSGIServer, sock: Any, address: Any, *others: Any, **named: Any) -> None:
        # waitress calls whoever comes by a Unix socket `localhost`; we do not know who it is.
        known = ("", "") if sock.family == socket.AF_UNIX else address
        super().__init__(server, sock, known, *others, **named)

    def received(self, data: bytes) -> bool:
        """Take in what the client has sent."""
        if self.request is None:
            self._began = time.time()
        return bool(super().received(data))

    def service(self) -> None:
        """Answer, in a thread; a process that stops says that this answer is the connection's last."""
        if not self.server.accepting:
            for request in self.requests:
                request.headers = {**request.headers, "CONNECTION": "close"}
        super().service()

    @property
    def waiting_since(self) -> float | None:
        """When we began to wait for the rest of a request, or for its beginning; None while one is answered."""
        if self.requests:
            return None
        return self._began if self.request is not None else float(self.last_activity)

    def is_overdue(self, now: float) -> bool:
        """Whether the request that is coming in has taken too long."""
        return self.request is not None and not self.requests and now - self._began > REQUEST_SECONDS


class WholeRequests(Worker):
    """The process: waitress's loop and threads, for as long as gunicorn lets it live."""

    def run(self) -> None:
        """Serve until told to stop; then answer what has come, and end."""
        self._listening: dict[int, Any] = {}
        application: Any = partial(_answer_request, self.wsgi, self._end_process)
        listeners: list[Any] = self.sockets  # which wrap what waitress wants
        create_server(
            application,
            map=self._listening,
            sockets=[listener.sock for listener in listeners],
            threads=self.cfg.threads,
            connection_limit=2 * CONNECTIONS,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=5,
            max_request_header_size=HEADER_BYTES,
            max_request_body_size=BODY_BYTES,
            inbuf_overflow=2 * BODY_BYTES,  # never: an answer that is sent to us touches no disk
            outbuf_overflow=NEVER,  # nor do new codes on their way back; a stream waits for its reader long before
            clear_untrusted_proxy_headers=False,  # Django reads them, when it is told that there is a proxy
            log_socket_errors=False,
            ident=None,
        )
        for server in self._servers():
            server.channel_class = Connection
        while self.alive and os.getppid() == self.ppid:
            self._run_once()
            self._let_go()
        self._finish_requests()

    def _end_process(self) -> None:
        """Take nothing more; another process takes this one's place."""
        self.alive = False

    def _run_once(self, seconds: float = 1) -> None:
        """Do what is to be done on any connection; wait so long for it."""
        self.notify()
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._listening, count=1)

    def _let_go(self) -> None:
        """Close what is overdue and, when there are too many, what has kept us waiting longest."""
        connections, now = self._connections(), time.time()
        for connection in connections:
            if connection.is_overdue(now):
                connection.will_close = True
        waiting = [(since, connection) for connection in connections if (since := connection.waiting_since) is not None]
        for _, connection in sorted(waiting, key=lambda each: each[0])[: max(0, len(connections) - CONNECTIONS)]:
            connection.will_close = True

    def _finish_requests(self) -> None:
        """Take no more connections, and answer what comes on those there are."""
        for server in self._servers():
            server.accepting = False
        until = time.time() + self.cfg.graceful_timeout
        while (connections := self._connections()) and time.time() < until:
            self._run_once(0.1)
            for connection in connections:
                idle = connection.request is None and not connection.requests and not connection.total_outbufs_len
                if idle and time.time() - connection.last_activity > _LINGER_SECONDS:
                    connection.will_close = True

    def _connections(self) -> Sequence[Connection]:
        return [each for each in self._listening.values() if isinstance(each, Connection)]

    def _servers(self) -> Sequence[BaseWSGIServer]:
        return [each for each in self._listening.values() if isinstance(each, BaseWSGIServer)]


def _answer_request(
    application: Callable[..., Iterable[bytes]], end: Callable[[], None], environ: Mapping[str, Any], start: Any
) -> Iterable[bytes]:
    return application({**environ, END_PROCESS: end}, start)
