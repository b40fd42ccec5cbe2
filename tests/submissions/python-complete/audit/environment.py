"""Addresses and credentials: from the environment, and from nowhere else."""

import os
from pathlib import Path

import psycopg

RAW_FOLDER = Path("data/raw")
STATE_FILE = Path("data/state/state.json")
MODEL_FILE = Path("model/model.joblib")


def required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise SystemExit(f'{name} is not set: eval "$(./atelier env)"')
    return value


def raw_folder() -> Path:
    """Where `load` reads: RAW_DIR when raw records are supplied, else what `collect` has kept."""
    return Path(os.environ.get("RAW_DIR") or RAW_FOLDER)


def connect_owner() -> psycopg.Connection:
    return psycopg.connect(required("POSTGRES_URL"), connect_timeout=10)


def connect_loader() -> psycopg.Connection:
    return psycopg.connect(
        host=required("POSTGRES_HOST"),
        port=required("POSTGRES_PORT"),
        dbname=required("POSTGRES_DB"),
        user="audit_loader",
        password=required("POSTGRES_LOADER_PASSWORD"),
        connect_timeout=10,
    )


def mongo_database():
    from pymongo import MongoClient

    return MongoClient(required("MONGO_URL"), serverSelectionTimeoutMS=8000)["lab"]


def neo4j_driver():
    from neo4j import GraphDatabase

    return GraphDatabase.driver(
        required("NEO4J_URL"),
        auth=(required("NEO4J_USERNAME"), required("NEO4J_PASSWORD")),
        connection_timeout=8,
        max_transaction_retry_time=8,
        notifications_min_severity="OFF",
    )
