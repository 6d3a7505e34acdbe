"""Passwords made up once."""

from pathlib import Path

import pytest

from pipeline.embedded.credentials import as_role, keep_secret, password_file, without_password, write_credentials


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


def test_an_address_is_shown_with_its_user_and_without_its_password() -> None:
    assert (
        without_password("postgresql://desk:S3:cr3t@db.example:5432/news") == "postgresql://desk@db.example:5432/news"
    )
    assert without_password("postgresql://db.example/news") == "postgresql://db.example/news"
    assert without_password("postgresql:///news?password=S3&host=/tmp") == "postgresql:///news?password=…&host=/tmp"


def test_a_password_file_is_as_libpq_reads_it() -> None:
    url = as_role("newswire_reader", "postgresql://newswire:x@127.0.0.1:5433/newswire", "a:b\\c@d")
    assert password_file([url]) == "127.0.0.1:5433:newswire:newswire_reader:a\\:b\\\\c@d\n"
