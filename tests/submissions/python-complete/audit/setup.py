"""`setup`: schema, views, two roles, indexes of documents and graph. Runs again without harm."""

from pathlib import Path

from psycopg import Connection, sql

from audit.environment import connect_owner, mongo_database, neo4j_driver, required

SCHEMA = Path(__file__).with_name("schema.sql")
LABELS = {"Account": "key", "Review": "id", "Product": "id", "Seller": "id",
          "Device": "key", "Network": "key"}  # fmt: skip


def make_role(db: Connection, name: str, password: str) -> None:
    role = sql.Identifier(name)
    if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        db.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
    db.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))


def main() -> None:
    with connect_owner() as db:
        db.execute(SCHEMA.read_text(encoding="utf-8"))
        make_role(db, "audit_reader", required("POSTGRES_READER_PASSWORD"))
        make_role(db, "audit_loader", required("POSTGRES_LOADER_PASSWORD"))
        name = sql.Identifier(db.info.dbname)
        db.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(name))
        db.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO audit_loader").format(name))
        db.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO audit_reader").format(name))
        db.execute("GRANT USAGE ON SCHEMA lab TO audit_reader, audit_loader")
        db.execute("GRANT SELECT ON ALL TABLES IN SCHEMA lab TO audit_reader, audit_loader")
        db.execute("GRANT USAGE ON SCHEMA shop TO audit_loader")
        db.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO audit_loader"
        )
    documents = mongo_database()
    documents["reviews"].create_index("subjects")
    documents["files"].create_index("sha256")
    with neo4j_driver() as driver:
        for label, key in LABELS.items():
            driver.execute_query(
                f"CREATE CONSTRAINT {label.lower()}_{key} IF NOT EXISTS "
                f"FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
            )


if __name__ == "__main__":
    main()
