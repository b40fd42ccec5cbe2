import pytest

SETTINGS = {
    "PSEUDONYM_KEY": "cle", "SOURCE_SITE_URL": "http://site:1", "SOURCE_PARTNER_URL": "http://partner:2",
    "SOURCE_REGISTRY_URL": "http://registry:3", "SOURCE_PARTNER_KEY": "jeton", "POSTGRES_URL": "postgresql://owner@h:5/lab_x",
    "POSTGRES_HOST": "h", "POSTGRES_PORT": "5", "POSTGRES_DB": "lab_x", "POSTGRES_READER_PASSWORD": "r",
    "POSTGRES_LOADER_PASSWORD": "l'oad", "MONGO_URL": "mongodb://h:6", "NEO4J_URL": "bolt://h:7", "NEO4J_USERNAME": "neo4j",
    "NEO4J_PASSWORD": "n",
}  # fmt: skip


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """A folder of its own, and the variables of no real world."""
    monkeypatch.chdir(tmp_path)
    for name in ("RAW_DIR", "OUTPUT_DIR", "NOW", "MEASURE_WORK", "PAGE_PORT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
