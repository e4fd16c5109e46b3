# One image for web, worker and migrations, laid out as the repository is. Two stages build, the last one only copies.

FROM node:24.11.1-bookworm-slim AS app
WORKDIR /opt/hearth
COPY pwa/package.json pwa/package-lock.json pwa/.npmrc pwa/
RUN cd pwa && npm ci --no-fund --no-audit
COPY pwa/ pwa/
# The sentences about a trend are the same on both sides.
COPY server/trust/wording.json server/trust/
RUN cd pwa && npm run build

FROM python:3.11.14-slim-bookworm AS server
WORKDIR /opt/hearth
RUN python -m venv .venv && .venv/bin/python -m pip install --no-cache-dir uv==0.13.9
COPY pyproject.toml requirements.lock README.md ./
# The lock as constraints: only what a running Hearth needs, at its versions and with its hashes.
RUN .venv/bin/uv pip install --compile-bytecode --python .venv/bin/python --requirements pyproject.toml --constraints requirements.lock
COPY server/ server/
RUN .venv/bin/uv pip install --python .venv/bin/python --no-deps --editable . && mkdir -p empty

FROM python:3.11.14-slim-bookworm
WORKDIR /opt/hearth
COPY --from=server /opt/hearth/ ./
COPY --from=app /opt/hearth/pwa/dist/ pwa/dist/
# A named volume takes owner and mode of the folder it is mounted on.
COPY --from=server --chown=10001:10001 --chmod=700 /opt/hearth/empty/ instance/
COPY --from=server --chown=10001:10001 --chmod=700 /opt/hearth/empty/ secrets/
ENV PATH=/opt/hearth/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["hearth", "serve", "--host", "0.0.0.0", "--port", "8000"]
