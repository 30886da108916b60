"""The commands. They join what they need and import it late, so that `--help` and the dashboard start fast.

No rule of the negotiation, of storing or of fetching lives here; every error becomes one line on stderr.
"""

import importlib
import os
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
    from dealwatch.cli.output import one_line, speak_utf8
    from dealwatch.cli.parser import build_parser

    speak_utf8()
    arguments = build_parser().parse_args(argv)
    try:
        status = _command(arguments.run)(arguments)
        # Here, where a closed pipe can still be told from a defect.
        sys.stdout.flush()
    except DealwatchError as error:
        print(f"dealwatch: {one_line(str(error))}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        # Python flushes once more at its end; there is nobody to read it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _command(run: str) -> "Callable[[argparse.Namespace], int]":
    module, _, function = run.partition(":")
    found = getattr(importlib.import_module(f"dealwatch.cli.{module}"), function)
    return cast("Callable[[argparse.Namespace], int]", found)
