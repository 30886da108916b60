"""What can go wrong in a way that a person can mend.

DealwatchError
├── ConfigError       config.toml, a flag or an environment variable is wrong
├── DossierError      a dossier file is wrong
├── StoreError        the store cannot be used
│   ├── StoreMissing      there is none yet: prepare it
│   ├── StoreOutdated     written by an older dealwatch: migrate it
│   ├── StoreTooNew       written by a newer dealwatch: upgrade the program
│   ├── StoreForeign      the file is not a dealwatch store
│   ├── StoreReadOnly     the file or its folder cannot be written
│   ├── StoreFull         the disk is full
│   └── StoreBusy         another process kept it locked too long
└── InputError        text given to a command cannot be read

Each message is one sentence or two that name the thing and the mend; `cli` prints it and exits with
`exit_status`. Nothing prints a traceback at a person.
"""


class DealwatchError(Exception):
    """Base of every error that a person is told about; its text is what they read."""

    exit_status = 1


class ConfigError(DealwatchError):
    """The configuration is wrong; the message names the file, the key or line, and the mend."""

    exit_status = 2


class DossierError(DealwatchError):
    """A dossier is wrong; the message names the file and the key."""

    exit_status = 2


class InputError(DealwatchError):
    """A file or text given to a command cannot be read; `field` names which one of several it is."""

    exit_status = 2

    def __init__(self, words: str = "", field: str = "") -> None:
        super().__init__(words)
        self.field = field


class StoreError(DealwatchError):
    """The store cannot be used; nothing in it was changed."""


class StoreMissing(StoreError):
    """No store exists at the path yet."""


class StoreOutdated(StoreError):
    """The store has an older schema and must be migrated first."""


class StoreTooNew(StoreError):
    """The store was written by a newer dealwatch."""


class StoreForeign(StoreError):
    """The file at the path is not a dealwatch store."""


class StoreReadOnly(StoreError):
    """The store or its folder cannot be written."""


class StoreFull(StoreError):
    """The disk that holds the store is full."""


class StoreBusy(StoreError):
    """Another process held the store locked for longer than the time-out."""
