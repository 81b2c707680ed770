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
        self._open = set()
        self.segments = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.url = urlunsplit(address._replace(netloc=f"127.0.0.1:{port}"))
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Tears all connections apart, as a network does that fails."""
        for pair in list(self._open):
            for end in pair:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self._close(pair)

    def _accept(self):
        while True:
            client, _ = self._listener.accept()
            server = socket.create_connection(self._target)
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            pair = (client, server)
            self._open.add(pair)
            threading.Thread(target=self._pass_on, args=(pair, client, server, None), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(pair, server, client, self._piece), daemon=True).start()

    def _pass_on(self, pair, source, target, piece):
        try:
            while data := source.recv(65536):
                self._send(target, data, piece)
        except OSError:
            pass  # one of the two ends is gone, and so is the other now
        self._close(pair)

    def _send(self, target, data, piece):
        if piece is None:
            return target.sendall(data)
        for at in range(0, len(data), piece):
            target.sendall(data[at : at + piece])
            self.segments += 1
            time.sleep(self._rest_s)

    def _close(self, pair):
        self._open.discard(pair)
        for end in pair:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it is closed
            end.close()
