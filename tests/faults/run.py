"""One run: start a newswire, let a fault fall into its work, wait until all is settled, audit."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from faults.audit import Audit, audit, discovered, loaded, settled
from faults.catalogue import Fault, Scene
from faults.edition import an_edition
from faults.processes import Ended, NotInTime, wait
from faults.site import Site
from faults.stack import AWAY, Stack
from redis import RedisError

_UNDER_WAY_WITHIN = 120.0  # seconds until the work is under way; two clocks out of step take longest
_PATIENCE = 240.0  # seconds beyond the criterion, so that slow is told from lost
_UNDER_WAY = 0.15  # of the articles are there when the fault falls


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one run ended; `recovery` in seconds after the outage, None where it was never settled."""

    fault: Fault
    lost: int
    doubled: int
    outage: float
    recovery: float | None
    notes: Sequence[str]
    logs: Path | None
    skipped: str | None = None

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong and it was settled in time."""
        in_time = self.recovery is not None and self.recovery <= self.fault.recovers_within
        return self.skipped is not None or (in_time and not (self.lost or self.doubled or self.notes))


def run(fault: Fault, *, stories: int, patience: float = _PATIENCE) -> Outcome:
    """Run one fault on so many stories. Logs stay where the run did not pass."""
    home = Path(tempfile.mkdtemp(prefix=f"newswire-faults-{fault.name}-", dir="/var/tmp"))
    home.chmod(0o755)  # the database's account passes through
    try:
        outcome = _run(fault, home, stories=stories, patience=patience)
    except Ended:
        shutil.rmtree(home, ignore_errors=True)
        raise
    if outcome.passed:
        shutil.rmtree(home, ignore_errors=True)
    else:
        _keep_logs_only(home)
    return outcome


def _run(fault: Fault, home: Path, *, stories: int, patience: float) -> Outcome:
    with Site(an_edition(stories=stories)) as site, Stack(home=home, changes=fault.changes) as stack:
        try:
            volume = stack.move_database_to_volume() if fault.small_volume else None
        except OSError as error:
            return Outcome(
                fault=fault, lost=0, doubled=0, outage=0, recovery=None, notes=(), logs=None, skipped=str(error)
            )
        begun = time.monotonic()
        try:
            _start(stack, site, early=fault.early)
            begun = time.monotonic()
            fault.inject(Scene(stack=stack, site=site, volume=volume))
        except (NotInTime, *AWAY, RedisError, OSError) as error:
            return _ended(fault, stack, site, outage=time.monotonic() - begun, recovery=None, trouble=f"{error}")
        outage = time.monotonic() - begun
        recovery = _recovery(stack, site, seconds=fault.recovers_within + patience)
        return _ended(fault, stack, site, outage=outage, recovery=recovery, trouble=None)


def _start(stack: Stack, site: Site, *, early: bool) -> None:
    stack.follow(site.feed_urls)
    stack.start_workers()
    if early:
        return
    edition = site.edition

    def under_way() -> bool:
        return discovered(stack) == edition.announced and loaded(stack) >= _UNDER_WAY * len(edition.stories)

    wait(under_way, seconds=_UNDER_WAY_WITHIN, what="all announced, some loaded")


def _recovery(stack: Stack, site: Site, *, seconds: float) -> float | None:
    begun = time.monotonic()
    try:
        wait(lambda: settled(stack, announced=site.edition.announced), seconds=seconds, what="settled", every=0.2)
    except NotInTime:
        return None
    return time.monotonic() - begun


def _ended(
    fault: Fault, stack: Stack, site: Site, *, outage: float, recovery: float | None, trouble: str | None
) -> Outcome:
    try:
        found = audit(stack, site, poisoned=fault.poisoned)
    except AWAY as error:
        found = Audit(lost=len(site.edition.stories), doubled=0, notes=[f"the database is away: {error}"])
    notes = [*([trouble] if trouble else []), *found.notes]
    outcome = Outcome(
        fault=fault, lost=found.lost, doubled=found.doubled, outage=outage, recovery=recovery, notes=notes, logs=None
    )
    if outcome.passed:
        return outcome
    _write_rows(stack, notes)
    return replace(outcome, logs=stack.home)


def _write_rows(stack: Stack, notes: Sequence[str]) -> None:
    """The ledger beside the logs: who looks for a cause needs both."""
    statement = "SELECT row_to_json(e)::text FROM newswire.entry e ORDER BY entry_id"
    try:
        rows = [row[0] for row in stack.query(statement)]
    except AWAY as error:
        rows = [f"the ledger could not be read: {error}"]
    (stack.home / "ledger.jsonl").write_text("\n".join([*notes, *rows]) + "\n", encoding="utf-8")


def _keep_logs_only(home: Path) -> None:
    for folder in (*home.glob("postgres/*/data"), *home.glob("postgres/*/installation-*"), home / "volume"):
        shutil.rmtree(folder, ignore_errors=True)
