"""Settings are documented, and a wrong one is told in a line."""

import re
from pathlib import Path

import pytest

from pipeline.errors import SettingsInvalid
from pipeline.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]


def test_the_readme_lists_every_setting() -> None:
    documented = set(re.findall(rf"^\| `({PREFIX}\w+)`", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert documented == {PREFIX + name.upper() for name in Settings.model_fields}


def test_a_setting_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_DATABSE_URL", "postgresql://host/name")
    with pytest.raises(SettingsInvalid, match="NEWSWIRE_DATABSE_URL: there is no such setting"):
        Settings.read()


def test_a_broker_that_kombu_does_not_know_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_BROKER_URL", "valkey://localhost/0")
    with pytest.raises(SettingsInvalid, match=r"NEWSWIRE_BROKER_URL: .*must start with redis://"):
        Settings.read()


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_DATABASE_URL", "")
    assert Settings.read().database_url is None
