"""Open what a command needs: settings, and a newswire on a running database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import SchemaOutdated

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.wiring import Newswire


@contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """Yield the configured database, or the embedded one, started for this command if it is not running."""
    from pipeline.embedded import EmbeddedPostgres
    from pipeline.store.migrate import migrate

    if settings.database_url is not None:
        yield settings.database_url
        return
    with EmbeddedPostgres(settings.home) as postgres:
        migrate(postgres.url, tell=lambda _: None)
        yield postgres.url


@contextmanager
def opened() -> Iterator[Newswire]:
    """Open a newswire on a database; SchemaOutdated if its schema is not that of this version."""
    from pipeline.settings import Settings
    from pipeline.store.migrate import pending
    from pipeline.wiring import open_newswire

    settings = Settings.read()
    with database_url(settings) as url:
        missing = pending(url)
        if missing:
            raise SchemaOutdated("database", f"{len(missing)} schema files are not applied; run `newswire migrate`")
        newswire = open_newswire(settings.model_copy(update={"database_url": url}))
        try:
            yield newswire
        finally:
            newswire.close()
