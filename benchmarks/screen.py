"""A program in a pseudo-terminal, timed: what it writes is stamped as it comes and drawn afterwards."""

import os
import select
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import pyte
from tests.support.terminal import on_terminal

COLUMNS, LINES = 120, 40
#: A program that has written nothing for so long after its answer has drawn what it had to draw, in seconds.
_PAUSE: Final = 0.03
#: So long a key's answer is waited for.
_PATIENCE: Final = 2.0
_TOP, _BOTTOM = 1, 2


class Screen:
    """A program that has been started. `began` is when, of the clock of `time.perf_counter`."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.written = 0
        self.began = time.perf_counter()
        self._master, self.child = on_terminal(command, environment, LINES, COLUMNS)

    def _pieces(self, seconds: float) -> Iterator[tuple[float, bytes]]:
        """What comes until nothing has come for so long, with when it came."""
        while select.select([self._master], [], [], seconds)[0]:
            try:
                piece = os.read(self._master, 1 << 16)
            except OSError:
                return
            self.written += len(piece)
            yield time.perf_counter(), piece

    def draw(self, seconds: float = 0.0) -> None:
        """Draw what comes until nothing has come for so long."""
        for _, piece in self._pieces(seconds):
            self._stream.feed(piece)

    def shows(self, words: str) -> bool:
        """Whether words stand on the screen as it was drawn last."""
        return words in "\n".join(self._screen.display)

    def wait_for(self, words: str, seconds: float = 60) -> float:
        """When words came onto the screen."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            for at, piece in self._pieces(0.05):
                self._stream.feed(piece)
                if self.shows(words):
                    return at
        raise TimeoutError(f"no {words!r} on the screen:\n" + "\n".join(self._screen.display))

    def press(self, key: str) -> float | None:
        """Seconds from a key to the piece that moved the selection; None when nothing did."""
        before = self._selection()
        sent = time.perf_counter()
        os.write(self._master, key.encode())
        changed: float | None = None
        while changed is None and time.perf_counter() < sent + _PATIENCE:
            # Drawing takes time: first everything is read and stamped.
            for at, piece in list(self._pieces(_PAUSE)):
                self._stream.feed(piece)
                if changed is None and self._selection() != before:
                    changed = at - sent
        return changed

    def _selection(self) -> str:
        """What is painted otherwise than most, without the bars: those change by themselves."""
        lines = [self._screen.buffer[row] for row in range(_TOP, LINES - _BOTTOM)]
        cells = [line[column] for line in lines for column in range(COLUMNS)]
        paints = [(cell.bg, cell.reverse) for cell in cells]
        usual = Counter(paints).most_common(1)[0][0]
        return "".join(cell.data for cell, paint in zip(cells, paints, strict=True) if paint != usual)

    def send(self, keys: str) -> None:
        """Press keys, and wait for nothing."""
        os.write(self._master, keys.encode())

    def idle(self, seconds: float) -> tuple[float, int]:
        """Processor seconds and bytes of some idle time, after a second in which nothing came."""
        self.draw(1.0)
        cpu, written = _cpu(self.child.pid), self.written
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.draw(0.2)
        return _cpu(self.child.pid) - cpu, self.written - written

    def close(self) -> None:
        """End the program."""
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        os.close(self._master)


@contextmanager
def running(command: Sequence[str], environment: dict[str, str]) -> Iterator[Screen]:
    """A program on a screen while the block lasts."""
    screen = Screen(command, environment)
    try:
        yield screen
    finally:
        screen.close()


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
