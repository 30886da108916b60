"""The terminal that the dashboard is drawn on, and what happens when it is taken away.

A terminal may vanish without a signal: its window is closed while SIGHUP is ignored, a container lets go of
it, an ssh server dies. Textual would go on reading the end of its input for ever.
"""

import asyncio
import select
import signal
from contextlib import suppress
from typing import Any, Final, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

#: Nothing is waited for but the hang-up, which is told unasked: no key wakes anybody.
_HANG_UP_ALONE: Final = 0
_ASK_TO_END: Final = (signal.SIGHUP, signal.SIGTERM)
#: What a shell adds to the number of the signal that ended a program.
_SHELL_SAYS: Final = 128


class Unfailing:
    """A stream to a terminal; what is written after that has vanished is dropped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()


class VanishingDriver(LinuxDriver):
    """Textual's driver for a terminal that may vanish: then the application ends and keeps what it has, as it
    does when the system asks it to end.
    """

    _watched: "select.epoll | None" = None

    def start_application_mode(self) -> None:
        if not isinstance(self._file, Unfailing):
            # The thread that writes takes it from here.
            self._file = cast("Any", Unfailing(cast("TextIO", self._file)))
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._watch()

    def stop_application_mode(self) -> None:
        self._unwatch()
        super().stop_application_mode()

    def _watch(self) -> None:
        """Notice signals to end, and a terminal that hangs up (without epoll, as on a Mac, signals alone)."""
        loop = asyncio.get_running_loop()
        for number in _ASK_TO_END:
            if signal.getsignal(number) is signal.SIG_DFL:  # What nohup has it ignore stays so.
                loop.add_signal_handler(number, self._end, number)
        if not hasattr(select, "epoll") or self._watched is not None:
            return
        watched = select.epoll()
        try:
            watched.register(self.fileno, _HANG_UP_ALONE)
        except OSError:  # What has no other end cannot hang up.
            watched.close()
            return
        self._watched = watched
        loop.add_reader(watched.fileno(), self._vanished)

    def _unwatch(self) -> None:
        watched, self._watched = self._watched, None
        if watched is not None:
            asyncio.get_running_loop().remove_reader(watched.fileno())
            watched.close()

    def _vanished(self) -> None:
        self._unwatch()
        # The thread that reads would go round and round with the end of its input.
        self.exit_event.set()
        self._end(signal.SIGHUP)

    def _end(self, number: signal.Signals) -> None:
        self._app.exit(return_code=_SHELL_SAYS + number)
