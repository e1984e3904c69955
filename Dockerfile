# One image for the web server and the worker. The fonts are built in a stage of their own.
FROM debian:12.12-slim AS base
# Of what is computed once a process, only /tmp can be written at run time (the root is read-only).
ENV DEBIAN_FRONTEND=noninteractive PYTHONUTF8=1 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    GOVREPORT_VAR=/var/lib/govreport XDG_CACHE_HOME=/tmp/cache
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 \
        libharfbuzz-subset0 gettext fonts-noto-cjk postgresql-client \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/govreport
COPY requirements.txt requirements-extras.txt requirements-uv.txt ./
# requirements-extras.txt: with OpenID Connect and S3.
ARG REQUIREMENTS=requirements.txt
RUN python3 -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
    && .venv/bin/uv pip sync --no-cache --python .venv/bin/python --compile-bytecode --require-hashes "$REQUIREMENTS"

FROM base AS fonts
COPY . .
RUN apt-get update && GOVREPORT_FONTS=/fonts sh scripts/fonts.sh

FROM base
COPY . .
COPY --from=fonts /fonts /var/lib/govreport/fonts
# fonts.conf names the folder it was built for; write it anew for where the fonts lie now.
RUN .venv/bin/python -m govreport.documents.fonts.config /var/lib/govreport/fonts \
    && for po in locale/*/LC_MESSAGES/*.po; do [ ! -f "$po" ] || msgfmt -o "${po%.po}.mo" "$po"; done \
    && useradd --system --uid 10001 --home-dir /var/lib/govreport govreport \
    && SECRET_KEY=only-to-build .venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && mkdir -p /var/lib/govreport/media /var/lib/govreport/state \
    && .venv/bin/python -m compileall -q govreport \
    && chown -R govreport: /var/lib/govreport
USER govreport
EXPOSE 8000
CMD [".venv/bin/gunicorn", "govreport.wsgi", "--config", "deploy/gunicorn.conf.py", "--no-control-socket", "--bind", "0.0.0.0:8000"]
