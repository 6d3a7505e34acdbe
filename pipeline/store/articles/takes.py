"""Takes and versions of agency items: what the database knows of guids and names, under a lock until the commit."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from psycopg.rows import dict_row

from pipeline.store.key_locks import lock_keys
from pipeline.store.pool import Link
from pipeline.store.queries import query
from pipeline.stories import Arrival, Known, KnownVersion, Placement, Take, place_arrivals

# The most time between takes of one story, and between the first and last of a chain; older takes do not matter.
_LOOK_BACK = timedelta(days=3)


def place(connection: Link, arrivals: Sequence[Arrival]) -> Sequence[tuple[Placement, ...]]:
    """Place the items of a batch, in order of arrival, and note them; other loaders of the same stories wait."""
    guids = list({key for one in arrivals for key in (one.guid_key, *(named.guid_key for named in one.names))})
    names = list({key for one in arrivals for key in one.name_keys})
    lock_keys(connection, guids + names)
    moments = [one.moment for one in arrivals]
    asked = {
        "guids": guids,
        "names": names,
        "since": min(moments) - _LOOK_BACK,
        "until": max(moments) + _LOOK_BACK,
    }
    with connection.cursor(row_factory=dict_row) as reader:
        takes = reader.execute(query("get_takes"), asked).fetchall()
        versions = reader.execute(query("get_versions"), {"guids": guids}).fetchall()
    known = Known(
        [Take(**(row | {"name_keys": tuple(row["name_keys"])})) for row in takes],
        [KnownVersion(**(row | {"version": tuple(row["version"])})) for row in versions],
    )
    placements = place_arrivals(arrivals, known)
    _keep(connection, known)
    return placements


def _keep(connection: Link, known: Known) -> None:
    takes = json.dumps([asdict(one) for one in known.changed_takes.values()], default=str)
    versions = json.dumps([asdict(one) for one in known.added_versions], default=str)
    connection.execute(query("keep_takes"), {"takes": takes})
    connection.execute(query("keep_versions"), {"versions": versions})
