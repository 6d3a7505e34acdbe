"""Articles and events on their way out: sinks of every kind that a module of this folder writes, found by its `SINK`.

A new sink is a new file here; nothing has to be registered.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from pipeline.delivery.sink import EVENT_COLUMNS, Column, Kind, Outlet, Parcel, Row, Sink, SinkKind

__all__ = ["EVENT_COLUMNS", "SINKS", "Column", "Kind", "Outlet", "Parcel", "Row", "Sink", "SinkKind"]


def _sinks() -> Iterator[SinkKind]:
    for module in iter_modules(__path__, f"{__name__}."):
        found = getattr(import_module(module.name), "SINK", None)
        if isinstance(found, SinkKind):
            yield found


SINKS: Mapping[str, SinkKind] = {sink.name: sink for sink in _sinks()}
"""Every sink by its name."""
