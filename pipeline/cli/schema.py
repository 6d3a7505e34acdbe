"""`newswire migrate`."""

from typing import Annotated

import typer

from pipeline.cli.printing import say
from pipeline.cli.session import database_url
from pipeline.errors import SchemaOutdated


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("migrate")(migrate_database)


def migrate_database(
    *, check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if anything is missing.")] = False
) -> None:
    """Bring the database to the newest schema, and set up its roles and rights.

    Example: `newswire migrate --check`
    """
    from pipeline.settings import Settings
    from pipeline.store.migrate import migrate, missing_rights, pending

    settings = Settings.read()
    with database_url(settings) as url:
        if check:
            missing = pending(url)
            if missing:
                raise SchemaOutdated("database", f"not applied: {', '.join(file.name for file in missing)}")
            if rights := missing_rights(url):
                raise SchemaOutdated("database", f"{'; '.join(rights)}: newswire migrate mends them")
        else:
            migrate(url, tell=say, reader_password=settings.reader_password, writer_password=settings.writer_password)
        say("the database is at the newest schema")
