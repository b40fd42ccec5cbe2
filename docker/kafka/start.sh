#!/bin/bash
# Kafka from its mounted configuration; an empty data folder is formatted first, with the users who may log in.
set -euo pipefail

classes='/opt/kafka/libs/*'
if [[ ! -e /var/lib/kafka/data/meta.properties ]]; then
  java -Xmx96m -cp "$classes" @/run/secrets/format.arguments
fi
exec java -Xms64m "-Xmx${KAFKA_HEAP:?}" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:TieredStopAtLevel=1 \
  -cp "$classes" kafka.Kafka /run/secrets/server.properties
