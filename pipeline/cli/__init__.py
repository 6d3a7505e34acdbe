"""The command `newswire`: thin commands on top of the stages and the store."""

from pipeline.cli.commands import main

__all__ = ["main"]
