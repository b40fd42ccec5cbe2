"""`setup`: schema, views, and the two roles. Runs again without harm."""

from pathlib import Path

from psycopg import Connection, sql

from audit.environment import connect_owner, required

SCHEMA = Path(__file__).with_name("schema.sql")


def make_role(db: Connection, name: str, password: str) -> None:
    role = sql.Identifier(name)
    known = db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    if not known:
        db.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
    db.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))


def main() -> None:
    with connect_owner() as db:
        db.execute(SCHEMA.read_text(encoding="utf-8"))
        make_role(db, "audit_reader", required("POSTGRES_READER_PASSWORD"))
        make_role(db, "audit_loader", required("POSTGRES_LOADER_PASSWORD"))
        database = sql.Identifier(required("POSTGRES_DB"))
        db.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO audit_reader, audit_loader").format(database)
        )
        db.execute("GRANT USAGE ON SCHEMA lab TO audit_reader")
        db.execute("GRANT SELECT ON ALL TABLES IN SCHEMA lab TO audit_reader")
        db.execute("GRANT USAGE ON SCHEMA shop TO audit_loader")
        db.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO audit_loader"
        )


if __name__ == "__main__":
    main()
