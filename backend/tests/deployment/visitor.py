"""A client that knows nothing of Shoal but its address: cookies, JSON, and half-sent requests."""

import json
import socket
import uuid
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

PATIENCE = 30.0
URL_SIGNS = "/?=&%#"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Visitor:
    def __init__(self, port: int) -> None:
        self.port = port
        self.origin = f"http://localhost:{port}"
        self.cookies: SimpleCookie = SimpleCookie()
        self.token = ""

    def asks(self, path: str, **headers: str) -> Answer:
        return self._send("GET", path, None, headers)

    def does(self, path: str, body: Any, **headers: str) -> Answer:
        """POST a command, once."""
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": uuid.uuid4().hex,
            **headers,
        }
        return self._send("POST", path, json.dumps(body).encode(), headers)

    def uploads(self, path: str, name: str, content: bytes) -> Answer:
        frame = uuid.uuid4().hex
        head = (
            f'--{frame}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        )
        body = head.encode() + content + f"\r\n--{frame}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={frame}"}
        return self._send("POST", path, body, headers)

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        sent = {"Host": f"localhost:{self.port}", **headers}
        if self.token and "Authorization" not in sent:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.cookies and path.startswith("/api/v1/auth/"):
            sent["Cookie"] = "; ".join(f"{c.key}={c.value}" for c in self.cookies.values())
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, quote(path, safe=URL_SIGNS), body, sent)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        answered = Answer(answer.status, answer.headers, answer.read())
        connection.close()
        return answered

    def half_send(self, text: bytes, times: int) -> list[socket.socket]:
        """Open so many connections, and send each the beginning of a request."""
        opened = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(times)]
        for connection in opened:
            connection.sendall(text)
        return opened
