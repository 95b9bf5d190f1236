#!/usr/bin/env bash
# Sets up what is needed and not more: the virtual environment, pinned packages, the front end.
# Usage: scripts/setup.sh run|dev|test (dev: with what develops and tests; test: with Chromium as well). Every step leaves a
# stamp, so a second call takes no time; the stamp lies with what the step made, so who throws that away starts it again.
set -euo pipefail
cd "$(dirname "$0")/.."
soort="${1:-run}"
mkdir -p var/stempels
# Of two that start together the second waits, and finds everything done.
if command -v flock >/dev/null; then
  exec 9>var/stempels/slot
  flock 9
fi

zeg() { printf '\033[1m==>\033[0m %s\n' "$1"; }
stop() { printf '\n%s\n' "$1" >&2; exit 1; }
# Has this step been done for exactly these inputs?
gedaan() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }
command -v sha256sum >/dev/null || sha256sum() { shasum -a 256; }
som() { { cat "$@" 2>/dev/null || true; } | sha256sum | cut -d' ' -f1; }

# The packages of a file, saying how far it is. Every package stands there with its version, so nothing is resolved again: the
# resolver of an older pip does not hold a pin against a demand with an extra (`coverage[toml]`), and stops on the day that a
# newer version appears.
installeer() {
  local totaal regel n=0
  totaal="$(grep -c '^[^ ]*==' "$1")"
  .venv/bin/python -m pip install --disable-pip-version-check --progress-bar off --no-deps --require-hashes -r "$1" |
    while IFS= read -r regel; do
      case "$regel" in
        Collecting*) n=$((n + 1)); if [ $((n % 20)) = 0 ]; then echo "    $n van $totaal opgehaald"; fi ;;
        Installing*) echo "    alles opgehaald, nu uitpakken" ;;
      esac
    done
}

goed_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python="${PYTHON:-}"
if [ -z "$python" ]; then
  for kandidaat in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$kandidaat" >/dev/null && goed_python "$kandidaat"; then
      python="$kandidaat"
      break
    fi
  done
fi
{ [ -n "$python" ] && goed_python "$python"; } || stop "Python 3.11 of nieuwer is nodig en staat hier niet."

maak_venv() { "$python" -m venv --clear .venv >var/venv.log 2>&1 && .venv/bin/python -m pip --version >/dev/null 2>&1; }
# Made by an older Python, or by one that is gone since: begin again.
if ! goed_python .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  zeg "Virtuele omgeving maken"
  if ! maak_venv; then
    rm -rf .venv
    pakket="python$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')-venv"
    opdracht="apt install $pakket"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      zeg "$pakket installeren"
      { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$pakket"; } >var/apt.log 2>&1 ||
        { cat var/apt.log >&2; stop "Python mist 'venv', en installeren lukt niet. Op Debian en Ubuntu: $opdracht"; }
      maak_venv || { cat var/venv.log >&2; stop "De virtuele omgeving lukt niet."; }
    else
      stop "Python mist 'venv'. Op Debian en Ubuntu: sudo $opdracht"
    fi
  fi
fi

eisen=requirements.txt
[ "$soort" = run ] || eisen=requirements-dev.txt
python_versie="$(.venv/bin/python -VV)"
voor() { som "$1" <(echo "$python_versie"); }
# The development set holds the other one, so it counts for both.
if ! gedaan ".venv/stempel-$eisen" "$(voor "$eisen")" && ! { [ "$soort" = run ] && gedaan .venv/stempel-requirements-dev.txt "$(voor requirements-dev.txt)"; }; then
  zeg "Python-pakketten installeren (ongeveer een minuut)"
  installeer "$eisen"
  .venv/bin/python -m pip check --disable-pip-version-check >var/pip-check.log || { cat var/pip-check.log >&2; stop "De pakketten passen niet bij elkaar: draai 'make lock'."; }
  voor "$eisen" >".venv/stempel-$eisen"
fi

node_goed() { command -v "$1" >/dev/null 2>&1 && [ "$("$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]; }
pakketten="$(som package-lock.json .npmrc)"
voorkant="$(som package.json package-lock.json static/build.mjs static/icons.json static/src/* <(ls static/themes))"
if ! gedaan var/stempels/voorkant "$voorkant" || ! [ -f static/build/site.css ]; then
  if ! node_goed node || ! command -v npm >/dev/null; then
    if ! node_goed .venv/bin/node; then
      zeg "Node ontbreekt of is te oud: die van een Python-pakket gebruiken"
      installeer requirements-node.txt
    fi
    export PATH="$PWD/.venv/bin:$PATH"
  fi
  zeg "Voorkant bouwen: huisstijl, lettertype en iconen"
  if ! gedaan node_modules/.stempel "$pakketten"; then
    npm ci --no-audit --no-fund --loglevel=error >var/npm.log 2>&1 || { cat var/npm.log >&2; stop "De pakketten van de voorkant lukken niet."; }
    echo "$pakketten" >node_modules/.stempel
  fi
  npm run --silent build >var/voorkant.log 2>&1 || { cat var/voorkant.log >&2; stop "De voorkant bouwen lukt niet."; }
  echo "$voorkant" >var/stempels/voorkant
fi

if [ "$soort" = test ]; then
  scripts/chromium.sh >/dev/null
fi
