#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests: $CHROMIUM, then PATH, then Debian's package, else a clear failure.
set -euo pipefail
if [ -n "${CHROMIUM:-}" ]; then
  [ -x "$CHROMIUM" ] || { echo "CHROMIUM=$CHROMIUM is geen programma." >&2; exit 1; }
  echo "$CHROMIUM"
  exit
fi
for naam in chromium chromium-browser google-chrome; do
  command -v "$naam" && exit
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Chromium installeren voor de browsertests" >&2
  { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null
  command -v chromium && exit
fi
echo "Chromium ontbreekt. Installeer het (Debian: sudo apt install chromium) of zet CHROMIUM op het pad." >&2
exit 1
