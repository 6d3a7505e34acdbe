"""docker-compose.yml is whole: no key twice, and every volume that a service mounts is declared."""

import re
from collections import Counter
from pathlib import Path

import yaml

TEXT = (Path(__file__).parents[2] / "docker-compose.yml").read_text(encoding="utf-8")
# A mount names a volume, or a setting with the volume as its default, before the path.
_VOLUME = re.compile(r"(?:\$\{\w+:-)?(\w+)\}?:/")


def test_no_part_comes_twice() -> None:
    parts = Counter(re.findall(r"^(\S+):", TEXT, re.MULTILINE))
    assert [name for name, times in parts.items() if times > 1] == []


def test_every_volume_that_a_service_mounts_is_declared() -> None:
    compose = yaml.safe_load(TEXT)
    mounts = [mount for service in compose["services"].values() for mount in service.get("volumes", ())]
    assert {found[1] for mount in mounts if (found := _VOLUME.match(mount))} == set(compose["volumes"])
