"""The workers' application with a poison page: it kills whoever cleans it, as a crash or the OOM killer does."""

import os
import signal

from faults.edition import POISON

from pipeline.clean import Examination, Templates, examine_page
from pipeline.model import Entry
from pipeline.stages import clean
from workers.app import app

__all__ = ["app"]


def _examine_or_die(
    body: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    entry: Entry | None = None,
    templates: Templates | None = None,
) -> Examination:
    if (url or "").endswith(POISON):
        os.kill(os.getpid(), signal.SIGKILL)
    return examine_page(body, url=url, content_type=content_type, entry=entry, templates=templates)


vars(clean)["examine_page"] = _examine_or_die
