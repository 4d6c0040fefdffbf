"""The doctor tells whether the keys are there, whole, and this database's own."""

from pathlib import Path

import pytest

from dom360.launch.doctor.database import check_keys
from dom360.settings import Settings
from tests.support import services
from tests.support.postgres import ScratchDatabase


@pytest.mark.parametrize(
    ("keys", "level", "told"),
    [
        (services.TEST_KEYS, "OK", "this database's"),
        (services.WRONG_KEYS, "FAIL", "not the one that this database knows"),
        ("test:c2hvcnQ=", "FAIL", "short"),
        ("", "WARN", "no secret can be stored"),
    ],
    ids=["right", "another", "short", "none"],
)
def test_the_doctor_judges_the_keys(
    backend: services.Service,
    database: ScratchDatabase,
    tmp_path: Path,
    keys: str,
    level: str,
    told: str,
):
    settings = Settings.model_validate(
        {"state_dir": tmp_path, "database_app_url": database.app_url, "encryption_keys": keys}
    )

    found = check_keys(settings)

    assert found.level == level
    assert told in found.message
    assert not keys or keys.partition(":")[2] not in found.message + found.advice
