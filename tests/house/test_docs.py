"""Documents that name code must name code that exists."""

import importlib
import re
from pathlib import Path

import pytest

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
