"""The command `newswire`: thin commands over the stages and the store."""

from pipeline.cli.commands import main

__all__ = ["main"]
