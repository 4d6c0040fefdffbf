"""The embedded PostgreSQL: our own cluster, started with our own flags as our own child."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from dom360.launch.accounts import Account, give, postgres_account, run_as
from dom360.launch.errors import LaunchError
from dom360.launch.home import postgres_home
from dom360.launch.installation import Installation, ensure_installation
from dom360.launch.processes import Stopping, never, spawn, stop, tail

SUPERUSER = "postgres"
DATABASE = "dom360"
START_SECONDS = 60
# The kernel's limit for a socket's path is 108 bytes on Linux, 104 on macOS.
SOCKET_PATH_LIMIT = 100
FAST = Stopping(ask=signal.SIGINT, patience_s=30, insist=signal.SIGQUIT)

# The builtin locale sorts the same on every machine; the C locale exists on every machine.
LOCALE = ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]

# Sized for a laptop. Parameters and statements of customers' requests never reach the log.
FLAGS = {
    "listen_addresses": "127.0.0.1",
    "password_encryption": "scram-sha-256",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "max_slot_wal_keep_size": "1GB",
    "cluster_name": "dom360",
}
# A test's cluster lives for one run: losing it in a power cut loses nothing.
THROWAWAY_FLAGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class EmbeddedPostgres:
    """A cluster in `home`, made on the first start. `with` starts it and stops it fast.

    `port` 0 takes a free one. `fsync=False` is for tests only. Give the same `password` on every
    start of the same home. Database `dom360` exists once it is started.
    """

    home: Path
    installation: Installation
    password: str
    port: int = 0
    fsync: bool = True
    account: Account | None = None
    log: Path | None = None
    name: str = "postgres"
    more_flags: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log_file(self) -> Path:
        return self.log or self.home / "postgres.log"

    @property
    def superuser_url(self) -> str:
        """For database `dom360`. Another database: `url(database="…")`."""
        return self.url()

    def url(self, *, database: str = DATABASE) -> str:
        return f"postgresql://{SUPERUSER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Return when the server takes connections; raise LaunchError when it can't."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o755)  # passable for the account, whatever the umask; data is 0700
        if not self.data.exists():
            self._initialise()
        self._refuse_other_major()
        self.port = self.port or free_port()
        self._process = spawn(
            self._command(),
            log=self.log_file,
            env=self.installation.environment(),
            ask=FAST.ask,
            account=self.account,
            cwd=self.home,
        )
        try:
            self._wait_until_ready(self._process)
            self._ensure_database()
        except BaseException:
            self.stop()
            raise

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "PostgreSQL was not started"
        return self._process

    def returncode(self) -> int | None:
        return self.process.poll()

    def stop(self, forced: Callable[[], bool] = never) -> None:
        """Fast shutdown; immediate when `forced`. Data is safe either way."""
        if self._process:
            stop(self._process, FAST, forced=forced)
            self._process = None

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there whole: a broken try leaves none."""
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        give(unfinished, self.account)
        password_file = self.home / "initdb-password"
        password_file.unlink(missing_ok=True)
        password_file.touch(mode=0o600)
        password_file.write_text(self.password)
        give(password_file, self.account)
        try:
            self._run_initdb(unfinished, password_file)
        finally:
            password_file.unlink()
        unfinished.rename(self.data)

    def _run_initdb(self, data: Path, password_file: Path) -> None:
        command = [
            self.installation.program("initdb"), "--pgdata", str(data), "--username", SUPERUSER,
            "--pwfile", str(password_file), "--auth", "scram-sha-256", "--encoding", "UTF8",
            *LOCALE,
            "--data-checksums", "--no-instructions", *([] if self.fsync else ["--no-sync"]),
        ]  # fmt: skip
        answer = subprocess.run(
            command,
            env=self.installation.environment(),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **run_as(self.account),
        )
        if answer.returncode != 0:
            raise LaunchError(f"PostgreSQL's initdb failed in {self.home}:\n{answer.stdout}")

    def _refuse_other_major(self) -> None:
        major = (self.data / "PG_VERSION").read_text().strip()
        if major != self.installation.major:
            raise LaunchError(
                f"The data in {self.data} was written by PostgreSQL {major}, and this is "
                f"{self.installation.major}. Dump it with the older version and load it here, "
                "or start afresh with 'make reset'."
            )

    def _command(self) -> list[str]:
        sockets = self._socket_directory()
        flags = FLAGS | {"fsync": "on", "port": str(self.port), "unix_socket_directories": sockets}
        flags |= self.more_flags if self.fsync else {**THROWAWAY_FLAGS, **self.more_flags}
        options = [part for name, value in flags.items() for part in ("-c", f"{name}={value}")]
        return [self.installation.program("postgres"), "-D", str(self.data), *options]

    def _socket_directory(self) -> str:
        directory = self.home / "socket"
        if len(os.fsencode(directory)) + len("/.s.PGSQL.65535.lock") > SOCKET_PATH_LIMIT:
            return ""  # then only TCP, which is what the product uses
        directory.mkdir(exist_ok=True)
        directory.chmod(0o700)
        give(directory, self.account)
        return str(directory)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise LaunchError(f"PostgreSQL ended at its start. {self._what_it_said()}")
            if self._says_ready(process.pid):
                return
            time.sleep(0.02)
        raise LaunchError(f"PostgreSQL was not ready in {START_SECONDS} s. {self._what_it_said()}")

    def _says_ready(self, pid: int) -> bool:
        """PostgreSQL writes its state into the last line of this file. No sign-in needed."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        # Under a guard that stays (not Linux) the server's id differs from the child's.
        written = len(lines) > 7 and lines[7].strip() == "ready"
        return written and _is_or_descends(int(lines[0]), pid)

    def _what_it_said(self) -> str:
        return f"Its log {self.log_file} ends with:\n{tail(self.log_file)}"

    def _ensure_database(self) -> None:
        try:
            connection = psycopg.connect(self.url(database="postgres"), autocommit=True)
        except psycopg.OperationalError as problem:
            raise LaunchError(
                f"The embedded PostgreSQL in {self.home} refuses its own password. Its secrets "
                "file and the data don't belong together: bring back the file, or run 'make reset'."
            ) from problem
        with connection:
            if connection.execute(_statement("database_exists.sql")).fetchone() is None:
                connection.execute(_statement("create_database.sql"))


@contextmanager
def temporary_postgres(
    state_dir: Path,
    *,
    postgres_user: str | None = None,
    fsync: bool = False,
    flags: Mapping[str, str] | None = None,
) -> Iterator[EmbeddedPostgres]:
    """A throw-away server for a test run: a free port, no fsync, gone at the end.

    A benchmark asks for `fsync`, and for `flags` of its machine.

    The installation is the one `dom360 up` uses, so only the first run on a machine extracts it.
    """
    account = postgres_account(postgres_user)
    shared = postgres_home(state_dir, account)
    installation = ensure_installation(shared)
    throwaways = shared / "temporary"
    throwaways.mkdir(exist_ok=True)
    throwaways.chmod(0o755)
    _sweep(throwaways)
    home = throwaways / f"{os.getpid()}-{secrets.token_hex(4)}"
    postgres = EmbeddedPostgres(
        home,
        installation,
        password=secrets.token_urlsafe(24),
        fsync=fsync,
        account=account,
        more_flags=flags or {},
    )
    try:
        with postgres:
            yield postgres
    finally:
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _sweep(throwaways: Path) -> None:
    """Remove what killed test runs left. The name begins with the run's process id."""
    import psutil

    for home in throwaways.iterdir():
        if not psutil.pid_exists(int(home.name.split("-")[0])):
            shutil.rmtree(home, ignore_errors=True)


def _is_or_descends(pid: int, ancestor: int) -> bool:
    import psutil

    if pid == ancestor:
        return True
    try:
        return ancestor in {process.pid for process in psutil.Process(pid).parents()}
    except psutil.NoSuchProcess:
        return False


def _statement(name: str) -> bytes:
    return resources.files("dom360.launch").joinpath("sql", name).read_bytes()
