#!/usr/bin/env bash
# `make run`: everything set up, then web, worker and timer together; Ctrl-C ends all three.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh run
export DJANGO_SETTINGS_MODULE=portal.settings.production
export DICHTBIJ_DEMO="${DICHTBIJ_DEMO:-1}" DICHTBIJ_HTTPS="${DICHTBIJ_HTTPS:-0}" PORT="${PORT:-8000}"
# honcho gives every process a PORT of its own; addresses in mails are those of the web process.
export WAGTAILADMIN_BASE_URL="${WAGTAILADMIN_BASE_URL:-http://localhost:$PORT}"
.venv/bin/python manage.py klaarzetten
# As a module: a script's first line breaks when the folder is moved.
exec .venv/bin/python -m honcho --no-colour start --no-prefix --port "$PORT"
