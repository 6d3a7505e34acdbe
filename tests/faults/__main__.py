"""`python -m faults [--only NAME,…] [--runs N]`: the matrix of faults; exit 1 where one is not survived.

Each run has a database, a broker, workers and a web site of its own, gets its fault in the middle of the work, and must
end with exactly the articles that were announced. `--list` says what there is.
"""

import argparse
import signal
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from types import FrameType

from faults.catalogue import FAULTS, Fault
from faults.processes import ENDING
from faults.run import Outcome, run

_COLUMNS = "{:<20} {:>4} {:>5} {:>8} {:>8} {:>9}  {}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _on_signal(number: int, _: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--only", default="", help="names of faults, with commas between them; all by default")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--stories", type=int, default=600, help="published in a run; 500 or more count")
    parser.add_argument("--at-once", type=int, default=1, help="runs side by side; they slow each other down")
    parser.add_argument("--list", action="store_true", help="say which faults there are")
    arguments = parser.parse_args()
    unknown = set(filter(None, arguments.only.split(","))) - {fault.name for fault in FAULTS}
    if unknown:
        parser.error(f"there is no fault {', '.join(sorted(unknown))}; --list names them")
    return arguments


def _runs(chosen: Sequence[Fault], *, runs: int, stories: int, at_once: int) -> Mapping[str, Sequence[Outcome]]:
    """The outcomes by fault, said as they come. A signal ends every run, and what was found so far is the result."""
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    with ThreadPoolExecutor(at_once) as pool:
        waiting = [pool.submit(run, fault, stories=stories) for fault in chosen for _ in range(runs)]
        try:
            for future in as_completed(waiting):
                outcome = future.result()
                outcomes[outcome.fault.name].append(outcome)
                _say(f"{outcome.fault.name}: {_told(outcome)}")
        except KeyboardInterrupt:
            _say("stopping")
            ENDING.set()
            pool.shutdown(cancel_futures=True)
    return outcomes


def _told(outcome: Outcome) -> str:
    if outcome.skipped:
        return f"skipped: {outcome.skipped}"
    settled = "never settled" if outcome.recovery is None else f"settled {outcome.recovery:.1f} s later"
    verdict = "passed" if outcome.passed else "FAILED"
    told = f"{verdict}, outage {outcome.outage:.1f} s, {settled}, {outcome.lost} lost, {outcome.doubled} doubled"
    where = [f"logs in {outcome.logs}"] if outcome.logs else []
    return "\n    ".join([told, *outcome.notes, *where])


def _row(fault: Fault, outcomes: Sequence[Outcome]) -> str:
    if outcomes[0].skipped:
        return _COLUMNS.format(fault.name, 0, "", "", "", "", f"skipped: {outcomes[0].skipped}")
    recoveries = [outcome.recovery for outcome in outcomes if outcome.recovery is not None]
    slowest = f"{max(recoveries):.1f}" if len(recoveries) == len(outcomes) else "never"
    return _COLUMNS.format(
        fault.name,
        len(outcomes),
        sum(outcome.lost for outcome in outcomes),
        sum(outcome.doubled for outcome in outcomes),
        f"{max(outcome.outage for outcome in outcomes):.1f}",
        slowest,
        ("survived" if all(outcome.passed for outcome in outcomes) else "FAILED") + f": {fault.doc}",
    )


def main() -> int:
    """Run the faults asked for and print the matrix."""
    arguments = _arguments()
    chosen = [fault for fault in FAULTS if not arguments.only or fault.name in arguments.only.split(",")]
    if arguments.list:
        for fault in chosen:
            _say(f"{fault.name:<20} {fault.doc}")
        return 0
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _on_signal)
    outcomes = _runs(chosen, runs=arguments.runs, stories=arguments.stories, at_once=arguments.at_once)
    _say(_COLUMNS.format("fault", "runs", "lost", "doubled", "outage s", "recover s", "verdict"))
    for fault in chosen:
        if fault.name in outcomes:
            _say(_row(fault, outcomes[fault.name]))
    found = [outcome for several in outcomes.values() for outcome in several]
    complete = len(found) == len(chosen) * arguments.runs
    return 0 if complete and all(outcome.passed for outcome in found) else 1


if __name__ == "__main__":
    sys.exit(main())
