"""Verify an as-run log with nothing but Python's standard library and what stands below.

    python3 verify.py JOURNAL --key FILE [--head CODE] [--witness FILE] [--against NOTE]

Written from journal-format.md, to be read. What the codes mean stands in audit.md. Gaps are not
looked for. Prints JSON; exit 0: nothing wrong was found; 1: what is wrong is named.
"""

import argparse
import bisect
import hashlib
import json
import re
import sys
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from pathlib import Path

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HEADER = dict.fromkeys(("kind", "log_id", "boot_id", "at", "time_quality", "software", "prev"), str)
HEADER |= dict.fromkeys(("v", "seq", "mono_ns", "uncertainty_ms"), int)
CLOCK_MAY_DIFFER = ("clock", "boot", "torn", "declared", "purge")
LINE = re.compile(rb"[^\n]*\n|[^\n]+")
PREV = re.compile(rb'"prev":"(?:[^"\\]|\\.)*"')


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def plus(tree, leaf):  # RFC 6962, 2.1. A tree is its size and the roots of its full subtrees
    size, peaks = tree
    while size & 1:
        leaf, peaks, size = sha(b"\1", peaks[-1], leaf), peaks[:-1], size >> 1
    return tree[0] + 1, (*peaks, leaf)


def root(tree):
    whole = tree[1][-1]
    for peak in tree[1][-2::-1]:
        whole = sha(b"\1", peak, whole)
    return whole


# Ed25519 (RFC 8032, 5.1.7): points are (x, y, z, t) of a twisted Edwards curve over P, order Q.
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(a, b):
    m, n = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    t, z = 2 * D * a[3] * b[3], 2 * a[2] * b[2]
    e, f, g, h = (n - m) % P, (z - t) % P, (z + t) % P, (n + m) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    total = (0, 1, 1, 0)
    for bit in f"{number:b}":
        total = add(total, total)
        total = add(total, point) if bit == "1" else total
    return total


def point(data):
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point(bytes([0x58] + [0x66] * 31))


def is_signed(key, signature, text):
    try:
        a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    except (ValueError, IndexError):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % Q
    one, two = times(s, BASE), add(r, times(h, a))
    crossed = [(one[at] * two[2] - two[at] * one[2]) % P for at in (0, 1)]
    return len(signature) == 64 and s < Q and crossed == [0, 0]


def base64(text):
    data = b64decode(text, validate=True)
    if b64encode(data).decode() != text:
        raise ValueError
    return data


def key_in(text, kind):  # a verifier key NAME+HASH+KEY, or 64 hexadecimal digits
    name, _hash, blob = text.strip().split("+", 2) if "+" in text else ("", "", "")
    key = base64(blob).removeprefix(kind) if blob else bytes.fromhex(text.strip())
    return (name, key) if len(key) == 32 else sys.exit(f"no key: {text}")


def read_note(data, key, witnesses):  # -> log, size, root, [(witness, seconds)]; ValueError(why)
    body, _blank, tail = data.partition(b"\n\n")
    origin, size, head = body.decode().split("\n")
    if len(data) > 65536 or not re.fullmatch("0|[1-9][0-9]{0,17}", size) or tail[-1:] != b"\n":
        raise ValueError
    body, ours, seen = body + b"\n", None, []
    for line in tail.decode()[:-1].split("\n"):
        _dash, signer, blob = line.split(" ")
        named, blob = (signer, base64(blob)[:4]), base64(blob)[4:]
        if named == (origin, sha(origin.encode(), b"\n\1", key)[:4]) and ours is None:
            ours = is_signed(key, blob, body)
        for who, public in witnesses:
            if named == (who, sha(who.encode(), b"\n\4", public)[:4]):
                at = int.from_bytes(blob[:8], "big")
                if not is_signed(public, blob[8:], b"cosignature/v1\ntime %d\n" % at + body):
                    raise ValueError("bad-cosignature")
                seen.append((who, at))
    if not ours:
        raise ValueError("bad-signature" if ours is False else "not-signed-by-this-key")
    return origin.split("/")[2], int(size), base64(head), seen


