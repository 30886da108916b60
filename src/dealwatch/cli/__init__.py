"""The commands. They join what they need and import it late, so that `--help` and the dashboard start fast.

No rule of the negotiation, of storing or of fetching lives here; every error becomes one line on stderr.
"""

import importlib
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, cast

from dealwatch.errors import DealwatchError

if TYPE_CHECKING:
    import argparse

#: Exit statuses by the convention of shells: 128 and the number of the signal.
INTERRUPTED: Final = 128 + signal.SIGINT
BROKEN_PIPE: Final = 128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. What a person can mend is one line on stderr, never a traceback."""
    from dealwatch.cli.output import open_streams
    from dealwatch.cli.parser import arranged, build_parser

    open_streams()
    arguments = build_parser().parse_args(arranged(sys.argv[1:] if argv is None else argv))
    try:
        status = _command(arguments.run)(arguments)
        # Here, where a pipe or disk that takes no more can still be told from a defect.
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last door: behind it Python prints a traceback
        return _told(error)
    return status


def _told(error: Exception) -> int:
    """Tell what went wrong in one line; the exit status."""
    from dealwatch.cli.output import leads_nowhere, one_line

    if isinstance(error, OSError):
        # Python flushes once more at its end, to nobody or to a full disk.
        leads_nowhere(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    print(f"dealwatch: {one_line(_sentence(error))}", file=sys.stderr)
    return error.exit_status if isinstance(error, DealwatchError) else 1


def _sentence(error: Exception) -> str:
    if isinstance(error, DealwatchError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else f"{error.strerror}."
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}"[:300]
    return f"a defect of dealwatch ended this, please report it: {what} ({frame.filename}:{frame.lineno})"


def _command(run: str) -> "Callable[[argparse.Namespace], int]":
    module, _, function = run.partition(":")
    found = getattr(importlib.import_module(f"dealwatch.cli.{module}"), function)
    return cast("Callable[[argparse.Namespace], int]", found)
