"""The SQL files of newswire, shipped as package data and read with `importlib.resources`."""
