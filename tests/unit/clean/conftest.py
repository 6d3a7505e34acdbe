"""An invented story, and the fixtures that give it."""

from collections.abc import Sequence

import pytest

_STORY = (
    "The harbour council voted on Thursday to rebuild the eastern breakwater before the winter storms reach the coast.",
    "Work is to begin in March and to last for two years, the council said, at a cost of 48 million crowns in all.",
    "Fishermen, who had asked for a closed season of three months at the most, called the plan a fair compromise.",
    "“We have lost four boats in five winters,” said Nora Tasker, who has fished the strait for thirty years.",
    "The old breakwater was built in 1911 from stone of the Lindle quarry and has been mended after every great storm.",
    "Engineers warned last autumn that its foundations would not stand another winter like that of the year before.",
    "The opposition wanted a smaller wall and a new pier for the ferry, but found no majority after a long debate.",
    "A final decision of the ministry, which pays for half of the work, is expected at the end of the month of May.",
)


@pytest.fixture(scope="session")
def story() -> Sequence[str]:
    """Eight paragraphs of prose, 161 words."""
    return _STORY
