"""The sample newswire: what is written (`sample`), the web server it stands on (`site`), and how the demo follows it.

Takes nothing from outside. Gives the site to poll; `following` subscribes a newswire to it.
"""

from pipeline.demo.site import SampleSite

__all__ = ["SampleSite"]
