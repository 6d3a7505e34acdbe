"""The parts of a running newswire, put together once."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsInvalid
from pipeline.fetch import HostGate, Limits, RulesKept
from pipeline.settings import Settings
from pipeline.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Newswire:
    """A database, the rules of fetching, the folders that may be followed, and where hubs may call us."""

    store: Store
    limits: Limits
    gate: HostGate | None = None
    rules: RulesKept | None = None
    websub_callback: str | None = None
    folders: tuple[Path, ...] = ()

    def close(self) -> None:
        """Close all connections."""
        self.store.close()
        for part in (self.gate, self.rules):
            if part is not None:
                part.close()


def open_newswire(settings: Settings) -> Newswire:
    """The parts for these settings; SettingsInvalid where no database is named."""
    if settings.database_url is None:
        raise SettingsInvalid("NEWSWIRE_DATABASE_URL", "is not set; `newswire up` starts a database of its own")
    limits = settings.limits()
    return Newswire(
        store=Store(settings.database_url),
        limits=limits,
        gate=HostGate(settings.broker_url, budget=settings.budget()) if settings.broker_url else None,
        rules=RulesKept(settings.broker_url, robot=limits.robot) if settings.broker_url else None,
        websub_callback=settings.websub_callback,
        folders=settings.folders(),
    )
