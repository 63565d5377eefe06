"""Many clients at once in one process: as cheap as it gets, so that the core is the server's."""

import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Crowd:
    """What came back: milliseconds and statuses of every request, and how long it all took."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    def add(self, other: "Crowd") -> None:
        self.seconds += other.seconds
        self.times += other.times
        self.statuses += other.statuses


def post(path: str, token: str = "") -> bytes:
    """Return the bytes of a POST with an empty JSON object."""
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{bearer}"
        "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    ).encode()


def get(path: str, token: str) -> bytes:
    """Return the bytes of a GET."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    )


class _Caller:
    """One keep-alive connection that sends its requests one after the other."""

    def __init__(self, port: int, requests: Iterable[bytes], crowd: Crowd) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.requests = iter(requests)
        self.crowd = crowd
        self.began = 0.0
        self.answer = b""

    def send_next(self) -> bool:
        """Send the next request; return whether there was one."""
        request = next(self.requests, None)
        if request is None:
            self.socket.close()
            return False
        self.answer, self.began = b"", time.perf_counter()
        self.socket.sendall(request)
        return True

    def receive(self) -> bool:
        """Take what arrived; return whether the answer is whole. Raises ConnectionError."""
        part = self.socket.recv(1 << 16)
        if not part:
            raise ConnectionError("The server closed a connection in use.")
        self.answer += part
        if not is_whole(self.answer):
            return False
        self.crowd.times.append((time.perf_counter() - self.began) * 1000)
        self.crowd.statuses[int(self.answer[9:12])] += 1
        return True


def all_at_once(port: int, queues: Sequence[Iterable[bytes]]) -> Crowd:
    """Let one client for each queue send its requests, all clients at the same time."""
    crowd = Crowd()
    with selectors.DefaultSelector() as selector:
        callers = [_Caller(port, queue, crowd) for queue in queues]
        began = time.perf_counter()
        for caller in callers:
            if caller.send_next():
                selector.register(caller.socket, selectors.EVENT_READ, caller)
        while selector.get_map():
            for key, _ in selector.select():
                caller = key.data
                if caller.receive():
                    selector.unregister(caller.socket)
                    if caller.send_next():
                        selector.register(caller.socket, selectors.EVENT_READ, caller)
        crowd.seconds = time.perf_counter() - began
    return crowd


def is_whole(answer: bytes) -> bool:
    head, found, body = answer.partition(b"\r\n\r\n")
    if not found:
        return False
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return len(body) >= int(value)
    raise RuntimeError("An answer without its length cannot be read here.")
