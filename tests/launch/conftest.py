import secrets
import shutil
import time

import psutil
import pytest

from dom360.launch.accounts import postgres_account
from dom360.launch.home import locate_home, postgres_home
from dom360.launch.installation import ensure_installation
from dom360.launch.postgres import temporary_postgres
from dom360.launch.reset import remove_state
from dom360.settings import REPOSITORY

SHARED = REPOSITORY / ".dom360"


@pytest.fixture(scope="session")
def account():
    """Who runs PostgreSQL: nobody special, unless these tests run as root."""
    return postgres_account(None)


@pytest.fixture(scope="session")
def installation(account):
    return ensure_installation(postgres_home(SHARED, account))


@pytest.fixture(scope="module")
def postgres(installation):
    with temporary_postgres(SHARED) as server:
        yield server


@pytest.fixture
def state(account, installation):
    """A state directory of its own, with PostgreSQL's programs there already."""
    state_dir = SHARED / "test-states" / secrets.token_hex(3)
    state_dir.mkdir(parents=True)
    for folder in (state_dir.parent, state_dir):
        folder.chmod(0o755)
    home = locate_home(state_dir, account)
    home.mkdir(parents=True)
    (home / "installation").symlink_to(installation.root.parent)
    yield state_dir
    remove_state(state_dir)
    shutil.rmtree(state_dir)


@pytest.fixture
def gone():
    """Asserts that processes end within some seconds."""

    def check(pids, *, seconds=10):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            alive = [pid for pid in pids if _runs(pid)]
            if not alive:
                return
            time.sleep(0.05)
        pytest.fail(f"still alive: {[psutil.Process(pid).cmdline() for pid in alive]}")

    return check


def _runs(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
