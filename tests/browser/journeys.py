"""Runs the journeys of frontend/e2e in a real browser."""

import asyncio
import os
import subprocess
from pathlib import Path

from dom360.settings import Settings
from tests.support.world import PASSWORD

REPOSITORY = Path(__file__).parents[2]
# A busy machine takes many times as long as an idle one. A journey that hangs ends by itself.
PATIENCE_S = 400


async def run_journeys(name: str, page: str, **more: str) -> None:
    """`more` goes to the journeys as their environment. Their whole report is in the failure."""
    pictures = REPOSITORY / "tests" / "artifacts"
    pictures.mkdir(exist_ok=True)
    tools = Settings().state_dir / "tools" / "bin"  # Node, where the machine has none
    env = {
        **os.environ,
        **more,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "BASE_URL": page,
        "PASSWORD": PASSWORD,
        "SHOTS": str(pictures),
    }

    # In a thread: the fake agent's fixtures live in this loop.
    run = await asyncio.to_thread(
        subprocess.run,
        ["node", "--test", "--test-reporter=spec", f"e2e/{name}.test.mjs"],
        cwd=REPOSITORY / "frontend",
        env=env,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )

    print(run.stdout)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
