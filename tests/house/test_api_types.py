"""The frontend's API types are generated from the API that is."""

import runpy
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def test_the_frontends_description_of_the_api_is_current():
    script = runpy.run_path(str(REPOSITORY / "scripts" / "openapi.py"))

    written = (REPOSITORY / "frontend" / "openapi.json").read_text(encoding="utf-8")

    assert written == script["describe"](), "run: make api"
