"""Tasks are thin, named for Flower, and routed to a queue that a worker serves."""

import ast
from pathlib import Path

import pytest
import yaml

from pipeline.settings import Settings

ROOT = Path(__file__).parents[2]
TASKS = [
    "clean.documents",
    "fetch.feeds",
    "fetch.pages",
    "fetch.rechecks",
    "load.articles",
    "ops.deliver",
    "ops.group",
    "ops.index",
    "ops.retain",
    "ops.sweep",
    "ops.tick",
    "ops.websub",
]
QUEUES = {"fetch", "clean", "load", "ops"}


def decorated(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]


def task_functions() -> list[ast.FunctionDef]:
    files = [ROOT / "workers" / f"{queue}.py" for queue in sorted(QUEUES)]
    return [function for file in files for function in decorated(ast.parse(file.read_text()))]


def test_the_tasks_have_the_names_that_flower_shows(broker: str) -> None:
    from workers.app import app

    app.loader.import_default_modules()
    assert sorted(name for name in app.tasks if not name.startswith("celery.")) == TASKS


@pytest.mark.parametrize("function", task_functions(), ids=lambda function: str(function.name))
def test_a_task_is_no_longer_than_twelve_lines(function: ast.FunctionDef) -> None:
    assert (function.end_lineno or 0) - function.lineno < 12


@pytest.mark.parametrize("task", TASKS)
def test_a_task_goes_to_the_queue_of_its_name(broker: str, task: str) -> None:
    from workers.app import app

    assert app.amqp.router.route({}, task)["queue"].name == task.partition(".")[0]


def test_compose_serves_every_queue() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    commands = [service.get("command", []) for service in services.values()]
    assert {command[command.index("-Q") + 1] for command in commands if "-Q" in command} == QUEUES


def test_up_serves_every_queue() -> None:
    from workers.supervise import programs

    commands = [program.arguments for program in programs(Settings())]
    assert {command[list(command).index("-Q") + 1] for command in commands if "-Q" in command} == QUEUES
