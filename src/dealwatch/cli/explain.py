"""`dealwatch explain`: read stories and show what was understood, as JSON Lines or as a page for people."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dealwatch.cli.output import one_line, to_json
from dealwatch.cli.page import print_page
from dealwatch.cli.setting import load_dossier_of
from dealwatch.cli.stories_in import read_stories
from dealwatch.config import load_config
from dealwatch.errors import InputError
from dealwatch.reading import Reader
from dealwatch.reading.explain import reading_as_json
from dealwatch.reading.page import page
from dealwatch.reading.trace import Trace
from dealwatch.toml import fault


def run(arguments: argparse.Namespace) -> int:
    """Read every story that can be read; one that cannot is told on stderr and leads to status 2."""
    reader = Reader(load_dossier_of(load_config(arguments.config, os.environ)))
    trace = Trace(reader.dossier)
    status = 0
    with _opened(arguments.file) as (stream, name):
        for number, given in enumerate(read_stories(stream, name)):
            if isinstance(given, InputError):
                print(f"dealwatch: {one_line(str(given))}", file=sys.stderr)
                status = given.exit_status
                continue
            reading = reader.read(given.entry)
            if arguments.as_json:
                print(
                    to_json(reading_as_json(str(given.id), given.restored(reading)) | {"id": given.id}),
                    flush=True,
                )
            else:
                missing = () if reading.relevant else reader.missing(given.entry)
                print_page(page(given.entry, reading, trace, missing), first=number == 0)
    return status


@contextmanager
def _opened(file: str | None) -> Iterator[tuple[IO[bytes], str]]:
    """The stream to read and what to call it. Raises InputError."""
    if file in (None, "-"):
        if sys.stdin.isatty():
            print("Type or paste a story, then press Ctrl+D.", file=sys.stderr)
        yield sys.stdin.buffer, "standard input"
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below; the body's errors are not the file's
    except (OSError, ValueError) as error:
        raise InputError(fault(Path(file), error) if isinstance(error, OSError) else str(error)) from error
    with stream:
        yield stream, file
