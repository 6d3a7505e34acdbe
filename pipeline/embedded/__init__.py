"""The embedded stack: PostgreSQL, Valkey and the sample newswire, for machines that have none of them."""

from pipeline.embedded.postgres import EmbeddedPostgres
from pipeline.embedded.process import free_port
from pipeline.embedded.sample_site import SampleSite
from pipeline.embedded.valkey import EmbeddedValkey

__all__ = ["EmbeddedPostgres", "EmbeddedValkey", "SampleSite", "free_port"]
