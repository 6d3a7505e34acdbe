"""The parts of a running newswire, put together once."""

from dataclasses import dataclass

from pipeline.errors import SettingsInvalid
from pipeline.fetch import Limits
from pipeline.settings import Settings
from pipeline.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Newswire:
    """A database, the rules of fetching, and where hubs may call us."""

    store: Store
    limits: Limits
    websub_callback: str | None = None


def open_newswire(settings: Settings) -> Newswire:
    """The parts for these settings; SettingsInvalid where no database is named."""
    if settings.database_url is None:
        raise SettingsInvalid("NEWSWIRE_DATABASE_URL", "is not set; `newswire up` starts a database of its own")
    return Newswire(
        store=Store(settings.database_url), limits=settings.limits(), websub_callback=settings.websub_callback
    )
