"""What the dashboard sends to a terminal: nothing while nothing changes, little for a key, all back."""

import os
import signal
import sys
import time
from pathlib import Path

from tests.support.terminal import Terminal
from tests.tui.support import DOSSIER

PROGRAM = f"""
import sys
from pathlib import Path
from dealwatch.clock import SystemClock
from dealwatch.config import Config
from dealwatch.dossier import digest_of
from dealwatch.tui.app import DealwatchApp

DealwatchApp(db=Path(sys.argv[1]), dossier_id={DOSSIER!r}, digest=digest_of({DOSSIER!r}),
             config=Config(source=Path("x")), clock=SystemClock(),
             poll_command=None, prepare_command=[]).run()
"""


def quiet_for(terminal: Terminal, seconds: float) -> int:
    """How many bytes came within so many seconds."""
    before, deadline = len(terminal.written), time.monotonic() + seconds
    terminal.wait_until(lambda: time.monotonic() > deadline, "the end of the wait")
    return len(terminal.written) - before


def state_of(pid: int) -> str:
    """The letter that the system gives a process: T for one that is stopped."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_idle_sends_no_byte_a_key_few_and_ctrl_z_leads_to_the_shell_and_back(store: Path) -> None:
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "UTC"}
    with Terminal([sys.executable, "-c", PROGRAM, str(store)], environment) as terminal:
        terminal.wait_for("1 of 41", "4 Quotes")
        terminal.wait_until(lambda: quiet_for(terminal, 0.5) == 0, "silence")
        assert quiet_for(terminal, 2.5) == 0
        before = len(terminal.written)
        terminal.send("j")
        terminal.wait_for("2 of 41")
        quiet_for(terminal, 0.3)
        # Two rows and a number: what makes it usable over a slow line.
        assert len(terminal.written) - before <= 450
        terminal.send("\x1a")
        terminal.wait_until(lambda: state_of(terminal.pid) == "T", "ctrl+z to stop it")
        assert terminal.written.count(b"\x1b[?1049l") == 1
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_until(lambda: terminal.written.count(b"\x1b[?1049h") == 2, "fg to bring it back")
        terminal.send("j")
        terminal.wait_for("3 of 41")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        # Back from the alternate screen, with the cursor and without the mouse.
        for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l"):
            assert sequence in terminal.written
