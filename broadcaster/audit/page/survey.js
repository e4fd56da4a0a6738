// Is this log as it was written? Names the first bad record, from lines and signed roots alone.
// The same decisions as the station's own verifier, `broadcaster/journal/verification.py`, fed
// entry by entry.

const PREV = /"prev":"(?:[^"\\]|\\.)*"/;
const NOWHERE = { segment: "", line: 0, offset: 0 };

class Survey {
  // `roots`: Map of size -> roots (hexadecimal) signed for it. `each` is given every record before
  // the first bad one, and that one perhaps; `later` every readable one after it. At the sizes in
  // `marks` the root is noted.
  constructor(logId, roots, each, later, marks) {
    this.logId = logId;
    this.roots = roots;
    this.each = each || (() => {});
    this.later = later || (() => {});
    this.marks = new Set(marks || []);
    this.rootsAt = new Map();
    this.tree = this.before = new Tree();
    this.boot = this.last = this.tail = this.broken = this.waiting = null;
    this.covered = this.doubted = this.records = this.torn = 0;
    this.uncoveredPlace = NOWHERE;
    this.isLater = false;
  }

  take(entry) {
    if (entry.record) this.records++;
    if (this.broken) this.searchRest(entry);
    else if (this.waiting) this.settle(entry);
    else {
      const found = this.judge(entry);
      if (typeof found === "function") this.waiting = found;
      else this.broken = found;
      if (found && entry.record) this.later(entry.record);
    }
  }

  // Who is to blame is settled by the entry after the break, if there is one.
  settle(entry) {
    this.broken = this.waiting(entry);
    this.waiting = null;
    if (entry && entry.record) this.later(entry.record);
  }

  // What is wrong with an entry, null, or a function of the next entry that says it.
  judge(entry) {
    if ("tail" in entry) return this.judgeTail(entry);
    if (entry.fault) return (after) => this.unreadable(entry, after);
    const found = this.judgeRecord(entry);
    if (!found) {
      this.torn += entry.closes > 0 ? 1 : 0;
      this.accept(entry.record);
    }
    return found;
  }

  accept(record) {
    this.boot = this.boot || record;
    if (this.tree.size === this.covered) this.uncoveredPlace = record.place;
    this.before = this.tree;
    this.tree = this.tree.append(record.leaf);
    this.last = record;
    this.each(record);
    if (this.marks.has(this.tree.size)) this.rootsAt.set(this.tree.size, toHex(this.tree.root()));
    const signed = this.roots.get(this.tree.size);
    if (signed && !this.doubted) {
      const root = toHex(this.tree.root());
      if (signed.every((one) => one === root)) this.covered = this.tree.size;
      else this.doubted = this.tree.size;
    }
  }

  judgeRecord(entry) {
    const record = entry.record;
    const size = this.tree.size;
    const prev = this.last ? toHex(this.last.leaf) : FIRST_PREV;
    const fits = record.fields.prev === prev;
    if (record.kind === "torn" && !entry.closes) return this.finding("bad-torn", record);
    if (record.fields.log_id !== this.logId) {
      return this.finding("wrong-log", record, record.text("log_id"));
    }
    if (record.text("seq") !== String(size)) return this.outOfStep(record, fits);
    if (!fits) return this.blame(record);
    if (size === 0 && record.kind !== "boot") return this.finding("wrong-form", record, record.kind);
    return null;
  }

  finding(fault, record, detail) {
    const seq = this.tree.size;
    return { fault, seq, last: seq, place: record.place, detail: detail || "" };
  }

  outOfStep(record, fits) {
    if (fits) return this.finding("wrong-seq", record, record.text("seq"));
    if (record.seq < this.tree.size) return this.finding("inserted", record, record.text("seq"));
    return Object.assign(this.finding("deleted", record), { last: record.seq - 1 });
  }

