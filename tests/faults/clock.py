"""`python -m faults.clock SECONDS celery …`: a Celery command whose clock is off by so many seconds.

`time.time` and `datetime.now` of this process and its children are shifted before anything else is imported; the
monotonic clock is not, as on a machine whose clock was set wrongly. libfaketime would reach C code, too, but isn't
everywhere, and C code that asks the clock on its own decides nothing in our workers.
"""

import datetime as calendar
import runpy
import sys
import time

_real_time = time.time
_Plain = calendar.datetime


class _Alike(type):
    """Plain datetimes count as shifted ones, so that `isinstance` goes on telling the truth."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, _Plain)


def shift(seconds: float) -> None:
    """Put the clock of this process ahead, or back where negative."""
    ahead = calendar.timedelta(seconds=seconds)

    class Shifted(_Plain, metaclass=_Alike):
        @classmethod
        def now(cls, tz: calendar.tzinfo | None = None) -> _Plain:  # type: ignore[override]
            return _Plain.now(tz) + ahead

        @classmethod
        def utcnow(cls) -> _Plain:  # type: ignore[override]
            return _Plain.now(calendar.UTC).replace(tzinfo=None) + ahead

    # Pickled by its name, as the pool does with what it hands to its children.
    Shifted.__module__, Shifted.__qualname__ = "datetime", "datetime"
    time.time = lambda: _real_time() + seconds
    calendar.datetime = Shifted  # type: ignore[misc]


if __name__ == "__main__":
    shift(float(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
