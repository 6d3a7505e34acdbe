"""The sample newswire over HTTP on loopback; `python -m pipeline.embedded.sample_site --port 8088` runs it alone."""

from pipeline.embedded.sample_site.server import SampleSite

__all__ = ["SampleSite"]
