# Small faults in a candidate's Python, one at a time. Runs in the sandbox, isolated, on its standard library alone: it parses what
# a stranger has written. A request as JSON on standard input, an answer as JSON on standard output.
import ast
import hashlib
import json
import os
import sys
import zlib

SKIPPED = {"node_modules", "site-packages", "__pycache__", "venv", "env", "build", "dist", "migrations"}
MOST_FILES = 400
MOST_BYTES = 300_000
MOST_CANDIDATES = 4000
BACKUP = ".orig~"
FLIPPED = {
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.Lt: ("<", ">="), ast.GtE: (">=", "<"),
    ast.Gt: (">", "<="), ast.LtE: ("<=", ">"), ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"),
}
QUIET = {"print", "log", "debug", "info", "warning", "error", "exception"}


def files(tests):
    tests = [os.path.normpath(path) for path in tests]
    found = []
    for folder, folders, names in os.walk("."):
        folders[:] = sorted(
            one for one in folders
            if one not in SKIPPED and not one.startswith(".") and not os.path.exists(os.path.join(folder, one, "pyvenv.cfg"))
        )
        for name in sorted(names):
            path = os.path.normpath(os.path.join(folder, name))
            is_test = any(path == one or path.startswith(one + os.sep) for one in tests)
            is_test = is_test or name.startswith(("test_", "conftest")) or name.endswith("_test.py")
            if name.endswith(".py") and not is_test and not os.path.islink(path):
                if os.path.getsize(path) <= MOST_BYTES and len(found) < MOST_FILES:
                    found.append(path)
    return found


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return file.read()


def faults(path):
    """(start, end, replacement, line, what), by bytes of the text in UTF-8."""
    try:
        text = read(path)
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, UnicodeDecodeError):
        return
    data = text.encode()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))

    def span(node):
        return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset

    inside = [
        node
        for function in ast.walk(tree)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for statement in function.body
        for node in ast.walk(statement)
    ]
    seen = set()
    for node in inside:
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in FLIPPED:
            old, new = FLIPPED[type(node.ops[0])]
            start, end = span(node.left)[1], span(node.comparators[0])[0]
            at = data.find(old.encode(), start, end)
            if at != -1:
                yield at, at + len(old), new, node.lineno, f"{old} → {new}"
        elif isinstance(node, ast.If):
            start, end = span(node.test)
            yield start, end, f"not ({data[start:end].decode()})", node.lineno, "if → if not"
        elif isinstance(node, ast.Return) and node.value is not None:
            if not (isinstance(node.value, ast.Constant) and node.value.value is None):
                start, end = span(node)
                yield start, end, "return None", node.lineno, "return None"
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            start, end = span(node)
            yield start, end, repr(node.value + 1), node.lineno, f"{node.value} → {node.value + 1}"
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            name = getattr(node.value.func, "attr", getattr(node.value.func, "id", ""))
            if name not in QUIET:
                start, end = span(node)
                yield start, end, "pass", node.lineno, f"{name}() → pass"


def key(path, fault):
    return hashlib.sha256(f"{path} {fault[3]} {fault[0]} {fault[4]}".encode()).hexdigest()


def choose(request):
    words = ""
    for path in request["tests"]:
        for folder, _, names in os.walk(path) if os.path.isdir(path) else [("", [], [path])]:
            for name in names:
                if name.endswith(".py"):
                    try:
                        words += read(os.path.join(folder, name))
                    except (OSError, UnicodeDecodeError):
                        pass
    met, others = [], []
    for path in files(request["tests"]):
        stem = os.path.splitext(os.path.basename(path))[0]
        if stem == "__init__":
            stem = os.path.basename(os.path.dirname(path)) or stem
        for fault in faults(path):
            if len(met) + len(others) < MOST_CANDIDATES:
                (met if stem in words else others).append((key(path, fault), path, fault))
    met.sort()
    others.sort()
    # Most from files that the tests name; some from the rest, since what no test meets is not tested.
    wanted = request["most"]
    rest = others[: wanted // 4] if met else others[:wanted]
    chosen = met[: wanted - len(rest)] + rest
    return [
        {"file": path, "line": fault[3], "what": fault[4], "start": fault[0], "end": fault[1], "text": fault[2]}
        for _, path, fault in chosen
    ]


def keep(path):
    os.link(path, path + BACKUP) if not os.path.exists(path + BACKUP) else None


def write(path, data):
    # A new file: the kept one is the old one, by another name.
    with open(path + ".new~", "wb") as file:
        file.write(data)
    old = os.stat(path)
    os.chmod(path + ".new~", old.st_mode & 0o777)
    # Compiled code is kept by time and size: no two faults, however quick their tests, may share both.
    moment = int(old.st_mtime) + 10 + zlib.crc32(data) % 10**6
    os.utime(path + ".new~", (moment, moment))
    os.replace(path + ".new~", path)


def main():
    request = json.load(sys.stdin)
    action = request["action"]
    if action == "list":
        answer = choose(request)
    elif action == "apply":
        fault = request["fault"]
        data = read(fault["file"]).encode()
        keep(fault["file"])
        write(fault["file"], data[: fault["start"]] + fault["text"].encode() + data[fault["end"]:])
        answer = "done"
    elif action == "comment":
        answer = files(request["tests"])
        for path in answer:
            with open(path, "rb") as file:
                data = file.read()
            keep(path)
            write(path, data + b"\n# The end of this file.\n\n")
    else:
        answer = []
        for folder, _, names in os.walk("."):
            for name in names:
                if name.endswith(".py" + BACKUP):
                    os.replace(os.path.join(folder, name), os.path.join(folder, name[: -len(BACKUP)]))
                    answer.append(name)
    json.dump(answer, sys.stdout)


main()
