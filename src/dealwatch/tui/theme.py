"""Our own themes, as data, under the names that `[ui] theme` has.

Statuses use Textual's own colour names, so any of its themes serves too.
"""

from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

from dealwatch.errors import ConfigError

THEMES: Final[tuple[Theme, ...]] = (
    Theme(
        name="default",
        dark=True,
        primary="#7aa2f7",
        secondary="#9d7cd8",
        accent="#e0af68",
        warning="#ff9e64",
        error="#f7768e",
        success="#9ece6a",
        foreground="#d5d9e8",
        background="#14161e",
        surface="#14161e",
        panel="#1f2330",
    ),
    Theme(
        name="light",
        dark=False,
        primary="#1d4ed8",
        secondary="#6d28d9",
        accent="#92400e",
        warning="#9a4508",
        error="#b91c1c",
        success="#166534",
        foreground="#1c1e26",
        background="#fbfaf7",
        surface="#fbfaf7",
        panel="#eceae3",
    ),
    Theme(
        name="high-contrast",
        dark=True,
        primary="#5cc8ff",
        secondary="#ffffff",
        accent="#ffe14d",
        warning="#ffb000",
        error="#ff6b6b",
        success="#5dff8f",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
    ),
    # Blue against orange: red and green say nothing by themselves to one man in twelve.
    Theme(
        name="deuteranopia",
        dark=True,
        primary="#56b4e9",
        secondary="#cc79a7",
        accent="#f0e442",
        warning="#e69f00",
        error="#ee6c14",
        success="#0099e6",
        foreground="#e4e6ee",
        background="#14161e",
        surface="#14161e",
        panel="#1f2330",
    ),
)

# The terminal's own sixteen colours.
_ALIASES: Final = {"": "default", "ansi": "ansi-dark"}


def theme_named(name: str, *, few_colours: bool = False) -> str:
    """The theme's name for Textual; ConfigError names those there are when there is none such.

    With `few_colours` the default is the terminal's own sixteen: the nearest of them to ours are all white.
    """
    name = "ansi" if few_colours and name in ("", "default") else name
    own = [theme.name for theme in THEMES]
    if name not in _ALIASES and name not in own and name not in BUILTIN_THEMES:
        known = ", ".join([*own, "ansi", *BUILTIN_THEMES])
        raise ConfigError(f'[ui] theme = "{name}" is not known; choose one of: {known}.')
    return _ALIASES.get(name, name)


def known_theme(name: str, otherwise: str) -> str:
    """The theme of a name that may be of another version, or ""."""
    return theme_named(name) if name in offered() else otherwise


def offered() -> list[str]:
    """The names to choose from: ours, the terminal's own colours, Textual's."""
    return [*(theme.name for theme in THEMES), "ansi", *sorted(BUILTIN_THEMES)]
