"""The code: a core that knows no screen, one registry, one list, one boundary, short functions."""

import ast
import functools
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Final

import dealwatch

SOURCE: Final = Path(dealwatch.__file__).parent
#: Lines of a function that fit into a head; what is longer is named here, with why.
MOST: Final = 50
MAY_BE_LONGER: Final = {
    "create_voice": "one table with its triggers, frozen",
    "_of_event": "one verb after the other, each with what it needs",
}
#: Boxes over a screen with a few keys of their own, which they show themselves.
BOXES: Final = {f"tui/screens/{name}.py" for name in ("prompt", "amend", "tagging")}


@functools.cache
def parsed() -> tuple[tuple[Path, tuple[ast.AST, ...]], ...]:
    """Every module with all that stands in it."""
    return tuple(
        (path.relative_to(SOURCE), tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
        for path in sorted(SOURCE.rglob("*.py"))
    )


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Its lines from `def` on, without the docstring."""
    said = ast.get_docstring(function, clean=False)
    told = len(said.split("\n")) if said is not None else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - told


def functions() -> Iterator[tuple[str, str, int]]:
    """Module, name and lines of every function."""
    for path, nodes in parsed():
        for node in nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield str(path), node.name, lines_of(node)


def test_functions_are_short() -> None:
    """A function is of about ten lines; none is so long that one must scroll."""
    found = list(functions())
    assert median(lines for _, _, lines in found) <= 10
    long = [each for each in found if each[2] > MOST and each[1] not in MAY_BE_LONGER]
    assert long == []


def test_commands_and_core_start_without_a_screen() -> None:
    """Nothing outside `tui` imports Textual, and no command but the dashboard reaches it."""
    told = {str(path) for path, nodes in parsed() for name in imported(nodes) if name == "textual"}
    assert {name for name in told if not name.startswith("tui/")} == set()


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The packages that a module names, wherever in it."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_status_is_told_without_a_screen(store: Path) -> None:
    """`dealwatch status` prints what the dashboard shows, and loads no Textual to do it."""
    asked = "import sys; from dealwatch.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    ran = subprocess.run(
        [sys.executable, "-c", f"{asked}print('textual' in sys.modules)", "--db", str(store), "status"],
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
    )
    assert "on hold" in ran.stdout
    assert ran.stdout.rstrip().endswith("False")


def test_one_table_of_keys() -> None:
    """Bindings are made in the table of actions; only a box over a screen has its own."""
    assert makers("Binding") <= {"tui/actions.py", *BOXES}


def test_one_list() -> None:
    """Every list of rows is a RowList: no DataTable, no OptionList, no ListView."""
    assert makers("DataTable", "OptionList", "ListView", "Tree") == set()


def test_one_boundary_for_text() -> None:
    """Text from outside becomes content in one module; no other makes markup of a string."""
    assert calls("from_markup") == set()
    assert calls("render_markup") == set()
    assert makers("Content") <= {"tui/text.py"}


def makers(*names: str) -> set[str]:
    """The modules in which something of these names is called."""
    return {
        str(path)
        for path, nodes in parsed()
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    }


def calls(name: str) -> set[str]:
    """The modules in which a method of this name is called."""
    return {
        str(path)
        for path, nodes in parsed()
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
    }
