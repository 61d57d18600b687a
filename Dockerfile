FROM python:3.11-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /source
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/tenet \
 && /opt/tenet/bin/pip install --require-hashes -r requirements.lock
# The build backend comes from the lock, too: nothing is installed here that has no hash.
RUN python -m venv /opt/build \
 && /opt/build/bin/pip install --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY rules rules
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/tenet/bin/pip install --no-deps --no-index /wheels/*.whl

FROM python:3.11-slim-trixie
# No versions: Debian's security updates are wanted.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends bubblewrap ca-certificates git \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /data tenet \
 && install --directory --owner=tenet --group=tenet --mode=0700 /data
COPY --from=build /opt/tenet /opt/tenet
ENV PATH=/opt/tenet/bin:$PATH PYTHONUNBUFFERED=1 TENET_DATA_DIR=/data TENET_LOG_FORMAT=json
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["tenet", "serve", "--host", "0.0.0.0"]
