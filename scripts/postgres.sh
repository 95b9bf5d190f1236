#!/usr/bin/env bash
# A PostgreSQL of our own for the tests, on 127.0.0.1 and in var/postgres. start | stop | url
set -euo pipefail
cd "$(dirname "$0")/.."
poort="${POSTGRES_PORT:-54329}"
# Outside the checkout when root: the server runs as another user, who may not be able to enter it.
map="${POSTGRES_DIR:-$([ "$(id -u)" = 0 ] && echo "/var/tmp/dichtbij-postgres-$poort" || echo "$PWD/var/postgres")}"

vind() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
als() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }

start() {
  if [ -z "$(vind)" ]; then
    [ "$(id -u)" = 0 ] || { echo "PostgreSQL ontbreekt (Debian: sudo apt install postgresql)" >&2; exit 1; }
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
  fi
  mkdir -p "$map"
  if [ "$(id -u)" = 0 ]; then chown postgres: "$map"; fi
  cd "$map"
  if [ ! -f data/PG_VERSION ]; then
    als "$(vind)/initdb" -D data -U dichtbij --auth=trust --encoding=UTF8 --locale=C.UTF-8 >initdb.log
  fi
  if als "$(vind)/pg_ctl" -D data status >/dev/null; then return; fi
  als "$(vind)/pg_ctl" -D data -w -l server.log \
    -o "-p $poort -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off" start >/dev/null
  als "$(vind)/createdb" -h 127.0.0.1 -p "$poort" -U dichtbij dichtbij 2>/dev/null || true
}

case "${1:-}" in
  start) start ;;
  stop) cd "$map" && als "$(vind)/pg_ctl" -D data -w -m fast stop >/dev/null || true ;;
  url) echo "postgres://dichtbij@127.0.0.1:$poort/dichtbij" ;;
  *) echo "gebruik: scripts/postgres.sh start|stop|url" >&2; exit 2 ;;
esac
