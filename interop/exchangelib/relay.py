"""A relay between exchangelib and the lab, which can tear what it passes on into pieces, and connections apart."""

import socket
import struct
import threading
import time
from urllib.parse import urlsplit, urlunsplit

RESET = struct.pack("ii", 1, 0)
"""For SO_LINGER: a connection ends by a reset, so that nobody takes for delivered what was not."""


class Relay:
    """Listens at `url`, which is the given address but for the port.

    With `piece`, the answers of the server go on in segments of so many bytes, with a rest after each in which its
    reader can take it alone.
    """

    def __init__(self, url, piece=None, rest_s=0.0001):
        address = urlsplit(url)
        self._target = (address.hostname, address.port)
        self._piece, self._rest_s = piece, rest_s
        self._links = set()
        self.segments = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.url = urlunsplit(address._replace(netloc=f"127.0.0.1:{port}"))
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Tears all connections apart, as a network does that fails: by resets, and whatever is on the way is lost."""
        for link in list(self._links):
            link.tear()

    def _accept(self):
        while True:
            client, _ = self._listener.accept()
            server = socket.create_connection(self._target)
            self._links.add(Link(self, client, server))

    def pass_on(self, data, target, is_answer):
        """Sends what has come, an answer piece by piece."""
        if self._piece is None or not is_answer:
            return target.sendall(data)
        for at in range(0, len(data), self._piece):
            target.sendall(data[at : at + self._piece])
            self.segments += 1
            time.sleep(self._rest_s)

    def forget(self, link):
        self._links.discard(link)


class Link:
    """A connection through the relay: two sockets, and for each a thread that reads from it."""

    def __init__(self, relay, client, server):
        self._relay, self._ends = relay, (client, server)
        self._is_torn = False
        for end in self._ends:
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ways = ((client, server, False), (server, client, True))
        self._threads = [threading.Thread(target=self._run, args=way, daemon=True) for way in ways]
        for thread in self._threads:
            thread.start()

    def tear(self):
        """Ends both sides by a reset. Nothing is sent before it: an orderly end would say that all has been read."""
        self._is_torn = True
        for end in self._ends:
            try:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.shutdown(socket.SHUT_RD)  # wakes its reader up
            except OSError:
                pass  # it has ended by itself
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()

    def _run(self, source, target, is_answer):
        try:
            while data := source.recv(65536):
                self._relay.pass_on(data, target, is_answer)
        except OSError:
            pass  # one of the two ends is gone, and so is the other now
        self._relay.forget(self)
        if not self._is_torn:
            self._close()

    def _close(self):
        for end in self._ends:
            try:
                end.shutdown(socket.SHUT_RDWR)  # wakes the other reader up
            except OSError:
                pass  # it is closed
            end.close()
