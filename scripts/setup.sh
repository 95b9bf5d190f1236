#!/usr/bin/env bash
# Sets up what is needed and not more: the virtual environment, pinned packages, the front end.
# Usage: scripts/setup.sh run|test. Every step leaves a stamp in var/stempels, so a second call takes no time.
set -euo pipefail
cd "$(dirname "$0")/.."
soort="${1:-run}"
stempels=var/stempels
mkdir -p "$stempels"

zeg() { printf '\033[1m==>\033[0m %s\n' "$1"; }
stop() { printf '\n%s\n' "$1" >&2; exit 1; }
# Has this step been done for exactly these inputs?
gedaan() { [ "$(cat "$stempels/$1" 2>/dev/null)" = "$2" ]; }
som() { cat "$@" 2>/dev/null | sha256sum | cut -d' ' -f1; }

python="${PYTHON:-}"
if [ -z "$python" ]; then
  for kandidaat in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$kandidaat" >/dev/null && "$kandidaat" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python="$kandidaat"
      break
    fi
  done
fi
[ -n "$python" ] || stop "Python 3.11 of nieuwer is nodig en staat hier niet."

maak_venv() { "$python" -m venv .venv >var/venv.log 2>&1 && .venv/bin/python -m pip --version >/dev/null 2>&1; }
if ! [ -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  zeg "Virtuele omgeving maken"
  if ! maak_venv; then
    rm -rf .venv
    pakket="python$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      zeg "$pakket installeren"
      apt-get update -qq && apt-get install -y -qq "$pakket" >/dev/null
      maak_venv || { cat var/venv.log >&2; stop "De virtuele omgeving lukt niet."; }
    else
      stop "Python mist 'venv'. Op Debian en Ubuntu: sudo apt install $pakket"
    fi
  fi
fi

eisen=requirements.txt
[ "$soort" = test ] && eisen=requirements-dev.txt
versie="$(som "$eisen" <(.venv/bin/python -VV))"
# The development set holds the other one, so it counts for both.
if ! gedaan "python-$soort" "$versie" && ! { [ "$soort" = run ] && gedaan python-test "$(som requirements-dev.txt <(.venv/bin/python -VV))"; }; then
  zeg "Python-pakketten installeren (ongeveer een minuut)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$eisen"
  echo "$versie" >"$stempels/python-$soort"
fi

node_goed() { command -v "$1" >/dev/null 2>&1 && [ "$("$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]; }
pakketten="$(som package-lock.json .npmrc)"
voorkant="$(som package.json package-lock.json static/build.mjs static/icons.json static/src/* <(ls static/themes))"
if ! gedaan voorkant "$voorkant" || ! [ -f static/build/site.css ]; then
  if ! node_goed node || ! command -v npm >/dev/null; then
    if ! node_goed .venv/bin/node; then
      zeg "Node ontbreekt of is te oud: die van een Python-pakket gebruiken"
      .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.txt
    fi
    export PATH="$PWD/.venv/bin:$PATH"
  fi
  zeg "Voorkant bouwen: huisstijl, lettertype en iconen"
  if ! gedaan npm "$pakketten" || ! [ -d node_modules ]; then
    npm ci --no-audit --no-fund --loglevel=error >var/npm.log 2>&1 || { cat var/npm.log >&2; stop "De pakketten van de voorkant lukken niet."; }
    echo "$pakketten" >"$stempels/npm"
  fi
  npm run --silent build >var/voorkant.log 2>&1 || { cat var/voorkant.log >&2; stop "De voorkant bouwen lukt niet."; }
  echo "$voorkant" >"$stempels/voorkant"
fi

if [ "$soort" = test ]; then
  scripts/chromium.sh >/dev/null
fi
