"""What beat sends, and how often.

Each message expires unconsumed, so that a pause of the workers leaves no queue of ticks.
"""

BEAT_SCHEDULE = {
    "tick": {"task": "ops.tick", "schedule": 5.0, "options": {"expires": 10}},
    "index": {"task": "ops.index", "schedule": 5.0, "options": {"expires": 10}},
    "sweep": {"task": "ops.sweep", "schedule": 10.0, "options": {"expires": 20}},
}
