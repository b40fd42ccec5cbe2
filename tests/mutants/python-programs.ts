// Faults of the Python submission, as students make them: each is graded, as far as its fault can reach. Two change a table; the
// others leave every table, view and column as it is.
import type { ItemId } from "@atelier/grader/items.ts";
import type { Change, Mutant } from "./mutant.ts";

type Programmed = Omit<Mutant, "of" | "reach"> & Required<Pick<Mutant, "phases">>;

const isProgram = (change: Change): boolean => "path" in change && change.path.startsWith("audit/");

/**
 * Its own tests are red where they look at what is wrong; and the small faults that tests are tried with are drawn by their place
 * in the code: where a program is another, so are they.
 */
const programmed = ({ touches = [], ...mutant }: Programmed): Mutant => ({
  ...mutant,
  of: "python-complete",
  reach: "phases",
  touches: [...touches, ...(mutant.changes.some(isProgram) ? (["C11.2"] as const) : [])],
});

const edit = (path: string, find: string, replace: string): Change => ({ type: "file", path, find, replace });

/** Where other rows are there, or other persons, whatever is counted is another. */
const OF_OTHER_ROWS: readonly ItemId[] = [
  "C7.2",
  "C7.4",
  "C7.5",
  "C8.1.b",
  "C8.1.d",
  "C8.1.e",
  "C9.1",
  "C9.2",
  "C10.1",
  "C11.1",
  "C11.3",
  "C11.4",
  "C12.4",
  "C12.5",
  "C12.6",
];

