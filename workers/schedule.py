"""The tasks that beat sends, and how often."""

BEAT_SCHEDULE = {
    "tick": {"task": "ops.tick", "schedule": 5.0},
    "index": {"task": "ops.index", "schedule": 5.0},
    "group": {"task": "ops.group", "schedule": 5.0},
    "websub": {"task": "ops.websub", "schedule": 60.0},
    "deliver": {"task": "ops.deliver", "schedule": 5.0},
    "sweep": {"task": "ops.sweep", "schedule": 5.0},
    "retain": {"task": "ops.retain", "schedule": 600.0},
}
