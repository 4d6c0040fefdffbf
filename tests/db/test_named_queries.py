"""Files of named statements: what they hold, and what they may have in common."""

from pathlib import Path

import pytest

from dom360.db.named_queries import load_queries

SHARED = """-- What is above the first name is for people.
-- part: mine
-- Which rows.
   and owner = %(owner)s
   and gone_at is null

-- name: list_all
select id from things
 where tenant_id = %(tenant_id)s
   -- include: mine
 order by id;

-- name: count_all
select count(*) from things where tenant_id = %(tenant_id)s
   -- include: mine
;
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str) -> Path:
        file = tmp_path / "queries.sql"
        file.write_text(text)
        return file

    return write


def test_a_part_stands_in_each_statement_that_includes_it(written):
    queries = load_queries(written(SHARED))

    assert set(queries) == {"list_all", "count_all"}
    for text in queries.values():
        assert text.count(b"and owner = %(owner)s\n   and gone_at is null") == 1
        assert b"include" not in text
    assert queries["list_all"].endswith(b"order by id;")


def test_a_name_that_comes_twice_is_refused(written):
    with pytest.raises(ValueError, match="comes twice"):
        load_queries(written(SHARED + "-- name: mine\nselect 1;\n"))


def test_a_part_that_is_not_there_is_refused(written):
    with pytest.raises(KeyError, match="theirs"):
        load_queries(written("-- name: one\nselect 1\n-- include: theirs\n;\n"))
