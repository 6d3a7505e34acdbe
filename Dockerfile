# newswire: one image for migrations, workers, beat and Flower.
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /opt/newswire
COPY requirements/runtime.lock requirements/
RUN /opt/newswire/bin/pip install --quiet --require-hashes -r requirements/runtime.lock
COPY pyproject.toml README.md LICENSE ./
COPY pipeline pipeline
COPY workers workers
COPY sql sql
RUN /opt/newswire/bin/pip install --quiet --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin newswire \
    && mkdir /run/newswire /drop && chown newswire /run/newswire /drop
COPY --from=build /opt/newswire /opt/newswire
ENV PATH=/opt/newswire/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER newswire
WORKDIR /tmp
CMD ["newswire", "--help"]
