#!/bin/bash
# FerretDB under the variables of the official image; settings of mongod's storage mean nothing to it.
set -euo pipefail

export FERRETDB_LISTEN_ADDR=0.0.0.0:27017 FERRETDB_DEBUG_ADDR=- FERRETDB_TELEMETRY=disable GOGC=400
export FERRETDB_SETUP_DATABASE=admin FERRETDB_SETUP_USERNAME=$MONGO_INITDB_ROOT_USERNAME
FERRETDB_SETUP_PASSWORD=$(< "$MONGO_INITDB_ROOT_PASSWORD_FILE")
export FERRETDB_SETUP_PASSWORD

cd /data/db
exec ferretdb --handler=sqlite --sqlite-url=file:./ --state-dir=. --test-enable-new-auth
