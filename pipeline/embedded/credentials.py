"""Passwords of a stack, generated once, so that no default password ever reaches a network.

`python -m pipeline.embedded.credentials FOLDER` is what the compose file runs before everything else. A password that
the environment sets is taken over; the others are random and stay as they were.
"""

import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from pipeline.masking import masked

# Folder and files are shared between containers of different users; only these mount them.
_SHARED = 0o444

_VALKEY_CONFIGURATION = """\
bind * -::*
dir /data
requirepass {password}
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
"""


def keep_secret(file: Path, given: str | None = None, *, mode: int = 0o600, prefix: str = "") -> str:
    """The secret in `file`: the given one, else the one there is, else a new one behind `prefix`."""
    known = file.read_text(encoding="utf-8") if file.exists() else None
    secret = given or known or prefix + secrets.token_urlsafe(24)
    if secret != known:
        write_secret(file, secret, mode=mode)
    return secret


def write_secret(file: Path, text: str, *, mode: int = 0o600) -> None:
    """Put a text into a file that nobody else can read in the meantime."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    fresh.chmod(mode)
    fresh.replace(file)


def as_role(role: str, url: str, password: str) -> str:
    """The address of the same database for another role."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{role}:{quote(password, safe='')}@{rest.rpartition('@')[2]}"


def without_password(url: str) -> str:
    """The address with its user, without the password."""
    scheme, _, rest = url.partition("://")
    login, at, place = rest.rpartition("@")
    return masked(f"{scheme}://{place}").replace("://", f"://{login.partition(':')[0]}{at}", 1)


def password_file(urls: Sequence[str]) -> str:
    """Lines of a libpq password file (PGPASSFILE) for these addresses."""
    lines = []
    for url in urls:
        parts = urlsplit(url)
        fields = (parts.hostname, parts.port, parts.path.lstrip("/"), parts.username, unquote(parts.password or ""))
        lines.append(":".join(str(one or "*").replace("\\", "\\\\").replace(":", "\\:") for one in fields))
    return "".join(f"{line}\n" for line in lines)


def write_credentials(folder: Path) -> None:
    """Lay down the passwords of the compose stack, and the addresses made of them under the names of our settings."""
    postgres = keep_secret(folder / "postgres_password", os.environ.get("POSTGRES_PASSWORD"), mode=_SHARED)
    valkey = keep_secret(folder / "valkey_password", os.environ.get("VALKEY_PASSWORD"), mode=_SHARED)
    keep_secret(folder / "newswire_reader_password", os.environ.get("READER_PASSWORD"), mode=_SHARED)
    keep_secret(folder / "flower_basic_auth", os.environ.get("FLOWER_BASIC_AUTH"), mode=_SHARED, prefix="newswire:")
    write_secret(
        folder / "newswire_database_url",
        f"postgresql://newswire:{quote(postgres, safe='')}@postgres:5432/newswire",
        mode=_SHARED,
    )
    write_secret(folder / "newswire_broker_url", f"redis://:{quote(valkey, safe='')}@valkey:6379/0", mode=_SHARED)
    write_secret(folder / "valkey.conf", _VALKEY_CONFIGURATION.format(password=valkey), mode=_SHARED)


if __name__ == "__main__":
    write_credentials(Path(sys.argv[1]))
