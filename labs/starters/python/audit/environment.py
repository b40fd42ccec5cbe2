"""Addresses and credentials: from the environment, and from nowhere else."""

import os
from pathlib import Path

import psycopg

RAW_FOLDER = Path("data/raw")
MODEL_FILE = Path("model/baseline.joblib")


def required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise SystemExit(f'{name} is not set: eval "$(./atelier env)"')
    return value


def raw_folder() -> Path:
    """Where `load` reads: RAW_DIR when raw records are supplied, else what `collect` has kept."""
    return Path(os.environ.get("RAW_DIR") or RAW_FOLDER)


def connect_owner() -> psycopg.Connection:
    return psycopg.connect(required("POSTGRES_URL"))


def connect_loader() -> psycopg.Connection:
    return psycopg.connect(
        host=required("POSTGRES_HOST"),
        port=required("POSTGRES_PORT"),
        dbname=required("POSTGRES_DB"),
        user="audit_loader",
        password=required("POSTGRES_LOADER_PASSWORD"),
    )
