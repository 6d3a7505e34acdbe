"""The sample newswire over HTTP on loopback; `python -m pipeline.demo.site --port 8088` runs it alone."""

from pipeline.demo.site.server import SampleSite

__all__ = ["SampleSite"]
