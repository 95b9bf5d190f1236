#!/usr/bin/env bash
# `make run`: everything set up, then web, worker and timer together; Ctrl-C ends all three.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh run
export DJANGO_SETTINGS_MODULE=portal.settings.production
export DICHTBIJ_DEMO="${DICHTBIJ_DEMO:-1}" DICHTBIJ_HTTPS="${DICHTBIJ_HTTPS:-0}" PORT="${PORT:-8000}"
.venv/bin/python manage.py klaarzetten
exec .venv/bin/honcho --no-colour start --no-prefix