  // This record is to blame when a checkpoint proves the one before, or when putting the right
  // `prev` into it mends the chain; the one before when what follows bears this one out.
  blame(record) {
    const seq = this.tree.size;
    if (!this.last || this.covered === seq) return this.finding("wrong-prev", record);
    return (after) => {
      const mended = leafHash(withPrev(record.raw, toHex(this.last.leaf)));
      let isBorneOut, isMended;
      if (after && after.record) {
        if (after.record.kind === "torn" && !after.closes) {
          return this.finding("bad-torn", after.record);
        }
        const later = after.record.fields.prev;
        [isBorneOut, isMended] = [later === toHex(record.leaf), later === toHex(mended)];
      } else {
        const named = fromHex(record.fields.prev) || new Uint8Array(0);
        isBorneOut = this.isSigned([named, record.leaf]);
        isMended = this.isSigned([this.last.leaf, mended]);
      }
      if (isMended) return this.finding("wrong-prev", record);
      const last = isBorneOut ? seq - 1 : seq;
      return { fault: "altered", seq: seq - 1, last, place: this.last.place, detail: "" };
    };
  }

  isSigned(leaves) {
    const tree = leaves.reduce((grown, leaf) => grown.append(leaf), this.before);
    return (this.roots.get(tree.size) || []).includes(toHex(tree.root()));
  }

  unreadable(entry, after) {
    const seq = this.tree.size;
    if (after && after.record && after.record.kind === "torn") {
      return this.finding("bad-torn", after.record);
    }
    const fault = entry.fault === "wrong-form" ? "wrong-form" : "not-json";
    return { fault, seq, last: seq, place: entry.place, detail: entry.detail };
  }

  judgeTail(entry) {
    this.tail = entry;
    const seq = this.tree.size;
    const one = { seq, last: seq, place: entry.place, detail: "" };
    if (seq < largestOf(this.roots)) return Object.assign(one, { fault: "not-json" });
    return entry.ended ? Object.assign(one, { fault: "unclosed" }) : null;
  }

  // After the first bad record: is what is gone only somewhere else?
  searchRest(entry) {
    if (!entry.record) return;
    const { seq, last } = this.broken;
    this.isLater = this.isLater || (seq <= entry.record.seq && entry.record.seq <= last);
    this.later(entry.record);
  }

  // Call once, after the last entry; gives what is wrong, the first bad record first.
  finish() {
    if (this.waiting) this.settle(null);
    if (this.broken && this.broken.fault === "deleted" && this.isLater) {
      this.broken.fault = "reordered";
    }
    this.findings = this.allFindings();
    return this;
  }

  allFindings() {
    const found = [];
    let broken = this.broken;
    if (this.doubted && !(broken && broken.seq === this.doubted - 1)) {
      const place = this.uncoveredPlace;
      const last = this.doubted - 1;
      found.push({ fault: "rewritten", seq: this.covered, last, place, detail: "" });
    } else if (broken && this.doubted) {
      // The checkpoint that ends with the doubtful record settles that it is the bad one.
      broken = Object.assign({}, broken, { last: broken.seq });
    }
    if (broken) found.push(broken);
    const size = this.tree.size + (broken && this.tail ? 1 : 0);
    const signed = largestOf(this.roots);
    if ((!broken || this.tail) && size < signed) {
      found.push({ fault: "cut-off", seq: size, last: signed - 1, place: this.end(), detail: "" });
    }
    return found;
  }

  end() {
    if (!this.last) return NOWHERE;
    const { segment, line, offset } = this.last.place;
    return { segment, line: line + 1, offset: offset + this.last.raw.length + 1 };
  }
}

function largestOf(roots) {
  let most = 0;
  for (const size of roots.keys()) most = Math.max(most, size);
  return most;
}

// The bytes a record would have, were its `prev` another.
function withPrev(raw, prev) {
  let text = "";
  for (let i = 0; i < raw.length; i++) text += String.fromCharCode(raw[i]);
  const mended = text.replace(PREV, `"prev":"${prev}"`);
  return Uint8Array.from(mended, (letter) => letter.charCodeAt(0));
}
