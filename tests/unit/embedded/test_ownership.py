"""One process alone holds a lock, and others can say which."""

import os
from pathlib import Path

from pipeline.embedded.ownership import Ownership, stack_of


def test_only_one_takes_it(tmp_path: Path) -> None:
    first, second = stack_of(tmp_path), stack_of(tmp_path)
    assert (first.take(), second.take(), second.held) == (True, False, True)
    first.give_up()
    assert second.take()
    second.give_up()


def test_nobody_holds_it_before_the_first_and_after_the_last(tmp_path: Path) -> None:
    before = stack_of(tmp_path).held
    lock = stack_of(tmp_path)
    lock.take()
    lock.give_up()
    assert (before, stack_of(tmp_path).held) == (False, False)


def test_the_holder_is_named_by_its_process_and_command(tmp_path: Path) -> None:
    lock = Ownership(tmp_path / "lock")
    lock.take()
    assert Ownership(tmp_path / "lock").holder.startswith(f"process {os.getpid()} (")
    lock.give_up()


def test_a_dead_holder_s_number_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("4194999\n")
    assert Ownership(tmp_path / "lock").holder == "process 4194999"
