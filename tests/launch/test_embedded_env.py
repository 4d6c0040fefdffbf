import pytest

from dom360.launch.embedded_env import ensure_embedded_env, uses_own_database
from dom360.launch.errors import LaunchError
from dom360.settings import Settings

OWNER = "postgresql://owner:secret@db.example:5432/dom360"
APP = "postgresql://dom360_app:secret@db.example:5432/dom360"


def test_the_passwords_are_random_and_only_the_owner_reads_them(tmp_path):
    one = ensure_embedded_env(tmp_path / "one", 21500, data=tmp_path / "none")
    two = ensure_embedded_env(tmp_path / "two", 21500, data=tmp_path / "none")

    assert len({one.superuser_password, one.app_password, two.superuser_password}) == 3
    assert (tmp_path / "one" / "embedded.env").stat().st_mode & 0o777 == 0o600


def test_another_port_keeps_the_passwords(tmp_path):
    before = ensure_embedded_env(tmp_path, 21500, data=tmp_path / "none")
    after = ensure_embedded_env(tmp_path, 21501, data=tmp_path / "none")

    assert after.database_url == before.database_url.replace("21500", "21501")
    assert after.database_app_url == before.database_app_url.replace("21500", "21501")


def test_data_without_its_password_is_not_touched(tmp_path):
    data = tmp_path / "data"
    data.mkdir()

    with pytest.raises(LaunchError, match="Bring the file back"):
        ensure_embedded_env(tmp_path, 21500, data=data)


def test_a_broken_file_is_explained(tmp_path):
    (tmp_path / "embedded.env").write_text("DATABASE_URL=nonsense\n")

    with pytest.raises(LaunchError, match=r"embedded\.env can't be read"):
        ensure_embedded_env(tmp_path, 21500, data=tmp_path / "none")


def test_the_embedded_database_is_not_mistaken_for_an_own_one(tmp_path):
    env = ensure_embedded_env(tmp_path, 21500, data=tmp_path / "none")

    assert not uses_own_database(_settings(tmp_path, None, None))
    assert not uses_own_database(_settings(tmp_path, env.database_url, env.database_app_url))
    assert uses_own_database(_settings(tmp_path, OWNER, APP))


def test_an_owner_without_an_application_role_is_refused(tmp_path):
    env = ensure_embedded_env(tmp_path, 21500, data=tmp_path / "none")

    with pytest.raises(LaunchError, match="DATABASE_APP_URL is not"):
        uses_own_database(_settings(tmp_path, OWNER, env.database_app_url))


def _settings(state_dir, owner, app):
    return Settings(state_dir=state_dir, database_url=owner, database_app_url=app)
