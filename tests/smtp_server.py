"""A mail server on the loopback address that can be slow, refuse a receiver or stop: what it took stands in `post`."""

from __future__ import annotations

import socketserver
import threading
import time
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Gesprek(socketserver.StreamRequestHandler):
    server: Mailserver

    def handle(self) -> None:
        self._zeg("220 proef")
        ontvangers: list[str] = []
        while regel := self.rfile.readline().decode().strip():
            woord = regel.split(maxsplit=1)[0].upper()
            if woord == "RCPT" and any(naam in regel for naam in self.server.weigert):
                self._zeg("550 kent niemand hier")
            elif woord == "RCPT":
                ontvangers.append(regel)
                self._zeg("250 goed")
            elif woord == "DATA":
                self._zeg("354 ga uw gang")
                self._neem_aan(ontvangers)
                ontvangers = []
            elif woord == "QUIT":
                self._zeg("221 dag")
                return
            else:
                self._zeg("250 goed")

    def _neem_aan(self, ontvangers: list[str]) -> None:
        ruw = b""
        while not ruw.endswith(b"\r\n.\r\n"):
            ruw += self.rfile.readline()
        if ontvangers:
            with self.server.slot:
                self.server.post.append(message_from_bytes(ruw[:-5], policy=policy.default))
        self.server.aangenomen.set()
        time.sleep(self.server.traag)
        if self.server.valt_weg:
            self.connection.close()
            return
        self._zeg("250 aangenomen")

    def _zeg(self, regel: str) -> None:
        self.wfile.write(f"{regel}\r\n".encode())


class Mailserver(socketserver.ThreadingTCPServer):
    """Runs while it is a context. `weigert`: parts of addresses it does not take; `traag`: seconds before its yes;
    `valt_weg`: hang up instead of saying yes, after the message was taken.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Gesprek)
        self.post: list[EmailMessage] = []
        self.weigert: set[str] = set()
        self.traag = 0.0
        self.valt_weg = False
        self.aangenomen = threading.Event()
        self.slot = threading.Lock()

    @property
    def poort(self) -> int:
        return int(self.server_address[1])

    def __enter__(self) -> Mailserver:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""
