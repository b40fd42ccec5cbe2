#!/bin/bash
# As the official image's: an empty data folder is initialised, with what lies in /docker-entrypoint-initdb.d; then the server.
set -euo pipefail

if [[ ${1-} == postgres && ! -s $PGDATA/PG_VERSION ]]; then
  initdb --username="${POSTGRES_USER:-postgres}" --pwfile=<(cat "$POSTGRES_PASSWORD_FILE") \
    --auth-local=trust --auth-host=scram-sha-256 ${POSTGRES_INITDB_ARGS-}
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"
  # Nobody but this script reaches it yet.
  pg_ctl --wait --options='-c listen_addresses=' start
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sql) psql -v ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --no-password --dbname=postgres --file="$file" ;;
    esac
  done
  pg_ctl --wait --mode=fast stop
fi

exec "$@"
