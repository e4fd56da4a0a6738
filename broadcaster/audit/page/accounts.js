// Do the plans of a log agree with their running orders and outcomes? The same decisions as
// `broadcaster/journal/accounts.py`. Fed the records of a log in order, then those of the next.

class Accounts {
  // `orders`: name (SHA-256) -> {sha, session, items}; sha of the bytes that stand there.
  constructor(orders) {
    this.orders = orders;
    this.sessions = new Map();
    this.purged = new Set(); // airchecks that a later record says were removed at the end of their time
    this.logId = this.knownTo = "";
    this.knowsAll = false;
    this.found = [];
  }

  // Take in the next sound record; what does not agree is added to `found`.
  take(record) {
    if (record.seq === 0) this.begin(record);
    if (record.kind === "plan") this.plan(record);
    else if (record.kind === "outcome") this.outcome(record);
    else if (record.kind === "end" && record.text("recording")) this.sound("recording", record);
    else if (record.kind === "aircheck") this.sound("aircheck", record);
    else if (record.kind === "purge") this.purged.add(record.text("recording"));
  }

  // End a log. After one that is damaged it is not known any more what was planned.
  close(logId, isWhole) {
    this.knownTo = isWhole && this.knowsAll ? logId : "";
    this.knowsAll = false;
  }

  tally(logId) {
    const own = Array.from(this.sessions).filter((entry) => entry[1].logId === logId);
    const unsettled = [];
    for (const [session, one] of own) {
      const count = Math.max(one.count, one.outcomes.size);
      const waiting = count - Array.from(one.outcomes.values()).filter(Boolean).length;
      if (waiting) unsettled.push({ session, waiting, count });
    }
    return { sessions: own.length, unsettled };
  }

  begin(boot) {
    const previous = boot.text("previous_log");
    this.logId = boot.text("log_id");
    this.knowsAll = !previous || previous === this.knownTo;
  }

  add(sort, record, more) {
    const about = { sort, log: this.logId, seq: record.seq, session: record.text("session") };
    const rest = { item: "", order: "", first: 0, first_log: "", detail: "" };
    this.found.push(Object.assign(about, rest, more));
  }

  plan(record) {
    const name = record.text("session");
    const order = record.text("order");
    if (!this.sessions.has(name)) {
      const count = record.number("count");
      this.sessions.set(name, {
        logId: this.logId, order, count, listed: [], outcomes: new Map(), isFaulty: false,
      });
    }
    const session = this.sessions.get(name);
    if (order !== session.order) return this.add("planned-again", record, { order });
    for (const text of record.list("items")) {
      session.listed.push(text);
      const item = `${name}/${text.split(":")[0]}`;
      if (!session.outcomes.has(item)) session.outcomes.set(item, null);
    }
    const sort = session.isFaulty ? "" : this.orderFault(record, session);
    if (sort) {
      session.isFaulty = true;
      this.add(sort, record, { order });
    }
  }

  // What is wrong with the order's copy. A plan that a kill cut off may go on.
  orderFault(record, session) {
    const copy = this.orders.get(session.order);
    if (!copy) return "order-missing";
    if (copy.sha !== session.order) return "order-altered";
    const items = copy.session === record.text("session") ? copy.items : null;
    if (!items || session.count !== items.length) return "order-differs";
    const isLast = record.number("part") === record.number("parts");
    const { listed } = session;
    const wanted = isLast ? items : items.slice(0, listed.length);
    const isSameList = listed.length === wanted.length && listed.every((one, i) => one === wanted[i]);
    return isSameList ? "" : "order-differs";
  }

  // Whether the file is right is asked once the log is read: it may be long.
  sound(sort, record) {
    const about = sort === "aircheck" ? { session: "" } : { item: record.text("item") };
    this.add(sort, record, Object.assign(about, { detail: record.text("recording") }));
  }

  outcome(record) {
    const item = record.text("item");
    const session = this.sessions.get(record.text("session"));
    if (!session || !session.outcomes.has(item)) {
      if (this.knowsAll || (session && session.listed.length >= session.count)) {
        this.add("unplanned-outcome", record, { item });
      }
      return;
    }
    const first = session.outcomes.get(item);
    if (!first) session.outcomes.set(item, { seq: record.seq, log: this.logId });
    else {
      const first_log = first.log === this.logId ? "" : first.log;
      this.add("second-outcome", record, { item, first: first.seq, first_log });
    }
  }
}

// The items of an order's kept copy as a `plan` record lists them; null for what is no order.
function readOrder(bytes) {
  const { document } = openSigned(bytes, "running-order", null);
  const order = { sha: toHex(sha256(bytes)), session: "", items: null, document: document || null };
  if (!document || !Array.isArray(document.items)) return order;
  order.session = String(document.session);
  const listed = document.items.map((item) => {
    const cut = String(item && item.id).lastIndexOf("/");
    const belongs = cut >= 0 && item.id.slice(0, cut) === order.session;
    return belongs ? `${item.id.slice(cut + 1)}:${item.offset_ms}:${item.length_ms}` : null;
  });
  if (!listed.includes(null)) order.items = listed;
  return order;
}
