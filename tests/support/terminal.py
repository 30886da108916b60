"""A program in a pseudo-terminal, and the screen that a person would see (pyte draws it)."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte


def on_terminal(
    command: Sequence[str], environment: Mapping[str, str], lines: int, columns: int
) -> tuple[int, subprocess.Popen[bytes]]:
    """Start a program on a terminal of its own: the other end of that, and the program."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    child = subprocess.Popen(
        list(command), env=dict(environment), stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    )
    os.close(slave)
    return master, child


class Terminal:
    """Runs a program until the `with` block ends; waits on what is on its screen, never for a time."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 120, lines: int = 40
    ) -> None:
        self._command = list(command)
        self._environment = dict(environment)
        self._size = (lines, columns)
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        #: Every byte that the program wrote.
        self.written = b""

    def __enter__(self) -> Self:
        self._master, self._child = on_terminal(self._command, self._environment, *self._size)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        self.vanish()

    def vanish(self) -> None:
        """Take the terminal away; no signal tells the program, for it is of another session."""
        if self._master >= 0:
            os.close(self._master)
        self._master = -1

    @property
    def text(self) -> str:
        """The screen, a line a row, without the blanks at their ends."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._child.pid

    def look(self) -> None:
        """Draw what has been written since the last look."""
        self._draw(0)

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size, as a person drags it."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._screen.resize(lines, columns)
        os.kill(self.pid, signal.SIGWINCH)

    def wait_for(self, *wanted: str, seconds: float = 30) -> str:
        """Wait until all these words are on the screen; gives the screen."""
        self.wait_until(
            lambda: all(words in self.text for words in wanted), f"{wanted} on the screen", seconds
        )
        return self.text

    def wait_until(self, holds: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Wait until something holds, drawing the screen meanwhile."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"no {what} within {seconds} s; the screen is:\n{self.text}"
            self._draw(0.05)
            if self._master < 0:
                time.sleep(0.02)

    def wait_for_end(self, seconds: float = 20) -> int:
        """Wait until the program has ended; its exit status, negative for a signal."""
        self.wait_until(lambda: self._child.poll() is not None, "end of the program", seconds)
        self._draw(0)
        return int(self._child.returncode)

    def _draw(self, seconds: float) -> None:
        while self._master >= 0 and select.select([self._master], [], [], seconds)[0]:
            try:
                output = os.read(self._master, 65536)
            except OSError:  # Linux says so when the program has closed its side
                return
            if not output:
                return
            self.written += output
            self._stream.feed(output)
            seconds = 0
