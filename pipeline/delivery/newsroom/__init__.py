"""Articles as the systems of newsrooms take them. Apart from the sinks, so that the help of commands loads no lxml."""