export const PYTHON_PROGRAMS: readonly Mutant[] = [
  // Collecting
  programmed({
    id: "python-orders-first-page-only",
    phases: ["collected", "loaded"],
    fault: "of the orders, one page is read: a quarter at this scale",
    changes: [
      edit(
        "audit/collect.py",
        '            if not page["suivant"]:\n                return\n            cursor = page["suivant"]\n',
        "            return\n",
      ),
    ],
    costs: ["C6.1"],
    leaves: { item: "C6.1", from: 0.9, to: 0.99 },
    // Graded from a restart point; on the live world the flow goes on from its own raw layer.
    touches: ["C8.1.d", "C8.1.e", "C9.2", "C10.1", "C11.1", "C11.3", "C12.5", "C12.6"],
    says: /partner-orders: orders/,
    section: "sources",
  }),
  programmed({
    id: "python-every-link-followed",
    phases: ["audit"],
    fault: "every link of a product's page is followed, whatever robots.txt says",
    changes: [
      edit(
        "audit/collect.py",
        "import base64\nimport csv\n",
        "import base64\nimport contextlib\nimport csv\n",
      ),
      edit(
        "audit/collect.py",
        '        self.state["totals"][body["reference"]] = total\n',
        `        self.state["totals"][body["reference"]] = total
        for link in BeautifulSoup(answer.text, "html.parser").select("a[href^='/']"):
            if link["href"] not in self.seen_xhr:
                self.seen_xhr.add(link["href"])
                with contextlib.suppress(httpx.HTTPError):
                    self.site.get(link["href"], check=False)
`,
      ),
    ],
    costs: ["C6.2"],
    // Some of these pages are read a second time in the same pass.
    touches: ["C8.2.a"],
    says: /Areas that robots\.txt forbids/,
    section: "sources",
  }),
  programmed({
    id: "python-nothing-conditional",
    phases: ["rerun", "retention", "footprint"],
    fault: "conditional requests are declared, and none is sent",
    changes: [
      edit(
        "audit/web.py",
        '        if conditional and key in self.memory:\n            headers["if-none-match"] = self.memory[key]\n',
        "",
      ),
    ],
    costs: ["C8.2.a"],
    says: /conditional visits/,
    section: "c8",
  }),
  // The law
  programmed({
    id: "python-objectors-loaded",
    phases: ["loaded", "privacy"],
    fault: "nobody asks the partner who objects",
    changes: [
      edit(
        "audit/collect.py",
        'for part in ("objections", "stream", "orders",',
        'for part in ("stream", "orders",',
      ),
    ],
    costs: ["C6.2"],
    touches: OF_OTHER_ROWS,
    says: /traces/,
    section: "law",
  }),
  programmed({
    id: "python-plain-digests",
    phases: ["loaded", "privacy"],
    fault: "persons go by a SHA-256 without a key",
    changes: [
      edit(
        "audit/pseudonyms.py",
        'return hmac.new(secret, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()',
        "return hashlib.sha256(value.encode()).hexdigest()",
      ),
    ],
    costs: ["C6.2", "C7.2", "C7.4", "C9.1"],
    touches: [...OF_OTHER_ROWS, "C8.1.f"],
    says: /pseudonyms found/,
    section: "law",
  }),
  programmed({
    id: "python-erased-kept-in-raw",
    phases: ["erasure"],
    fault: "who asks to be erased goes from the stores and stays in the raw layer",
    changes: [edit("audit/collect.py", "        self.raw.forget(self.state, self.forgotten)\n", "")],
    costs: ["C6.2"],
    // Labels of reviews that are gone, and logs of a flow that has them.
    touches: ["C8.1.b", "C9.2", "C11.3", "C11.4"],
    says: /left in /,
    section: "law",
  }),
  // Cleaning
  programmed({
    id: "python-month-first",
    phases: ["loaded"],
    fault: "04/03/2026 is read as 3 April, and 25/03/2026 rightly",
    changes: [
      edit(
        "audit/clean.py",
        '        return date(int(match[3]), int(match[2]), int(match[1])), ["date-slash"]\n',
        `        first, second = int(match[1]), int(match[2])
        month, number = (first, second) if first <= 12 else (second, first)
        return date(int(match[3]), month, number), ["date-slash"]
`,
      ),
    ],
    costs: ["C9.1"],
    leaves: { item: "C9.1", from: 0.95, to: 0.99 },
    says: /date-slash/,
    section: "rules",
  }),
  programmed({
    id: "python-markers-half-known",
    phases: ["loaded", "cleaning"],
    fault: "of four ways to say that a value is missing, one is known",
    changes: [edit("audit/clean.py", 'MISSING = {"N/A", "NC", "-", "(vide)"}', 'MISSING = {"N/A"}')],
    costs: ["C8.1.b", "C9.1"],
    leaves: { item: "C9.1", from: 0.9, to: 0.98 },
    // Reviews whose text is a dash have a text.
    touches: ["C10.1", "C11.1", "C12.4", "C12.5", "C12.6"],
    says: /missing-marker/,
    section: "rules",
  }),
  programmed({
    id: "python-merged-by-mail-only",
    phases: ["loaded"],
    fault: "two records with the same phone number stay two customers",
    changes: [
      edit(
        "audit/transform.py",
        'for key in filter(None, (body["emailKey"], body["phoneKey"])):',
        'for key in filter(None, (body["emailKey"],)):',
      ),
    ],
    costs: ["C9.1"],
    leaves: { item: "C9.1", from: 0.9, to: 0.99 },
    // Orders of the second record are no longer the first one's.
    touches: ["C7.4", "C7.5", "C8.1.b", "C10.1", "C11.1", "C12.4", "C12.5", "C12.6"],
    says: /customer-duplicate/,
    section: "rules",
  }),
  programmed({
    id: "python-bad-rows-swallowed",
    phases: ["loaded", "cleaning", "circuits"],
    fault: "the exception of a record that cannot be used is caught, and nothing is noted",
    changes: [
      edit(
        "audit/transform.py",
        '        self.rejects.add((record["source"], record["kind"], record["id"], rule))\n',
        "        pass\n",
      ),
    ],
    costs: ["C8.1.b", "C9.2", "C11.4"],
    touches: ["C10.1", "C11.1", "C11.3"],
    says: /rating-out-of-range/,
    section: "rules",
  }),
  // Tables, roles, secrets
  programmed({
    id: "python-without-foreign-keys",
    phases: ["structure"],
    fault: "three tables do not refer to the products that they name",
    changes: [
      edit(
        "audit/schema.sql",
        "product_id text NOT NULL REFERENCES shop.product ON DELETE CASCADE, category text",
        "product_id text NOT NULL, category text",
      ),
      edit(
        "audit/schema.sql",
        "product_id text NOT NULL REFERENCES shop.product ON DELETE CASCADE, at timestamptz",
        "product_id text NOT NULL, at timestamptz",
      ),
      edit(
        "audit/schema.sql",
        "product_id text NOT NULL REFERENCES shop.product, quantity integer",
        "product_id text NOT NULL, quantity integer",
      ),
    ],
    costs: ["C7.1"],
    leaves: { item: "C7.1", from: 0.85, to: 0.97 },
    says: /unknown parent/,
    section: "c7",
  }),
  programmed({
    id: "python-reader-writes",
    phases: ["roles"],
    fault: "the reader may do everything with the views",
    changes: [
      edit(
        "audit/setup.py",
        "GRANT SELECT ON ALL TABLES IN SCHEMA lab TO audit_reader, audit_loader",
        "GRANT ALL ON ALL TABLES IN SCHEMA lab TO audit_reader, audit_loader",
      ),
    ],
    costs: ["C7.3"],
    touches: ["C8.1.f"],
    says: /write lab\.products/,
    section: "contract",
  }),
  programmed({
    id: "python-password-by-default",
    // Only files say it: with the variable set, nothing runs otherwise.
    phases: [],
    fault: "where no password is set, one that is written in the code is used",
    changes: [
      edit(
        "audit/environment.py",
        'password=required("POSTGRES_LOADER_PASSWORD")',
        'password=os.environ.get("POSTGRES_LOADER_PASSWORD", "Orvanne2026")',
      ),
    ],
    costs: ["C7.3"],
    says: /working-default/,
    section: "c7",
  }),
  // Queries, controls
  programmed({
    id: "python-q5-amount-included",
    phases: ["questions"],
    fault: "customers of exactly the amount are among those above it",
    changes: [
      edit(
        "queries/Q5.sql",
        "HAVING sum(o.total_cents) > $1::bigint",
        "HAVING sum(o.total_cents) >= $1::bigint",
      ),
    ],
    costs: ["C7.5"],
    leaves: { item: "C7.5", from: 0.85, to: 0.95 },
    says: /Q5/,
    section: "questions",
  }),
  programmed({
    id: "python-controls-that-do-not-look",
    phases: ["quality"],
    fault: "queries of the controls are run, and what they find is not looked at",
    changes: [
      edit(
        "audit/quality.py",
        '        return ["~".join(str(v) for v in row) for row in db.execute(query)]\n',
        "        db.execute(query)\n        return []\n",
      ),
    ],
    costs: ["C9.2"],
    says: /rows of reviews and orders twice/,
    section: "c9",
  }),
  // Flows
  programmed({
    id: "python-load-appends",
    phases: ["rerun"],
    fault: "prices have no key, and each load adds them once more",
    changes: [
      edit(
        "audit/schema.sql",
        "CHECK (price_cents > 0), PRIMARY KEY (product_id, at));",
        "CHECK (price_cents > 0));",
      ),
      edit(
        "audit/load.py",
        "        f\"ON CONFLICT ({', '.join(keys)}) DO {action}\"\n",
        '        + ("" if table == "price" else f"ON CONFLICT ({\', \'.join(keys)}) DO {action}")\n',
      ),
    ],
    costs: ["C8.1.d"],
    // A table without a key, and prices that the flow doubles at every round.
    touches: ["C7.1", "C8.1.e", "C9.2", "C11.1"],
    says: /rows \(prices\)/,
    section: "c8",
  }),
  programmed({
    id: "python-round-an-hour",
    phases: ["automation"],
    fault: "a round an hour, and two minutes are declared",
    changes: [edit("audit/serve.py", "PERIOD = 20\n", "PERIOD = 3600\n")],
    costs: ["C11.1"],
    touches: ["C6.1", "C6.2", "C8.1.f", "C8.2.a", "C10.1", "C11.3"],
    says: /two novelties in a row/,
    section: "c11",
  }),
  programmed({
    id: "python-tests-that-assert-nothing",
    phases: ["tests"],
    fault: "the tests import the code, and ask nothing of it",
    changes: [
      { type: "remove", path: "tests/conftest.py" },
      { type: "remove", path: "tests/fakes.py" },
      { type: "remove", path: "tests/test_clean.py" },
      { type: "remove", path: "tests/test_collect.py" },
      { type: "remove", path: "tests/test_environment.py" },
      { type: "remove", path: "tests/test_load.py" },
      { type: "remove", path: "tests/test_pages.py" },
      { type: "remove", path: "tests/test_quality.py" },
      { type: "remove", path: "tests/test_raw.py" },
      { type: "remove", path: "tests/test_serve.py" },
      { type: "remove", path: "tests/test_sources.py" },
      { type: "remove", path: "tests/test_train.py" },
      { type: "remove", path: "tests/test_transform.py" },
      { type: "remove", path: "tests/test_web.py" },
      {
        type: "add",
        path: "tests/test_audit.py",
        text: `from audit import clean, transform  # noqa: F401


def test_clean():
    assert True


def test_transform():
    assert True
`,
      },
    ],
    costs: ["C11.2", "C12.2"],
    says: /went unnoticed/,
    section: "c11",
  }),
  // The model, and what is shown
  programmed({
    id: "python-label-among-the-features",
    phases: ["model"],
    fault: "the moderators' verdict is one of the features",
    changes: [
      edit(
        "audit/features.py",
        "    return ids, [[float(value) for value in rows[id_]] for id_ in ids]\n",
        `    verdicts = dict(db.execute("SELECT review_id, fraudulent FROM shop.label").fetchall())
    return ids, [
        [float(value) for value in [*rows[id_], verdicts.get(id_, False)]] for id_ in ids
    ]
`,
      ),
    ],
    costs: ["C12.5"],
    // A model that finds nothing is not frugal, and one like it again is no better.
    touches: ["C12.4", "C12.6"],
    says: /F1/,
    section: "c12",
  }),
  programmed({
    id: "python-figure-before-the-filter",
    phases: ["page"],
    fault: "reviews are counted before those that cannot be used are set aside",
    changes: [
      edit(
        "audit/serve.py",
        '(SELECT count(*) FROM lab.reviews), "\n',
        `(SELECT count(*) FROM lab.reviews) "
            "+ (SELECT count(*) FROM lab.rejects WHERE kind = 'reviews'), "\n`,
      ),
    ],
    costs: ["C10.1"],
    says: /rows-reviews/,
    section: "figures",
  }),
];
