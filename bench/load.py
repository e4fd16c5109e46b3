"""Requests on connections that stay open: as fast as they are answered, or at a fixed rate."""

import socket
import threading
import time
from dataclasses import dataclass

TIMEOUT_S = 60


@dataclass(frozen=True)
class Request:
    """One request under a bearer token; `body` is JSON or empty."""

    method: str
    path: str
    token: str
    body: bytes = b""

    def raw(self) -> bytes:
        """Its bytes on the wire."""
        head = f"{self.method} {self.path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\n"
        if self.body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(self.body)}\r\n"
        return f"{head}\r\n".encode() + self.body


class Connection:
    """One HTTP connection, without what a client library would spend on it."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), TIMEOUT_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, raw: bytes) -> bytes:
        """The answer's body. Raises AssertionError for a refusal, of the request or of an operation in it."""
        self._socket.sendall(raw)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._receive()
        head, body = answer.split(b"\r\n\r\n", 1)
        lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        length = int(lengths[0].split(b":")[1]) if lengths else 0
        while len(body) < length:
            body += self._receive()
        assert head.startswith(b"HTTP/1.1 2"), answer[:2000]
        assert b'"refused"' not in body, body[:2000]
        return body

    def _receive(self) -> bytes:
        received = self._socket.recv(1 << 18)
        assert received, "the server closed the connection"
        return received

    def close(self) -> None:
        """Closes it."""
        self._socket.close()


def send(
    port: int, requests: list[Request], *, connections: int, per_second: float | None = None
) -> tuple[float, list[float]]:
    """Sends each once; the seconds that all took together, and those that each took.

    With `per_second` they are due at that rate, whether or not earlier ones have been answered, and the time of each
    runs from when it was due: waiting for a free connection counts.
    """
    turns = iter(list(enumerate(request.raw() for request in requests)))
    latencies, faults = [0.0] * len(requests), list[BaseException]()
    lanes = [Connection(port) for _ in range(min(connections, len(requests)))]
    start = time.perf_counter()

    def work(lane: Connection) -> None:
        try:
            for number, raw in turns:
                due = start + number / per_second if per_second else time.perf_counter()
                time.sleep(max(0.0, due - time.perf_counter()))
                lane.ask(raw)
                latencies[number] = time.perf_counter() - due
        except BaseException as fault:  # raised again by the caller's thread
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(lane,)) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - start
    for lane in lanes:
        lane.close()
    if faults:
        raise faults[0]
    return took, latencies
