"""Docker Compose on the project's own file, and an engine to run it: the machine's, or the lab's."""

import os
import shutil
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAB = ROOT.parent / "shared" / "tools" / "compose-lab"
HERE = Path(__file__).parent


class Compose:
    """Docker Compose on one project, with a site to fetch from beside it and a port of its own for Flower."""

    def __init__(
        self, command: Sequence[str], *, project: str = "newswire-test", site: Path = HERE / "sample.yml"
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.flower_port = probe.getsockname()[1]
        files = ["-f", str(ROOT / "docker-compose.yml"), "-f", str(site)]
        self._command = [*command, "-p", project, "--project-directory", str(ROOT), *files]
        self._environment = os.environ | {"FLOWER_PORT": str(self.flower_port), "DOCKER_BUILDKIT": "0"}

    def __call__(self, *arguments: str) -> str:
        """Run `compose ARGUMENTS…`; what it printed."""
        try:
            return self.run(*arguments)
        except subprocess.CalledProcessError as error:
            pytest.fail(f"compose {' '.join(arguments)}: {error.stdout[-3000:]}{error.stderr[-3000:]}")

    def run(self, *arguments: str) -> str:
        """The same; CalledProcessError where it fails."""
        done = subprocess.run(
            [*self._command, *arguments], env=self._environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def sql(self, statement: str) -> str:
        """What a consumer gets: the statement as newswire_reader."""
        psql = ("exec", "-T", "postgres", "psql", "-U", "newswire_reader", "-d", "newswire", "-At", "-c", statement)
        return self(*psql).strip()


def engine() -> Sequence[str]:
    """The command that runs Compose; the test is skipped where there is no engine."""
    if shutil.which("docker") and subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0:
        return ["docker", "compose"]
    if not LAB.exists():
        pytest.skip("neither a Docker engine nor the compose lab is here")
    subprocess.run([LAB, "start"], check=True, capture_output=True)
    return [str(LAB), "compose"]
