"""What was known of a review when it was written, and nothing later."""

import re
from collections import defaultdict

NAMES = (
    "rating", "extreme", "hour", "length", "words", "exclamations", "digits", "no_text",
    "account_before", "account_gap", "account_extreme_share", "device_accounts",
    "device_before", "network_accounts", "network_before", "device_same_product",
    "network_same_product", "product_before", "product_day", "product_week", "deviation",
    "device_week", "network_week", "known_customer", "orders_before", "verified",
    "device_mean", "first_of_account", "text_like_earlier",
)  # fmt: skip
DAY = 86400.0


def shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], strict=False))


def recent(times: list[float], now: float, span: float) -> int:
    count = 0
    for value in reversed(times):
        if value < now - span:
            break
        count += 1
    return count


def build(reviews: list[tuple], texts: dict[str, str], bought: dict[str, list]) -> dict[str, list]:
    """`reviews`: id, product, account, rating, written_at, device, network.
    `bought`: account → (instant, product)."""
    by = {name: defaultdict(list) for name in ("account", "device", "network", "product")}
    said: dict[str, list] = defaultdict(list)
    out: dict[str, list] = {}
    ordered = sorted(reviews, key=lambda one: (one[4], one[0]))
    index = 0
    while index < len(ordered):
        end = index
        while end < len(ordered) and ordered[end][4] == ordered[index][4]:
            end += 1
        batch = ordered[index:end]
        for one in batch:
            out[one[0]] = features(one, texts.get(one[0]) or "", by, said, bought)
        for id_, product, account, rating, at, device, network in batch:
            fact = (at.timestamp(), account, product, rating)
            for name, key in (("account", account), ("device", device), ("network", network),
                              ("product", product)):  # fmt: skip
                by[name][key].append(fact)
            said[product].append(shingles(texts.get(id_) or ""))
        index = end
    return out


def features(one: tuple, text: str, by: dict, said: dict, bought: dict) -> list[float]:
    _, product, account, rating, at, device, network = one
    now = at.timestamp()
    mine, dev, net, prod = (
        by[name].get(key, [])
        for name, key in (
            ("account", account), ("device", device), ("network", network), ("product", product)
        )
    )  # fmt: skip
    orders = [fact for fact in bought.get(account, []) if fact[0] < now]
    times = [fact[0] for fact in prod]
    mean = sum(fact[3] for fact in prod) / len(prod) if prod else 3.7
    own = shingles(text)
    like = max(
        (len(own & other) / (len(own | other) or 1) for other in said.get(product, [])[-100:]),
        default=0.0,
    )
    return [
        rating, rating in (1, 5), at.hour, len(text), len(text.split()), text.count("!"),
        sum(char.isdigit() for char in text), not text,
        len(mine), (now - mine[-1][0]) / DAY if mine else -1.0,
        sum(fact[3] in (1, 5) for fact in mine) / len(mine) if mine else 0.5,
        len({fact[1] for fact in dev} - {account}), len(dev),
        len({fact[1] for fact in net} - {account}), len(net),
        sum(fact[2] == product and fact[1] != account for fact in dev),
        sum(fact[2] == product and fact[1] != account for fact in net),
        len(prod), recent(times, now, DAY), recent(times, now, 7 * DAY), rating - mean,
        recent([fact[0] for fact in dev], now, 7 * DAY),
        recent([fact[0] for fact in net], now, 7 * DAY),
        account in bought, len(orders), any(fact[1] == product for fact in orders),
        sum(fact[3] for fact in dev) / len(dev) if dev else 3.7, not mine, like,
    ]  # fmt: skip


def from_stores(db, documents) -> tuple[list[str], list[list[float]]]:
    reviews = db.execute(
        "SELECT review_id, product_id, author_key, rating, written_at, device_key, network_key "
        "FROM shop.review"
    ).fetchall()
    texts = {one["_id"]: one["text"] for one in documents["reviews"].find({}, {"text": 1})}
    bought = defaultdict(list)
    for account, at, product in db.execute(
        "SELECT c.account_key, o.ordered_at, l.product_id FROM shop.customer c "
        "JOIN shop.orders o USING (customer_key) JOIN shop.order_line l USING (order_id) "
        "WHERE c.account_key IS NOT NULL AND o.status <> 'cancelled'"
    ):
        bought[account].append((at.timestamp(), product))
    rows = build(reviews, texts, bought)
    ids = sorted(rows)
    return ids, [[float(value) for value in rows[id_]] for id_ in ids]
