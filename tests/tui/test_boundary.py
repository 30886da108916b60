"""Nothing but `tui.text` hands bare strings to what reads markup."""

import ast
from pathlib import Path

import pytest

import dealwatch.tui

FOLDER = Path(dealwatch.tui.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))

#: What parses a `str` as markup, or shows it in a way that does.
FORBIDDEN_CALLS = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "Tab", "TabPane",
    "OptionList", "Option", "SelectionList", "Select", "DataTable", "Tree", "ListView", "ListItem",
    "Markdown", "RichLog", "Placeholder", "Tooltip", "notify", "from_markup", "add_row",
    "add_option", "add_leaf", "Hit", "DiscoveryHit", "SimpleCommand",
}  # fmt: skip
FORBIDDEN_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "_text"}


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_module_calls_what_reads_markup(module: Path) -> None:
    if module.name == "text.py":
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = {_name(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & FORBIDDEN_CALLS
    assigned = {
        target.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
    }
    assert not assigned & FORBIDDEN_ATTRIBUTES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_module_takes_untrusted_text_apart(module: Path) -> None:
    if module.name == "text.py":
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "plain"]


def test_no_module_draws_with_a_render_that_returns_text() -> None:
    for module in MODULES:
        names = {
            node.name
            for node in ast.walk(ast.parse(module.read_text("utf-8")))
            if isinstance(node, ast.FunctionDef)
        }
        assert "render" not in names, module
