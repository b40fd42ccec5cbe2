"""`serve`: the flow at its cadence, and the page, in one process. Ends on SIGTERM."""

import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from audit.environment import MODEL_FILE, connect_loader, mongo_database

PERIOD = 20
TITLES = {
    "rows-products": ("Produits", "Le nombre de produits vendus que nous suivons."),
    "rows-reviews": ("Avis", "Le nombre d'avis de clients que nous avons pu lire."),
    "rows-orders": ("Commandes", "Le nombre de commandes passées."),
    "rows-customers": ("Clients", "Le nombre de clients, chacun compté une seule fois."),
    "rejects": ("Enregistrements rejetés", "Les lignes illisibles ou fausses, mises de côté."),
    "products-without-quantity": ("Produits sans quantité", "La page ne dit ni poids ni volume."),
    "products-without-image": ("Produits sans image", "La page ne montre pas de photographie."),
    "reviews-without-text": ("Avis sans texte", "Une note a été donnée, sans un mot."),
    "customers-without-phone": ("Clients sans téléphone", "La fiche n'a pas de numéro."),
}
STYLE = """body{font-family:sans-serif;color:#1a1a1a;background:#fff;max-width:50rem;margin:2rem auto;
padding:0 1rem;line-height:1.5}table{border-collapse:collapse;width:100%}th,td{border:1px solid #555;
padding:.4rem;text-align:left}caption{text-align:left;font-weight:bold;padding:.4rem 0}
td.n{text-align:right}a{color:#003d99}a:focus{outline:3px solid #003d99}"""


def figures() -> dict[str, int]:
    with connect_loader() as db:
        row = db.execute(
            "SELECT (SELECT count(*) FROM lab.products), (SELECT count(*) FROM lab.reviews), "
            "(SELECT count(*) FROM lab.orders), (SELECT count(*) FROM lab.customers), "
            "(SELECT count(*) FROM lab.rejects), "
            "(SELECT count(*) FROM lab.products WHERE net_quantity IS NULL), "
            "(SELECT count(*) FROM lab.products WHERE image_file_id IS NULL), 0, "
            "(SELECT count(*) FROM lab.customers WHERE phone_key IS NULL)"
        ).fetchone()
        known = {one[0] for one in db.execute("SELECT review_id FROM lab.reviews")}
    values = dict(zip(TITLES, row, strict=True))
    texts = {
        one["_id"] for one in mongo_database()["reviews"].find({"text": {"$ne": None}}, {"_id": 1})
    }
    values["reviews-without-text"] = len(known - texts)
    return values


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %".replace(".", ",") if whole else "0 %"


def page() -> str:
    v = figures()
    rows = "".join(
        f'<tr><th scope="row">{title}</th><td class="n" data-figure="{name}">{v[name]}</td>'
        f"<td>{text}</td></tr>"
        for name, (title, text) in TITLES.items()
    )
    gaps = [
        ("Produits sans quantité", v["products-without-quantity"], v["rows-products"]),
        ("Produits sans image", v["products-without-image"], v["rows-products"]),
        ("Avis sans texte", v["reviews-without-text"], v["rows-reviews"]),
        ("Clients sans téléphone", v["customers-without-phone"], v["rows-customers"]),
    ]
    bars = "".join(
        f'<rect x="0" y="{10 + 30 * i}" height="20" width="{400 * part / (whole or 1):.0f}" '
        'fill="#003d99"/>'
        for i, (_, part, whole) in enumerate(gaps)
    )
    table = "".join(
        f'<tr><th scope="row">{title}</th><td class="n">{share(part, whole)}</td></tr>'
        for title, part, whole in gaps
    )
    worst = max(gaps, key=lambda gap: gap[1] / (gap[2] or 1))
    sentence = f"Ce qui manque le plus : {worst[0].lower()}, {share(worst[1], worst[2])}."
    return f"""<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>Qualité des données — Alliance des Assiettes Sincères</title>
<style>{STYLE}</style></head><body><header><p><a href="#contenu">Aller au contenu</a></p></header>
<main id="contenu"><h1>Qualité des données des Halles d'Orvanne</h1>
<p>Cette page dit combien de données nous avons, et ce qui manque.</p>
<h2>Les chiffres</h2><table><caption>Nombre de données et de manques</caption><thead><tr>
<th scope="col">Chiffre</th><th scope="col">Valeur</th><th scope="col">Ce que cela veut dire</th>
</tr></thead><tbody>{rows}</tbody></table>
<h2>La part de ce qui manque</h2><p id="phrase">{sentence}</p>
<svg role="img" aria-labelledby="phrase" viewBox="0 0 400 130" width="400" height="130">{bars}</svg>
<table><caption>Valeurs du graphique, dans le même ordre</caption><thead><tr><th scope="col">Manque</th>
<th scope="col">Part</th></tr></thead><tbody>{table}</tbody></table></main></body></html>"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # noqa: N802 - the library's name
        try:
            code, text = (200, page()) if self.path.split("?")[0] == "/" else (404, "Page inconnue")
        except Exception as problem:  # noqa: BLE001
            code, text = 503, f"Les bases ne répondent pas ({type(problem).__name__})"
        content = text.encode()
        self.send_response(code)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Who reads the page is not kept."""


class Flow:
    def __init__(self) -> None:
        self.stop = threading.Event()
        self.child: subprocess.Popen | None = None

    def step(self, module: str) -> bool:
        if self.stop.is_set():
            return False
        self.child = subprocess.Popen([sys.executable, "-m", module], stdout=subprocess.DEVNULL)
        return self.child.wait() == 0

    def run(self) -> None:
        while not self.stop.is_set():
            start = time.monotonic()
            self.step("audit.collect")
            if self.step("audit.load") and MODEL_FILE.exists():
                self.step("audit.predict")
            self.stop.wait(max(1, PERIOD - (time.monotonic() - start)))


def main() -> None:
    port = int(os.environ.get("PAGE_PORT") or 8080)
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    flow = Flow()

    def end(*_: object) -> None:
        flow.stop.set()
        if flow.child and flow.child.poll() is None:
            flow.child.terminate()
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    thread = threading.Thread(target=flow.run, daemon=True)
    thread.start()
    server.serve_forever()
    thread.join(10)


if __name__ == "__main__":
    main()
