// What was broadcast, and what was to be: one row for each planned item and for whatever sounded
// outside the plan, folded from the records in order. What a damaged log says after its first bad
// record is kept and marked: it is not vouched for by anything.

const SUBJECT = [
  "title", "class", "origin", "language", "column", "content_kind", "bulletin", "revision",
  "approval", "cut", "sound", "relay", "part", "writer", "reader", "mandate",
];
const TOLD = {
  boot: ["", ["software", "note"]], clock: ["change", ["after", "step_ms"]],
  mute: ["state", ["by", "until"]], maintenance: ["state", ["by"]], alarm: ["code", ["detail"]],
  purge: ["", []], emergency: ["state", ["title", "by", "cause", "note"]], torn: ["", ["sha256"]],
  aircheck: ["why", ["first", "last"]], "no-plan": ["cause", ["session"]], "plan-change": ["change", ["item"]],
};
const MOST_EVENTS = 20000;

class Broadcasts {
  constructor(zone) {
    this.zone = zone;
    this.rows = [];
    this.items = new Map();
    this.sessions = new Map();
    this.events = [];
    this.station = "";
    this.texts = new Map();
  }

  // A field of a record as a text of its own: a piece of a line would keep the whole line.
  text(record, name) {
    const piece = record.text(name);
    if (!this.texts.has(piece)) {
      const whole = JSON.parse(JSON.stringify(piece));
      this.texts.set(whole, whole);
    }
    return this.texts.get(piece);
  }

  // Take in a record of `log`; `isSound` says that it stands before the first bad one.
  take(log, record, isSound) {
    const kind = record.kind;
    if (kind === "boot") this.station = record.text("station") || this.station;
    if (kind === "plan") this.plan(log, record, isSound);
    else if (kind === "unplanned" || kind === "declared") this.unplanned(log, record, isSound);
    else if (kind === "start") this.change(log, record, isSound, {});
    else if (kind === "end") this.end(log, record, isSound);
    else if (kind === "outcome") this.outcome(log, record, isSound);
    if (TOLD[kind]) this.event(log, record);
  }

  // The row of an item; a rehearsal's items bear the names of real ones.
  rowOf(log, item) {
    return this.items.get(keyOf(log, item));
  }

  plan(log, record, isSound) {
    const name = this.text(record, "session");
    const start = record.moment("planned") || record.moment("at");
    const key = keyOf(log, name);
    if (!this.sessions.has(key)) {
      this.sessions.set(key, {
        session: name, title: record.text("title"), planned: start, count: record.number("count"),
        policy: record.text("policy"), log: log.id, order: record.text("order"),
      });
    }
    const session = this.sessions.get(key);
    for (const text of record.list("items")) {
      const [tail, offset, length] = text.split(":");
      const item = `${name}/${tail}`;
      if (this.rowOf(log, item)) continue;
      const planned = start + Number(offset || 0);
      const row = this.add(log, item, name, planned, Number(length || 0));
      row.policy = session.policy;
      this.place(row, log, record, isSound);
    }
  }

  add(log, item, session, planned, length) {
    const day = /^.*@(\d{4}-\d{2}-\d{2})T/.exec(session);
    const row = {
      n: this.rows.length, log: log.id, item, session, planned, length, what: "", by: "", text: "",
      day: day ? day[1] : localParts(planned, this.zone).date, actual: null, last: null, sounded: 0,
      outcome: "", cause: "", evidence: "", recording: "", policy: "", quality: "", uncertainty: 0,
      isSound: true, isRehearsal: isRehearsal(log), places: [],
    };
    for (const name of SUBJECT) row[name] = "";
    this.rows.push(row);
    this.items.set(keyOf(log, item), row);
    return row;
  }

  // Remember where a record stands, and what its clock was worth.
  place(row, log, record, isSound) {
    const { segment, offset } = record.place;
    row.places.push([this.text(record, "kind"), record.seq, log.id, segment, offset, record.raw.length]);
    row.isSound = row.isSound && isSound;
    row.quality = this.text(record, "time_quality");
    row.uncertainty = record.number("uncertainty_ms");
  }

  change(log, record, isSound, values) {
    const item = record.text("item");
    const known = this.rowOf(log, item);
    const planned = record.moment("planned") || record.moment("at");
    const row = known || this.add(log, item, this.text(record, "session"), planned, 0);
    if (!known) row.what = "not-planned";
    for (const name of SUBJECT) row[name] = this.text(record, name) || row[name];
    this.place(row, log, record, isSound);
    return Object.assign(row, values);
  }

  end(log, record, isSound) {
    const row = this.rowOf(log, record.text("item"));
    if (!row) return;
    const [first, last] = [record.moment("first"), record.moment("last")];
    this.change(log, record, isSound, {
      actual: row.actual === null ? first : row.actual,
      last: last === null ? row.last : last,
      recording: this.text(record, "recording") || row.recording,
      evidence: this.text(record, "evidence"),
      sounded: row.outcome ? row.sounded : row.sounded + record.number("samples") / 48,
    });
    if (row.what && row.what !== "not-planned") row.cause = record.text("cause");
  }

  // The first outcome stands: nothing later can edit it.
  outcome(log, record, isSound) {
    const known = this.rowOf(log, record.text("item"));
    if (known && known.outcome) return this.place(known, log, record, isSound);
    const row = this.change(log, record, isSound, {
      outcome: this.text(record, "outcome"), cause: this.text(record, "cause"),
      sounded: record.number("sounded_ms"), evidence: this.text(record, "evidence"),
    });
    if (record.moment("actual") !== null) row.actual = record.moment("actual");
  }

  unplanned(log, record, isSound) {
    const isDeclared = record.kind === "declared";
    const at = record.moment("first") || record.moment("at");
    const item = record.text("item") || `${record.kind}/${log.id}/${record.seq}`;
    const row = this.rowOf(log, item) || this.add(log, item, record.text("session"), at, 0);
    for (const name of SUBJECT) row[name] = this.text(record, name) || row[name];
    this.place(row, log, record, isSound);
    row.what = isDeclared ? "declared" : record.text("what") || "unplanned";
    row.by = record.text("by");
    row.text = isDeclared
      ? ["source", "where", "document"].map((name) => record.text(name)).filter(Boolean).join(", ")
      : record.text("text");
    row.cut = row.cut || record.list("cuts")[0] || "";
    if (isDeclared) {
      const last = record.moment("last");
      Object.assign(row, { actual: at, last, evidence: "declared", sounded: last ? last - at : 0 });
    }
  }

  event(log, record) {
    if (this.events.length >= MOST_EVENTS) return;
    const [code, texts] = TOLD[record.kind];
    const text = texts.map((name) => record.text(name)).filter(Boolean).join(", ");
    const at = record.moment("at");
    this.events.push({ at, log: log.id, seq: record.seq, kind: record.kind, code: record.text(code), text });
  }
}

function isRehearsal(log) {
  return log.id.startsWith(REHEARSAL);
}

function keyOf(log, name) {
  return isRehearsal(log) ? `${log.id} ${name}` : name;
}

// Law 2: planned items are the sum of their outcomes, session by session.
function identityOf(rows) {
  const counts = {};
  for (const row of rows) counts[row.outcome] = (counts[row.outcome] || 0) + 1;
  return { planned: rows.length, counts, open: counts[""] || 0 };
}
