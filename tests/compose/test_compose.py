"""The compose file, for real: up, a feed, articles by SQL, scaling, a broker that restarts, Flower."""

import base64
import json
import urllib.error
import urllib.request

import pytest
from compose.stack import Compose
from eventually import eventually

pytestmark = pytest.mark.compose

HARBOUR = "http://sample:8088/harbour-gazette/"
MERIDIAN = "http://sample:8088/meridian-wire/"
ARTICLES = "SELECT count(*) FROM newswire_v1.article"
SERVICES_WITH_HEALTH = {"postgres", "valkey", "fetch", "clean", "load", "ops", "flower"}


def states(compose: Compose) -> dict[str, str]:
    """Service name to health, or to the state where it has no health check."""
    services = [json.loads(line) for line in compose("ps", "--all", "--format", "json").strip().splitlines()]
    return {service["Service"]: service["Health"] or service["State"] for service in services}


def settled(compose: Compose) -> bool:
    """Whether there are entries and all are at an end."""
    work = "count(*) FILTER (WHERE state IN ('waiting', 'in_work')) = 0"
    return compose.sql(f"SELECT {work} FROM newswire_v1.ledger HAVING count(*) > 0") == "t"


def follow(compose: Compose, url: str) -> None:
    compose("exec", "-T", "ops", "newswire", "feeds", "add", url)


def workers(compose: Compose, login: str) -> dict[str, object]:
    """What Flower's API says of the workers."""
    request = urllib.request.Request(f"http://127.0.0.1:{compose.flower_port}/api/workers?refresh=true")
    request.add_header("Authorization", f"Basic {base64.b64encode(login.encode()).decode()}")
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: dict[str, object] = json.load(answer)
    return found


def test_the_stack_is_healthy_with_no_further_step(compose: Compose) -> None:
    eventually(
        lambda: {name for name, state in states(compose).items() if state == "healthy"} >= SERVICES_WITH_HEALTH,
        seconds=120,
        what="every service healthy",
    )
    assert {states(compose)[once] for once in ("secrets", "migrate")} == {"exited"}


def test_a_feed_ends_as_articles_in_sql(compose: Compose) -> None:
    follow(compose, HARBOUR)
    eventually(lambda: settled(compose), seconds=90, what="every entry at an end")
    assert int(compose.sql(ARTICLES)) > 0
    assert compose.sql(ARTICLES + " WHERE body ~ 'Related Articles|Back to top'") == "0"


def test_clean_scales(compose: Compose) -> None:
    compose("up", "--detach", "--no-recreate", "--scale", "clean=4")
    running = compose("ps", "--status", "running", "--quiet", "clean").split()
    assert len(running) == 4


def test_work_goes_on_after_the_broker_restarted(compose: Compose) -> None:
    before = int(compose.sql(ARTICLES))
    compose("restart", "valkey")
    follow(compose, MERIDIAN)
    eventually(lambda: int(compose.sql(ARTICLES)) > before and settled(compose), seconds=120, what="more articles")


def test_flower_names_the_workers_of_every_queue_to_who_may_know(compose: Compose) -> None:
    login = compose("exec", "-T", "flower", "cat", "/run/newswire/flower_basic_auth").strip()
    eventually(
        lambda: {name.partition("@")[0] for name in workers(compose, login)} == {"fetch", "clean", "load", "ops"},
        seconds=60,
        what="a worker for each queue in Flower",
    )
    with pytest.raises(urllib.error.HTTPError, match="401"):
        workers(compose, "newswire:wrong")


def test_the_containers_run_as_nobody_in_particular(compose: Compose) -> None:
    assert compose("exec", "-T", "clean", "id", "-u").strip() == "10001"


def test_data_survives_down_and_up(compose: Compose) -> None:
    before = compose.sql(ARTICLES)
    compose("down", "--timeout", "20")
    compose("up", "--detach")
    eventually(lambda: states(compose).get("postgres") == "healthy", seconds=60, what="PostgreSQL healthy again")
    assert compose.sql(ARTICLES) == before
