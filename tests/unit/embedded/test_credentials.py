"""Passwords made up once."""

from pathlib import Path

import pytest

from pipeline.embedded.credentials import keep_secret, write_credentials


def test_a_secret_stays_what_it_was(tmp_path: Path) -> None:
    first = keep_secret(tmp_path / "password")
    assert keep_secret(tmp_path / "password") == first
    assert len(first) >= 32


def test_two_secrets_differ(tmp_path: Path) -> None:
    assert keep_secret(tmp_path / "one") != keep_secret(tmp_path / "two")


def test_a_secret_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    keep_secret(tmp_path / "password")
    assert (tmp_path / "password").stat().st_mode & 0o777 == 0o600


def test_a_given_secret_is_taken_over(tmp_path: Path) -> None:
    keep_secret(tmp_path / "password")
    assert keep_secret(tmp_path / "password", "given") == "given"


def test_the_addresses_of_the_compose_stack_hold_its_passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_PASSWORD", "p@ss/word")
    write_credentials(tmp_path)
    address = (tmp_path / "newswire_database_url").read_text()
    assert address == "postgresql://newswire:p%40ss%2Fword@postgres:5432/newswire"


def test_valkey_never_runs_without_a_password(tmp_path: Path) -> None:
    write_credentials(tmp_path)
    password = (tmp_path / "valkey_password").read_text()
    assert f"requirepass {password}\n" in (tmp_path / "valkey.conf").read_text()
