"""The limit: the same two calls from pgbench, with nothing around them."""

import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.cluster import APP_PASSWORD, DATABASE, SQL, Cluster
from bench.data import Population
from bench.point import Point, summarise

_FAILED = re.compile(r"number of failed transactions: (\d+)")


def run_pgbench(
    cluster: Cluster,
    population: Population,
    *,
    clients: int,
    seconds: int,
    script: str = "turn.pgbench",
    user: str = "dom360_app",
) -> Point:
    """Latencies are read from pgbench's own log, a line a transaction."""
    with TemporaryDirectory() as folder:
        command = [
            cluster.server.installation.program("pgbench"),
            "--no-vacuum",
            "--protocol=prepared",
            f"--client={clients}",
            f"--jobs={min(clients, 2)}",
            f"--time={seconds}",
            f"--file={SQL / script}",
            f"--define=tenants={population.tenants}",
            f"--define=clients={clients}",
            f"--define=own={max(1, population.contacts // clients)}",
            "--log",
            f"--log-prefix={folder}/log",
            "--host=127.0.0.1",
            f"--port={cluster.server.port}",
            f"--username={user}",
            DATABASE,
        ]
        finished = subprocess.run(
            command,
            env={
                **os.environ,
                **cluster.server.installation.environment(),
                "PGPASSWORD": APP_PASSWORD if user == "dom360_app" else cluster.server.password,
                "PGOPTIONS": "-c search_path=dom360",
            },
            capture_output=True,
            text=True,
            timeout=seconds + 60,
            check=False,
        )
        latencies = [one for file in Path(folder).iterdir() for one in _latencies(file)]
    errors: Counter[str] = Counter()
    if finished.returncode:
        errors[f"pgbench: {finished.stderr.strip()[-200:]}"] = 1
    if (failed := _FAILED.search(finished.stdout)) and int(failed[1]):
        errors["failed transactions"] = int(failed[1])
    return summarise(clients, seconds, latencies, dict(errors))


def _latencies(log: Path) -> list[float]:
    """The third column is the transaction's time in microseconds."""
    return [int(line.split()[2]) / 1000 for line in log.read_text().splitlines()]
