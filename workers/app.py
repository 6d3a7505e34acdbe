"""The Celery application: each setting with its reason.

The broker carries hints and may lose them; what must not be lost stands in PostgreSQL (`pipeline.store.work`).
"""

import logging
import resource
from functools import cache

from celery import Celery
from celery.signals import (
    after_setup_logger,
    after_setup_task_logger,
    worker_process_init,
    worker_process_shutdown,
)

from pipeline.errors import SettingsInvalid
from pipeline.masking import masked
from pipeline.settings import Settings
from pipeline.wiring import Newswire, open_newswire
from workers.liveness import Liveness
from workers.schedule import BEAT_SCHEDULE

TASK_TIME_LIMIT = 120  # seconds; a fetch batch gives up at 80, so that only a hung task is ever killed
# Ten times what the largest page needs: a page that needs more fails alone and does not affect other pages.
TASK_MEMORY = 3 * 1024**3  # bytes


def _broker_url() -> str:
    url = Settings.read().broker_url
    if url is None:
        raise SettingsInvalid("NEWSWIRE_BROKER_URL", "is not set; `newswire up` starts a broker of its own")
    return url


app = Celery("newswire", include=["workers.fetch", "workers.clean", "workers.load", "workers.ops"])
app.conf.update(
    broker_url=_broker_url(),
    # Results are not used: per-task keys would pile up in the broker.
    result_backend=None,
    task_ignore_result=True,
    # A killed worker's task is delivered again. This only saves time: correctness comes from the rows.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=TASK_TIME_LIMIT,
    task_soft_time_limit=100,
    broker_transport_options={
        # Four times the time limit and more: a task still at work is not delivered again.
        "visibility_timeout": 600,
        # The kernel and the health check notice a half-open connection; without them a reader would wait forever.
        "socket_keepalive": True,
        "socket_timeout": 30,
        "socket_connect_timeout": 5,
        "health_check_interval": 10,
        # The shortest visibility timeout of all applications on one database wins: keep our keys apart.
        "global_keyprefix": "newswire:",
    },
    # If the broker is down, wait for it without a limit, at the start and later.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_channel_error_retry=True,
    # Limited: waiting minutes for the broker would delay work that the sweeper hints anyway.
    task_publish_retry_policy={"max_retries": 5, "interval_start": 0.1, "interval_step": 0.3, "interval_max": 1},
    # A batch is a second of work or more: one that waits behind another child's batch waits too long.
    worker_prefetch_multiplier=1,
    # Flower: 40 % of the throughput of empty tasks, next to nothing with 20-50 articles a message.
    worker_send_task_events=True,
    task_send_sent_event=True,
    worker_enable_remote_control=True,
    # lxml and the language models fragment memory: children are renewed.
    worker_max_tasks_per_child=2_000,
    worker_max_memory_per_child=400_000,  # kB
    # One worker service a queue, so that each scales on its own.
    task_routes={"fetch.*": "fetch", "clean.*": "clean", "load.*": "load", "ops.*": "ops"},
    task_create_missing_queues=True,
    task_default_queue="ops",
    task_serializer="json",
    accept_content=["json"],
    timezone="UTC",
    enable_utc=True,
    beat_schedule=BEAT_SCHEDULE,
    # Logs go where the operator sends standard output; tasks don't print.
    worker_hijack_root_logger=True,
    worker_redirect_stdouts=False,
)
app.steps["worker"].add(Liveness)


@cache
def newswire() -> Newswire:
    """Return the parts of this process, opened at the first task and so after the fork."""
    return open_newswire(Settings.read())


class _MaskedFormatter(logging.Formatter):
    """The formatter that there is, without the passwords and tokens of addresses in what it gives."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return masked(self._inner.format(record))


@after_setup_logger.connect
@after_setup_task_logger.connect
def mask_logs(*, logger: logging.Logger, **_: object) -> None:
    """Keep secrets out of the logs, tracebacks included: errors of drivers and hosts quote what they were given."""
    for handler in logger.handlers:
        handler.setFormatter(_MaskedFormatter(handler.formatter or logging.Formatter()))


@worker_process_init.connect
def _bound_memory(**_: object) -> None:
    """Let a pool child that wants too much memory get a MemoryError, a recorded attempt, before the machine is full."""
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    bound = TASK_MEMORY if most == resource.RLIM_INFINITY else min(TASK_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, most))


@worker_process_shutdown.connect
def _close(**_: object) -> None:
    if newswire.cache_info().currsize:
        newswire().close()
