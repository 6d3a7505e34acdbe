"""The sample newswire: invented outlets and stories, written for the demo and the end-to-end tests (see README.md)."""

from pipeline.demo.sample.content import (
    BASE,
    EDITION_GAP,
    EDITIONS,
    Change,
    FeedKind,
    PageAnswer,
    Sample,
    SampleArticle,
    SampleFeed,
    SampleOutlet,
)
from pipeline.demo.sample.loading import SampleInvalid, load_sample

__all__ = [
    "BASE",
    "EDITIONS",
    "EDITION_GAP",
    "Change",
    "FeedKind",
    "PageAnswer",
    "Sample",
    "SampleArticle",
    "SampleFeed",
    "SampleInvalid",
    "SampleOutlet",
    "load_sample",
]
