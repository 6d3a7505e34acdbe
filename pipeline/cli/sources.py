"""`newswire sources …`: the publishers."""

import re
from typing import Annotated

import typer

from pipeline.cli.counting import counted
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table
from pipeline.errors import NewswireError

app = typer.Typer(help="Publishers: list, set.", no_args_is_help=True)

_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)?")


def country_code(text: str) -> str:
    """Return the code in capitals; BadParameter if it does not look like ISO 3166-1 alpha-2."""
    if not _COUNTRY.fullmatch(text.upper()):
        raise typer.BadParameter(f"{text!r} is no country code of two letters, as in ES", param_hint="--country")
    return text.upper()


def language_tag(text: str) -> str:
    """Return the tag unchanged; BadParameter if it does not have the form of BCP 47."""
    tag = text.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        raise typer.BadParameter(f"{text!r} is no language tag, as in es or en-GB", param_hint="--language")
    return tag


@app.command("list")
def list_sources(*, as_json: AsJson = False) -> None:
    """List the sources: country, language and kind as stated or guessed, feeds, articles, and the last article.

    Example: `newswire sources list --json`
    """
    with opened() as newswire:
        sources = newswire.store.sources.list()
    if as_json:
        print_json(sources)
        return
    rows = [(s.name, s.slug, s.country, s.language, s.kind, s.feeds, s.articles, s.last_article_at) for s in sources]
    print_table(
        ("source", "slug", "country", "language", "kind", "feeds", "articles", "last article"),
        rows,
        none="there is no source yet; `newswire feeds add URL` brings one",
    )


@app.command("set")
def set_source(
    source: Annotated[str, typer.Argument(metavar="NAME", help="The outlet's name or slug.")],
    *,
    country: Annotated[str | None, typer.Option(help="Its country, as in ES; '' returns to the guess.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, as in es; '' returns to the guess.")] = None,
    kind: Annotated[str | None, typer.Option(help="agency, outlet or another word; '' returns to the guess.")] = None,
) -> None:
    """Set the country, language or kind of a source if newswire does not know it or guesses wrong.

    Example: `newswire sources set "La Bitácora" --country ES --kind outlet`
    """
    if country is None and language is None and kind is None:
        raise typer.BadParameter("give --country, --language or --kind")
    stated = {
        "country": None if country is None else country_code(country),
        "language": None if language is None else language_tag(language),
        "kind": None if kind is None else kind.strip(),
    }
    with opened() as newswire:
        count = newswire.store.sources.describe(source, **stated)
    if not count:
        raise NewswireError(
            source, "no source has this name or slug; `newswire sources list` names those that there are"
        )
    say(f"{source} is described" + (f", {counted(count, 'source')} of this name" if count > 1 else ""))
