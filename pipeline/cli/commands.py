"""Register all commands, and turn an error into one line and an exit code.

The modules of commands import the rooms they work with inside their functions: `newswire --help` loads no driver.
"""

import logging
import sys

import typer

from pipeline.cli import (
    articles,
    cleaning,
    dead,
    demo,
    drop,
    export,
    feeds,
    group,
    ingest,
    replay,
    retention,
    schema,
    sources,
    stack,
    status,
    stories,
    tail,
    webhooks,
    websub,
)
from pipeline.cli.printing import complain
from pipeline.errors import NewswireError
from pipeline.masking import masked

app = typer.Typer(
    name="newswire",
    help="News feeds in, clean articles in PostgreSQL out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
for module in (stack, demo, schema, ingest, drop, cleaning, articles, tail, export):
    module.register(app)
for module in (stories, group, replay, retention, status):
    module.register(app)
app.add_typer(feeds.app, name="feeds")
app.add_typer(sources.app, name="sources")
app.add_typer(webhooks.app, name="webhooks")
app.add_typer(dead.app, name="dead")
app.add_typer(websub.app, name="websub")


def main() -> None:
    """Run a command: exit 0 on success, 1 on a failure explained in one line, 2 on wrong usage."""
    # If a command is interrupted during a query, the pool would log that it closes the connection.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    try:
        app()
    except SystemExit:
        raise
    except NewswireError as error:
        complain(masked(str(error)))
        sys.exit(1)
    except KeyboardInterrupt:
        complain("interrupted")
        sys.exit(130)
    except OSError as error:
        if error.filename is None:
            raise
        complain(masked(f"{error.filename}: {error.strerror}"))
        sys.exit(1)
    except _database_error() as error:
        complain(masked(f"database: {str(error).strip().partition(chr(10))[0]}"))
        sys.exit(1)


def _database_error() -> type[Exception]:
    """Return the driver's error classes. Called last, so that a successful command does not load the driver."""
    from pipeline.store.pool import DatabaseError

    return DatabaseError
