#!/bin/bash
# As the official image's: the first password comes from NEO4J_AUTH_FILE, the memory from variables named after the settings.
set -euo pipefail

options=(
  -Xms64m "-Xmx${NEO4J_server_memory_heap_max__size:-448m}" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:TieredStopAtLevel=1 -Xlog:disable
  --add-opens java.base/java.nio=ALL-UNNAMED --add-opens java.base/java.io=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED
  -cp '/var/lib/neo4j/server.jar:/var/lib/neo4j/lib/*' Neo4jServer /data
)
password=/tmp/first-password
if [[ ! -e /data/.password-set ]]; then
  auth=$(< "$NEO4J_AUTH_FILE")
  (umask 077 && printf '%s\n' "${auth#neo4j/}" > "$password")
  # Before anybody can connect: an open port means that the password holds.
  java "${options[@]}" "$password"
  rm "$password"
  touch /data/.password-set
fi

exec java "${options[@]}" 0.0.0.0:7687 "$password"
