"""Writes the Backend API's description to frontend/openapi.json, for the generated API types."""

import json
from pathlib import Path

from dom360.backend.app import create_app
from dom360.settings import Settings

TARGET = Path(__file__).parents[1] / "frontend" / "openapi.json"


def describe() -> str:
    document = create_app(Settings()).openapi()
    document["info"]["version"] = "0"  # types do not change with a release's number
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(describe(), encoding="utf-8")
