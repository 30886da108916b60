"""Content codings undone in bounded pieces, so that a small bomb cannot fill the memory.

The HTTP client's own decoder is not used: it takes a stream that was cut off for a whole one.
"""

import zlib
from collections.abc import Iterator
from typing import Final

PIECE_BYTES: Final = 64 * 1024
_WINDOW_BITS: Final = {
    "gzip": zlib.MAX_WBITS | 16,
    "x-gzip": zlib.MAX_WBITS | 16,
    "deflate": zlib.MAX_WBITS,
}
CODINGS: Final = frozenset(_WINDOW_BITS)


class Decoder:
    """Undoes one coding of one body. After the last chunk `complete` tells whether its end was reached."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._stream = zlib.decompressobj(_WINDOW_BITS[coding])
        self._started = False

    @property
    def complete(self) -> bool:
        """Whether the end mark was seen: without it the body was cut off."""
        return self._stream.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        """The decoded pieces of one chunk, each at most 64 KiB. Raises `zlib.error` for damaged data."""
        if not self._started and data:
            self._started = True
            if self._coding == "deflate" and data[0] & 0x0F != 8:  # some servers leave the zlib header out
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        while not self._stream.eof or self._next_member(data):
            piece = self._stream.decompress(data, PIECE_BYTES)
            if piece:
                yield piece
            if self._stream.eof:
                data = self._stream.unused_data
            else:
                data = self._stream.unconsumed_tail
                # A full piece may leave output behind inside the stream.
                if not data and len(piece) < PIECE_BYTES:
                    return

    def _next_member(self, data: bytes) -> bool:
        """A gzip body may hold several members; anything else behind the end is padding."""
        if self._coding == "deflate" or not data.startswith(b"\x1f"):
            return False
        self._stream = zlib.decompressobj(_WINDOW_BITS[self._coding])
        return True
