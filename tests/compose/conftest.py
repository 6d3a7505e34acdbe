"""The stack for the tests of this folder."""

from collections.abc import Iterator

import pytest
from compose.stack import Compose, engine


@pytest.fixture(scope="session")
def compose() -> Iterator[Compose]:
    """The stack, up and healthy, with the sample newswire beside it; taken down at the end, volumes and all."""
    stack = Compose(engine())
    stack("down", "--volumes", "--remove-orphans", "--timeout", "20")
    stack("up", "--detach")
    yield stack
    stack("down", "--volumes", "--remove-orphans", "--timeout", "20")
