"""The guide to writing a dossier: its example loads and reads, its keys and messages are the real ones."""

import re
from pathlib import Path
from typing import Final

import msgspec
import pytest

from dealwatch.dossier import Dossier, load_dossier
from dealwatch.errors import DossierError
from dealwatch.reading import read
from tests.reading.helpers import story

GUIDE: Final = Path(__file__).parents[1] / "docs" / "dossier.md"
TEXT: Final = GUIDE.read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def loaded(folder: Path, text: str = EXAMPLE) -> Dossier:
    path = folder / "timber.toml"
    path.write_text(text, encoding="utf-8")
    return load_dossier(str(path))


def test_the_example_reads_stories(tmp_path: Path) -> None:
    dossier = loaded(tmp_path)
    reading = read(
        story("Canada and Japan put timber deal on hold", "Fisheries want the salmon quota settled first."),
        dossier,
    )
    assert reading.relevant
    assert [tag.id for tag in reading.agreements] == ["timber"]
    assert [tag.id for tag in reading.sectors] == ["salmon"]
    assert ("agreement:timber", "on_hold") in [(item.subject, item.status.value) for item in reading.signals]
    assert not read(story("Softwood: US-Canada talks fail", "Tokyo buys elsewhere."), dossier).relevant


STAKEHOLDER = (
    '[[stakeholder]]\nid = "b"\nname = "Bo"\nrole = ""\norganisation = ""\nside = "company"\n'
    'aliases = ["Roy"]\nsource_note = "Gazette"\n\n[[lookalike]]'
)
EARLIER = (
    '[[status]]\nsubject = "agreement:timber"\nstatus = "agreed"\neffective = 2026-01-01\n'
    "known = 2026-01-20\n"
    'note = "x"\nsource_url = "https://example.org/x"\nconfidence = "low"\n\n[[quote]]'
)
SLIPS = [
    ("keywords =", "keyword ="),
    ('names = ["Timber Accord", "Wood and Salmon Treaty"]\n', ""),
    ('agreement = "timber"', 'agreement = "wood"'),
    ("[[lookalike]]", STAKEHOLDER),
    ('source_url = "https://example.org/jane-roy"\n', ""),
    ("[[quote]]", EARLIER),
    ('parties = ["ca", "jp"]', 'parties = ["ca", "jp"]\ndepends_on = ["timber"]'),
    ('names = ["salmon"]', 'names = ["salmon", ""]'),
]


@pytest.mark.parametrize(("old", "new"), SLIPS)
def test_a_slip_is_told_as_the_guide_says(tmp_path: Path, old: str, new: str) -> None:
    assert old in EXAMPLE
    with pytest.raises(DossierError) as raised:
        loaded(tmp_path, EXAMPLE.replace(old, new, 1))
    told = str(raised.value)
    messages = re.findall(r"\| `([^`]+)` \|\n", TEXT[TEXT.index("## When something is wrong") :])
    assert len(messages) == len(SLIPS)
    assert any(told.endswith(message) for message in messages), told
    assert re.search(r"line \d+", told)


def test_every_key_stands_in_the_guide() -> None:
    table = TEXT[TEXT.index("## Every key") : TEXT.index("## When something is wrong")]
    keys = {line.split("|")[1].strip(): line for line in table.splitlines() if line.startswith("|")}
    for field in msgspec.structs.fields(Dossier):
        row = getattr(field.type, "__args__", (None,))[0]
        if not (isinstance(row, type) and issubclass(row, msgspec.Struct)):
            assert f"`{field.encode_name}`" in keys["(the top)"]
            continue
        line = keys[f"`[[{field.encode_name}]]`"]
        for key in msgspec.structs.fields(row):
            word = f"*`{key.encode_name}`*" if not key.required else f"`{key.encode_name}`"
            assert word in line or key.encode_name in ("source_url", "source_note"), (field.name, word)
