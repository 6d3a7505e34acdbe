"""`python -m faults.keeper LOG_FOLDER`: the real supervisor, with some of its programs changed for a fault.

FAULTS_APP names the application of all programs, or `name=module,…` that of some; FAULTS_TWICE the programs of which
there are two; FAULTS_CLOCK by how many seconds clocks are off, `name=seconds,…`.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.settings import Settings
from workers import supervise
from workers.supervise import Program

_programs = supervise.programs


def _pairs(variable: str) -> Mapping[str, str]:
    parts = [part.partition("=") for part in os.environ.get(variable, "").split(",") if part]
    return {name: value for name, _, value in parts}


def changed_programs(settings: Settings) -> Sequence[Program]:
    """The programs that `newswire up` runs, as the environment changes them."""
    apps, clocks, doubled = _pairs("FAULTS_APP"), _pairs("FAULTS_CLOCK"), _pairs("FAULTS_TWICE")
    found = [_with_clock(_with_app(one, apps), clocks) for one in _programs(settings)]
    return [*found, *(_second(one) for one in found if one.name in doubled)]


def _with_app(program: Program, apps: Mapping[str, str]) -> Program:
    module = apps.get(program.name) or apps.get("all")
    if module is None:
        return program
    return replace(program, arguments=[module if word == "workers.app" else word for word in program.arguments])


def _with_clock(program: Program, clocks: Mapping[str, str]) -> Program:
    seconds = clocks.get(program.name)
    if seconds is None:
        return program
    return replace(program, arguments=[sys.executable, "-m", "faults.clock", seconds, *program.arguments[2:]])


def _second(program: Program) -> Program:
    name = f"{program.name}-2"
    named = [f"{name}@%h" if word == f"{program.name}@%h" else word for word in program.arguments]
    return replace(program, name=name, worker=program.worker and name, arguments=named)


if __name__ == "__main__":
    supervise.programs = changed_programs
    sys.exit(supervise.main())
