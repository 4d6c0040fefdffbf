"""Documents that name code must name code that exists."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclopts import App

from dom360.cli.main import app
from dom360.settings import Settings

REPOSITORY = Path(__file__).parents[2]
LIFE = (REPOSITORY / "docs" / "life-of-a-message.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")


def resolve(name: str) -> object:
    """The object behind a dotted name: the longest importable module, then attributes."""
    parts = name.split(".")
    for split in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:split]))
        except ModuleNotFoundError:
            continue
        for part in parts[split:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(name)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(dom360\.[\w.]+)`", LIFE))))
def test_the_life_of_a_message_names_what_exists(name: str):
    assert resolve(name) is not None


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`sql:([\w/.]+)`", LIFE))))
def test_the_life_of_a_message_names_sql_that_exists(path: str):
    assert (REPOSITORY / "src" / "dom360" / "sql" / path).is_file()


def test_the_walk_is_long_enough_to_be_one():
    assert len(re.findall(r"`dom360\.[\w.]+`", LIFE)) >= 20


def test_a_name_that_moved_is_noticed():
    with pytest.raises(AttributeError):
        resolve("dom360.turns.actions.TurnRunner.moved_away")


@pytest.mark.parametrize(
    "document", [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").rglob("*.md"))]
)
def test_links_between_documents_lead_somewhere(document: Path):
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


SECURITY = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("*.py"))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+)`", SECURITY))))
def test_every_test_that_the_security_page_names_is_there(name: str):
    assert re.search(rf"^(async )?def {name}\(", TESTS, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/[\w/.]+)`", SECURITY))))
def test_every_file_of_tests_that_the_security_page_names_is_there(path: str):
    assert (REPOSITORY / path).is_file()


def test_the_security_page_has_every_attack_and_every_chapter():
    for name in [*(f"API{n}" for n in range(1, 11)), *(f"V{n} " for n in range(1, 18))]:
        assert f"| {name}" in SECURITY, name


SETTINGS = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")
OPERATING = (REPOSITORY / "docs" / "operating.md").read_text(encoding="utf-8")


def test_every_setting_is_explained():
    for name, field in Settings.model_fields.items():
        variable = field.validation_alias or f"DOM360_{name.upper()}"
        assert f"`{variable}`" in SETTINGS, variable


def test_every_setting_that_is_explained_exists():
    known = {
        str(field.validation_alias or f"DOM360_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    assert set(re.findall(r"`((?:DOM360|DATABASE)_[A-Z0-9_]+)`", SETTINGS)) <= known


def test_every_verb_of_the_command_line_is_listed():
    verbs = list(_verbs(app))
    assert len(verbs) > 40
    for words in verbs:
        *groups, verb = words
        named = f"`dom360 {' '.join(words)}" in OPERATING
        listed = any(
            line.startswith(f"| `dom360 {' '.join(groups)}`") and f"`{verb}`" in line
            for line in OPERATING.splitlines()
        )
        assert named or listed, " ".join(words)


def _verbs(group: App) -> Iterator[tuple[str, ...]]:
    """Every command there is, as its words."""
    for name in group:
        if name.startswith("-"):
            continue
        inner = group[name]
        deeper = [(name, *words) for words in _verbs(inner)]
        yield from deeper or [(name,)]