def head_code(size, head):
    bits = int.from_bytes(head[:15], "big")
    text = str(size) + "".join(LETTERS[bits >> 5 * at & 31] for at in range(23, -1, -1))
    values = [LETTERS.index(one) << (at + 1) % 2 for at, one in enumerate(reversed(text))]
    return text + LETTERS[-sum(value // 32 + value % 32 for value in values) % 32]


def pairs_once(pairs):
    return dict(pairs) if len(dict(pairs)) == len(pairs) else {}


def parse(raw):  # a record with its bytes and leaf hash, or None
    if len(raw) > 8192 or not raw.startswith(b'{"v":') or not raw.endswith(b"}"):
        return None
    try:
        fields = json.loads(raw.decode(), object_pairs_hook=pairs_once, parse_float=dict)
        fields["moment"] = datetime.fromisoformat(fields["at"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    good = all(type(fields.get(name)) is kind for name, kind in HEADER.items())
    return fields | {"raw": raw, "leaf": sha(b"\0", raw)} if good and fields["v"] == 1 else None


def entries(folder):  # yields record or None, whether it closes torn bytes, whether it is a tail
    held, record, closes, ended = [], None, False, True
    for path in sorted(folder.glob("*.jsonl")):
        offset = 0
        for line in LINE.findall(path.read_bytes()):
            raw, was, now = line.removesuffix(b"\n"), record, None
            now = parse(raw) if raw != line else None
            torn = b"\n".join(one[2] for one in held)
            at = held[0][:2] if held else None
            claim = now and [now.get(name) for name in ("kind", "offset", "length", "sha256")]
            if at and claim == ["torn", at[1], len(torn), hashlib.sha256(torn).hexdigest()]:
                record, closes = now, at[0] == path
            elif held and not was and not now and at[0] == path and len(held) < 64:
                pass
            else:
                if held:
                    yield was, closes, False
                held, record, closes = [], now, False
            held.append((path, offset, raw))
            offset, ended = offset + len(line), raw != line
    if held:
        yield record, closes, record is None and ("ended" if ended else "open")


def walk(log, signed, marks, each):  # -> tree, [(fault, seq, last)], covered, roots at marks
    tree = before = (0, ())
    last, broken, open_end, covered, doubted, roots, rest = None, [], False, 0, 0, {}, entries(log)
    for record, closes, tail in rest:
        size = tree[0]
        if not record or (fault := judge(record, closes, log.name, last, size)):
            after = None if tail else next(rest, None)
            if tail:
                fault = ["not-json" if size < max(signed, default=0) else "unclosed", size]
                fault = None if tail == "open" and fault[0] == "unclosed" else fault
            elif not record:
                is_torn = after and after[0] and after[0]["kind"] == "torn"
                fault = ["bad-torn" if is_torn else "not-json", size]
            elif fault[0] == "wrong-prev" and last and covered != size:
                fault = blame(record, last, before, after, signed)
            later = {one[0]["seq"] for one in [after or [None], *rest] if one[0]}
            if fault and fault[0] == "deleted" and later & set(range(fault[1], fault[2] + 1)):
                fault[0] = "reordered"
            broken, open_end = [fault] if fault else [], tail
            break
        last, before, tree = record, tree, plus(tree, record["leaf"])
        each(record)
        roots |= {tree[0]: root(tree)} if tree[0] in marks or tree[0] in signed else {}
        if tree[0] in signed and not doubted:
            fits = signed[tree[0]] == {roots[tree[0]]}
            covered, doubted = (tree[0], 0) if fits else (covered, tree[0])
    if doubted and not (broken and broken[0][1] == doubted - 1):
        faults = [["rewritten", covered, doubted - 1], *broken]
    else:
        faults = broken
    size = tree[0] + (len(broken) > 0)
    if (not broken or open_end) and size < max(signed, default=0):
        faults.append(["cut-off", size, max(signed) - 1])
    return tree, faults, covered, roots


def judge(record, closes, log_id, last, size):  # what is wrong with a record where it stands
    fits = record["prev"] == (last["leaf"].hex() if last else "0" * 64)
    if record["kind"] == "torn" and not closes:
        return ["bad-torn", size]
    if record["log_id"] != log_id:
        return ["wrong-log", size]
    if record["seq"] != size:
        deleted = ["deleted", size, record["seq"] - 1]
        return (
            ["wrong-seq", size] if fits else ["inserted", size] if record["seq"] < size else deleted
        )
    return None if fits and (size or record["kind"] == "boot") else ["wrong-prev", size]


def blame(record, last, before, after, signed):  # the break lies before this one: whose is it?
    mended = sha(
        b"\0", PREV.sub(b'"prev":"%s"' % last["leaf"].hex().encode(), record["raw"], count=1)
    )
    if after and after[0] and after[0]["kind"] == "torn" and not after[1]:
        return ["bad-torn", record["seq"]]
    if after and after[0]:
        borne_out = after[0]["prev"] == record["leaf"].hex()
        is_mended = after[0]["prev"] == mended.hex()
    else:
        one = plus(plus(before, last["leaf"]), mended)
        two = plus(plus(before, bytes.fromhex(record["prev"])), record["leaf"])
        is_mended, borne_out = (root(it) in signed.get(it[0], ()) for it in (one, two))
    seq = record["seq"]
    return ["wrong-prev", seq] if is_mended else ["altered", seq - 1, seq - borne_out]


class Accounts:  # plans, orders, outcomes and clocks of a chain of logs
    def __init__(self, folder, bounds):
        self.folder, self.bounds, self.sessions, self.found = folder, bounds, {}, []
        self.purged = set()
        self.whole, self.knows, self.before, self.parted, self.ahead = "", False, None, None, False

    def take(self, one):
        session, item, order = (str(one.get(name, "")) for name in ("session", "item", "order"))
        kind, sizes = one["kind"], self.bounds.get(one["log_id"], [])
        if one["seq"] == 0:
            self.knows, self.ahead = one.get("previous_log") in ("", self.whole), False
        if kind == "plan":
            new = {
                "order": order,
                "items": {},
                "listed": [],
                "faulty": False,
                "count": one.get("count"),
            }
            self.plan(one, session, order, self.sessions.setdefault(session, new))
        elif kind == "outcome":
            items = self.sessions.get(session, {}).get("items", {})
            if items.get(item) or (self.knows and item not in items):
                sort = "second-outcome" if item in items else "unplanned-outcome"
                self.found.append((one["seq"], sort))
            items[item] = True
        elif kind == "purge":
            self.purged.add(one.get("recording"))
        elif kind in ("end", "aircheck") and one.get("recording"):
            sort = "aircheck" if kind == "aircheck" else "recording"
            path = self.folder / f"{sort}s" / f"{one['recording']}.opus"
            if not re.fullmatch("[0-9a-f]{64}", str(one["recording"])) or not path.is_file():
                self.found.append((one["seq"], f"{sort}-missing", one["recording"]))
            elif hashlib.sha256(path.read_bytes()).hexdigest() != one["recording"]:
                self.found.append((one["seq"], f"{sort}-altered"))
        self.clocks(one, sizes[bisect.bisect_right(sizes, (one["seq"], 1 << 64)) :])

    def plan(self, one, name, order, session):
        path, listed = self.folder / "orders" / f"{order}.json", session["listed"]
        named = re.fullmatch("[0-9a-f]{64}", order) and path.is_file()
        if order != session["order"]:
            self.found.append((one["seq"], "planned-again"))
            return
        listed += map(str, one["items"] if type(one.get("items")) is list else [])
        session["items"] = {f"{name}/{text.split(':')[0]}": False for text in listed} | session[
            "items"
        ]
        why = "order-altered" if named else "order-missing"
        if named and hashlib.sha256(path.read_bytes()).hexdigest() == order:
            try:
                items = json.loads(base64(json.loads(path.read_bytes())["payload"]))["items"]
                items = [f"{it['id']}:{it['offset_ms']}:{it['length_ms']}" for it in items]
            except (ValueError, KeyError, TypeError):
                items = [None]
            is_last, known = (
                one.get("part") == one.get("parts"),
                [f"{name}/{text}" for text in listed],
            )
            same = known == (items if is_last else items[: len(known)]) and session["count"] == len(
                items
            )
            why = "" if same else "order-differs"
        if why and not session["faulty"]:
            self.found.append((one["seq"], why))
        session["faulty"] |= why != ""

    def clocks(self, one, seen):
        slack = timedelta(minutes=5, milliseconds=one["uncertainty_ms"])
        late = one["moment"] - slack
        if seen and one["time_quality"] != "unknown" and not self.ahead:
            self.ahead = late.timestamp() > min(at for _size, at in seen)
            self.found += [(one["seq"], "clock-ahead")] if self.ahead else []
        last, self.before = self.before, one
        if not last or last["boot_id"] != one["boot_id"] or one["kind"] in CLOCK_MAY_DIFFER:
            self.parted = None
            return
        if self.parted and one["mono_ns"] - self.parted["mono_ns"] > 60 * 10**9:
            self.found.append((self.parted["seq"], "clock-parted"))
        went = timedelta(microseconds=(one["mono_ns"] - last["mono_ns"]) // 1000)
        apart = abs(one["moment"] - last["moment"] - went) > timedelta(seconds=2)
        self.parted = one if apart else None


def logs_in(folder):  # log -> its first record, each after the log it names as the one before
    logs = {path.parent.name: path.parent for path in folder.glob("*/*.jsonl")}
    logs = {name: path for name, path in logs.items() if not name.startswith("rehearsal-")}
    boots = {name: next(entries(path))[0] or {} for name, path in logs.items()}

    def depth(name, seen=0):
        before = boots.get(name, {}).get("previous_log")
        return depth(before, seen + 1) if before in boots and seen < len(boots) else seen

    return {name: boots[name] for name in sorted(boots, key=lambda name: (depth(name), name))}


def verify(folder, key, heads, witnesses, against):
    boots, signed, bad, bounds, copies = logs_in(folder), {}, {}, {}, []
    notes = [(path, False) for path in sorted((folder / "checkpoints").glob("*.note"))]
    for path, is_copy in [*notes, *((path, True) for path in against)]:
        named = path.stem.rpartition("-")
        try:
            log, size, head, seen = read_note(path.read_bytes(), key, witnesses)
            if not is_copy and (log, size) != (named[0], int(named[2])):
                raise ValueError("wrong-name")
        except (ValueError, IndexError) as error:
            why = str(error) if re.fullmatch("[a-z]+-[a-z-]+", str(error)) else "malformed"
            bad.setdefault(named[0], []).append({"name": path.name, "why": why})
            continue
        signed.setdefault(log, {}).setdefault(size, set()).add(head)
        bounds.setdefault(log, []).extend((size, at) for _who, at in seen)
        copies += [(log, size)] if is_copy else []
    accounts, results = Accounts(folder, {log: sorted(ats) for log, ats in bounds.items()}), {}
    for log in boots:
        links = {
            boot.get("previous_size") for boot in boots.values() if boot.get("previous_log") == log
        }
        marks, accounts.found = links | {int(code[:-25]) for code in heads}, []
        each = walk(folder / log, signed.get(log, {}), marks, accounts.take)
        accounts.whole = "" if each[1] else log
        sound_to = each[1][0][1] if each[1] else each[0][0]
        results[log] = (*each, [one for one in accounts.found if one[0] < sound_to])
    for log, (*rest, found) in results.items():  # an aircheck may go when a record says so
        gone = [("aircheck-missing", sha) for sha in accounts.purged]
        results[log] = (*rest, [one for one in found if one[1:] not in gone])
    return report(folder, heads, boots, signed, bad, bounds, copies, results)


def report(folder, heads, boots, signed, bad, bounds, copies, results):
    lost, logs = set(heads), []
    for log, (tree, faults, covered, roots, found) in results.items():
        papers = {
            code
            for code in heads
            if (size := int(code[:-25])) in roots and code == head_code(size, roots[size])
        }
        lost -= papers
        words = [size for size, _at in bounds.get(log, []) if size <= covered]
        words += [int(code[:-25]) for code in papers]
        words += [size for one, size in copies if one == log and size <= covered]
        before = results.get(boots[log].get("previous_log"))
        if before and boots[log].get("previous_root") and not before[1]:
            then = before[3].get(boots[log]["previous_size"], b"").hex()
            broken = "link-broken" if then != boots[log]["previous_root"] else ""
            broken = broken or ("goes-on" if before[0][0] > boots[log]["previous_size"] else "")
            found = [(0, broken), *found] if broken else found
        is_damaged = faults or bad.get(log)
        logs.append(
            {
                "log": log,
                "status": "damaged" if is_damaged else "disagrees" if found else "whole",
                "whole_up_to": tree[0] - 1 if tree[0] else None,
                "vouched_up_to": max(words) - 1 if words else None,
                "findings": [{"fault": one[0], "seq": one[1], "last": one[-1]} for one in faults],
                "bad_checkpoints": bad.get(log, []),
                "discrepancies": [{"seq": seq, "sort": sort} for seq, sort, *_file in found],
            }
        )
    named = {boot.get("previous_log") for boot in boots.values()} | set(signed) | set(bad)
    current = folder / "current.json"
    named |= {json.loads(current.read_bytes())["log_id"]} if current.is_file() else set()
    gone = {name for name in named - set(boots) if name and not name.startswith("rehearsal-")}
    logs += [{"log": name, "status": "gone"} for name in sorted(gone)]
    worst = [one["status"] for one in logs] + (["damaged"] if lost else [])
    status = max(worst, key=["whole", "disagrees", "damaged", "gone"].index).replace(
        "gone", "damaged"
    )
    return {"status": status, "logs": logs, "unmatched_heads": sorted(lost)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("journal", type=Path)
    arguments.add_argument("--key", type=Path, required=True)
    for name, kind in (("--head", str), ("--witness", Path), ("--against", Path)):
        arguments.add_argument(name, type=kind, action="append", default=[])
    asked = arguments.parse_args()
    heads = [code.upper().translate(str.maketrans("OIL", "011", " -")) for code in asked.head]
    lines = [line for path in asked.witness for line in path.read_text().split("\n") if line]
    witnesses, key = (
        [key_in(line, b"\4") for line in lines],
        key_in(asked.key.read_text(), b"\1")[1],
    )
    told = verify(asked.journal, key, heads, witnesses, asked.against)
    print(json.dumps(told, indent=1))
    return told["status"] != "whole"


if __name__ == "__main__":
    sys.exit(main())
