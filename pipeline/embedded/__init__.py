"""An embedded PostgreSQL and Valkey, for machines that have neither."""

from pipeline.embedded.account import make_home
from pipeline.embedded.ownership import stack_of
from pipeline.embedded.postgres import EmbeddedPostgres
from pipeline.embedded.process import free_port
from pipeline.embedded.valkey import EmbeddedValkey

__all__ = ["EmbeddedPostgres", "EmbeddedValkey", "free_port", "make_home", "stack_of"]
