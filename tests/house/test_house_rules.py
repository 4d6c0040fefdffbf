"""The rules of the house that ruff, mypy and import-linter don't know."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dom360.settings import REPOSITORY

SOURCE = REPOSITORY / "src" / "dom360"
FILES = sorted(SOURCE.rglob("*.py"))
LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 40
# None so far. An entry needs its reason beside it.
LONG_FILES: frozenset[str] = frozenset()
LONG_FUNCTIONS: frozenset[str] = frozenset()

ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}
STATEMENT = re.compile(
    r"^\s*(select\s.+\bfrom\b|select\s+[\w.]+\(|insert\s+into\s|update\s+[\w.]+\s+set\s|delete\s+from\s"
    r"|(create|alter|drop)\s+(or\s+replace\s+)?(table|role|function|view|index|policy|schema|database"
    r"|extension|type|trigger|sequence|materialized)\s|set\s+(local|session|role)\s|truncate\s|grant\s.+\bto\b"
    r"|begin;|with\s+\w+\s+as\s*\()",
    re.IGNORECASE | re.DOTALL,
)


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def test_only_settings_reads_the_environment(trees):
    readers = {
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        if name != "settings.py"
        for node in ast.walk(tree)
        if _reads_environment(node)
    }

    assert readers == set()


def test_sql_lives_in_sql_files(trees):
    found = {
        f"{name}:{node.lineno}: {node.value[:40]!r}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
        if STATEMENT.match(_text(node.value)) and node not in _docstrings(tree)
    }

    assert found == set()


@pytest.mark.parametrize(
    ("text", "is_sql"),
    [
        ("select id from messages", True),
        ("SELECT set_config('app.tenant_id', %s, true)", True),
        ("insert into messages values (1)", True),
        ("update tenants set name = %s", True),
        ("create table x (id int)", True),
        ("select an agent", False),
        ("Update the page and try again", False),
        ("Create one, or name another", False),
        ("with a reason", False),
    ],
)
def test_the_rule_about_sql_knows_sql_from_prose(text, is_sql):
    assert bool(STATEMENT.match(text)) is is_sql


def test_files_stay_short():
    long = {
        name_of(path)
        for path in FILES
        if len(path.read_text(encoding="utf-8").splitlines()) > LINES_IN_A_FILE
    }

    assert long == LONG_FILES


def test_functions_stay_short(trees):
    long = {
        f"{name}:{node.name}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if _length(node) > LINES_IN_A_FUNCTION
    }

    assert long == LONG_FUNCTIONS


def test_scripts_are_plain_sh_and_name_no_registry():
    scripts = sorted((REPOSITORY / "scripts").glob("*.sh"))
    assert scripts

    for script in scripts:
        checked = subprocess.run(["/bin/sh", "-n", str(script)], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
    for file in (*scripts, REPOSITORY / "Makefile"):
        assert not re.search(r"https?://", file.read_text(encoding="utf-8"))


def test_every_make_target_has_its_line_in_the_list():
    assert shutil.which("make")
    targets = re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)

    # A make inside `make test` tells which folder it enters, unless told not to.
    told = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=REPOSITORY, capture_output=True, text=True
    ).stdout

    assert {"up", "test", "lint", "types", "fmt", "reset", "doctor", "schema"} <= set(targets)
    # Steps of the others, and the parts of lint and types.
    parts = {"python", "node", "ruff", "imports", "eslint", "mypy", "typescript", "vitest"}
    assert {line.split()[0] for line in told.splitlines()} == set(targets) - parts


def _reads_environment(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return (
            isinstance(node.value, ast.Name) and node.value.id == "os" and node.attr in ENVIRONMENT
        )
    if isinstance(node, ast.ImportFrom):
        return node.module == "os" and any(alias.name in ENVIRONMENT for alias in node.names)
    return False


def _text(value: str | bytes) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else value


def _docstrings(tree: ast.Module) -> set[ast.AST]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the name to the end, without the docstring."""
    body = function.body
    documented = ast.get_docstring(function, clean=False) is not None
    docstring = body[0].end_lineno - body[0].lineno + 1 if documented else 0
    return function.end_lineno - function.lineno + 1 - docstring
