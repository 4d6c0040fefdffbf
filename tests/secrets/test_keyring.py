"""DOM360_ENCRYPTION_KEYS: read, refused, made."""

import base64

import pytest

from dom360.kit.keyring import BadKeyring, Keyring, new_key
from dom360.launch.embedded_env import ensure_embedded_env
from dom360.settings import Settings

GOOD = new_key("one")
MATERIAL = GOOD.split(":")[1]
SHORT = base64.b64encode(b"s3cret-but-short").decode()


def test_the_first_key_is_the_one_that_encrypts():
    ring = Keyring.parse(f"{new_key('new')}, {GOOD}")

    assert ring.ids == ("new", "one")
    assert MATERIAL not in repr(ring)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MATERIAL, "entry 1 does not begin with an id"),
        (f"{GOOD},", "entry 2 does not begin with an id"),
        (f"Ö:{MATERIAL}", "entry 1 does not begin with an id"),
        (f"two:{SHORT}", "the key two is short"),
        ("two:", "the key two is short"),
        (f"two:{MATERIAL[:-2]}", "the key two is not base64"),
        (f"two:{base64.b64encode(bytes(32)).decode()}", "one byte over and over"),
        (f"{GOOD},{new_key('one')}", "the id one comes twice"),
        (f"{GOOD},two:{MATERIAL}", "two is the same key as another one"),
    ],
    ids=range(9),  # The keys are new in each process; what names a test may not be.
)
def test_a_bad_setting_is_one_line_without_the_key(text: str, told: str):
    with pytest.raises(BadKeyring) as refused:
        Keyring.parse(text)

    line = refused.value.detail
    assert told in line
    assert line.startswith("DOM360_ENCRYPTION_KEYS: ")
    assert "\n" not in line
    assert MATERIAL[:8] not in line
    assert SHORT not in line


def test_the_setting_does_not_show_itself(tmp_path):
    settings = Settings(state_dir=tmp_path, encryption_keys=GOOD)

    assert MATERIAL not in repr(settings)
    assert settings.keyring() == Keyring.parse(GOOD)
    assert Settings(state_dir=tmp_path, encryption_keys="").keyring() is None


def test_the_embedded_database_gets_a_key_once_and_keeps_it(tmp_path):
    first = ensure_embedded_env(tmp_path, 21500, data=tmp_path / "none")
    again = ensure_embedded_env(tmp_path, 21501, data=tmp_path / "none")

    assert Keyring.parse(first.encryption_keys).ids == ("k1",)
    assert again.encryption_keys == first.encryption_keys
    assert first.encryption_keys not in repr(first)
    other = ensure_embedded_env(tmp_path / "other", 21500, data=tmp_path / "none")
    assert other.encryption_keys != first.encryption_keys


def test_an_installation_from_before_gets_its_key(tmp_path):
    ensure_embedded_env(tmp_path, 21500, data=tmp_path / "none")
    file = tmp_path / "embedded.env"
    before = [line for line in file.read_text().splitlines() if "ENCRYPTION" not in line]
    file.write_text("\n".join(before) + "\n")

    made = ensure_embedded_env(tmp_path, 21500, data=tmp_path / "none")

    assert Keyring.parse(made.encryption_keys).ids == ("k1",)
    assert made.encryption_keys in file.read_text()
