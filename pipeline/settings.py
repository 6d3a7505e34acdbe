"""Settings: environment variables NEWSWIRE_* and a `.env` file, read once and handed out as parameter objects."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.errors import SettingsInvalid
from pipeline.fetch import Budget, Limits

PREFIX = "NEWSWIRE_"
# Where compose lays secrets down, each in a file named like its variable in small letters.
_SECRETS = Path("/run/newswire")
# An address whose login ends at its first @ (libpq takes several hosts).
_HOST = r"(?:\[[^\]]*\]|[^\[/?#@\s:,]*)(?::\d*)?"
_PLAIN = re.compile(rf"\w+://(?:[^/?#@\s]*@)?{_HOST}(?:,{_HOST})*(?:/[^?#@\s]*)?(?:\?\S*)?")


def _default_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "newswire"


def _unambiguous(url: str | None) -> str | None:
    """The address, unless its password has signs that end it: drivers would take the rest for a host and print it."""
    if url is not None and "@" in url and not _PLAIN.fullmatch(url):
        raise ValueError("has a password with one of / ? # @ or a blank in it; write these as %2F %3F %23 %40 %20")
    return url


class Settings(BaseSettings):
    """Every setting of newswire; the README's table names each with its default."""

    # `.env` serves compose, too, and holds names that are not ours.
    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        secrets_dir=_SECRETS if _SECRETS.is_dir() else None,
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
    )

    database_url: str | None = Field(
        default=None, description="PostgreSQL to use; unset: an embedded one under the home"
    )
    broker_url: str | None = Field(
        default=None, description="Redis or Valkey to use; unset: an embedded one under the home"
    )
    home: Path = Field(default_factory=_default_home, description="folder of the embedded stack: data, passwords, logs")
    user_agent: str = Field(
        default=Limits().user_agent, description="how the fetcher names itself; put an address of yours in"
    )
    allow_private_addresses: bool = Field(default=False, description="fetch from loopback and private networks too")
    fetch_deadline_seconds: float = Field(
        default=Limits().deadline.total_seconds(),
        gt=0,
        le=35,
        description="time for one whole answer, redirects included",
    )
    drop: str | None = Field(
        default=None, description="folders below which a feed may be a folder, with colons between; unset: none"
    )
    host_spacing_seconds: float = Field(
        default=Budget().spacing.total_seconds(),
        ge=0,
        le=60,
        description="time between two requests to one host, over all workers; 0: no budget",
    )
    clean_processes: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="processes that clean; default: one a core"
    )
    reader_password: str | None = Field(
        default=None, description="password that `migrate` gives to the role newswire_reader"
    )
    websub_callback: str | None = Field(
        default=None, description="public address that leads to `newswire websub serve`; unset: no hub is asked"
    )
    writer_password: str | None = Field(
        default=None, description="password that `migrate` gives to the role newswire_writer"
    )
    flower_port: int = Field(default=5555, ge=0, le=65535, description="port of Flower on loopback under `newswire up`")
    flower_basic_auth: str | None = Field(
        default=None, description="user:password for Flower; unset: `up` makes one up"
    )

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("must start with postgresql://")
        return _unambiguous(value)

    @field_validator("drop")
    @classmethod
    def _absolute(cls, value: str | None) -> str | None:
        if value is not None and not all(Path(one).is_absolute() for one in value.split(os.pathsep) if one):
            raise ValueError("must name folders from the root on, as in /drop:/srv/wire")
        return value

    @field_validator("websub_callback")
    @classmethod
    def _public(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with https:// or http://")
        return value

    @field_validator("broker_url")
    @classmethod
    def _redis(cls, value: str | None) -> str | None:
        # kombu knows no valkey:// although it speaks to Valkey well (celery/kombu issue 2245).
        if value is not None and not value.startswith(("redis://", "rediss://")):
            raise ValueError("must start with redis:// or rediss:// (for Valkey, too)")
        return _unambiguous(value)

    @classmethod
    def read(cls) -> Self:
        """The settings of this process; SettingsInvalid names the first one that cannot be used."""
        unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and not cls._knows(name))
        if unknown:
            raise SettingsInvalid(unknown[0], "there is no such setting; the README lists them")
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
            raise SettingsInvalid(name, first["msg"].removeprefix("Value error, ")) from error

    @classmethod
    def _knows(cls, name: str) -> bool:
        return name.removeprefix(PREFIX).lower() in cls.model_fields

    def limits(self) -> Limits:
        """The fetcher's limits."""
        return Limits(
            user_agent=self.user_agent,
            allow_private_addresses=self.allow_private_addresses,
            deadline=timedelta(seconds=self.fetch_deadline_seconds),
        )

    def folders(self) -> tuple[Path, ...]:
        """The folders below which a feed may be a folder of this machine."""
        return tuple(Path(one) for one in (self.drop or "").split(os.pathsep) if one)

    def budget(self) -> Budget:
        """What hosts are asked for at the most."""
        return Budget(spacing=timedelta(seconds=self.host_spacing_seconds))
