"""The processes that a program has started, as the system lists them."""

from pathlib import Path


def descendants(pid: int) -> dict[int, str]:
    """Its children and theirs, with their command lines."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := _fields(folder)):
            parents[int(folder.name)] = int(fields[1])
    found: list[int] = [pid]
    for parent in found:
        found += [child for child, its in parents.items() if its == parent]
    return {child: _command(child) for child in found[1:]}


def alive(pid: int) -> bool:
    """Whether it runs still."""
    fields = _fields(Path("/proc") / str(pid))
    return bool(fields) and fields[0] != "Z"


def _fields(folder: Path) -> list[str]:
    """State, parent and so on: what stands behind the name, which may hold anything."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
