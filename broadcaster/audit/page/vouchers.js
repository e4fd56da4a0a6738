// Who beside the station vouches for a log, and up to which record: a witness's cosignature, the
// code of a head on paper, a checkpoint kept elsewhere. As `broadcaster/journal/vouchers.py`.

const OFF_BY = 5 * 60 * 1000; // milliseconds; so far a witness's own clock may be off

// The words that fit a log, as [{by, name, size, at}]: for each witness its largest, then papers
// and copies. `rootsAt` are the log's own roots (hexadecimal) by size.
function vouchersOf({ cosigned, copies, heads }, covered, rootsAt) {
  const best = new Map();
  for (const one of cosigned.filter((each) => each.size <= covered)) {
    const other = best.get(one.witness);
    const isBetter = !other || one.size > other.size || (one.size === other.size && one.at < other.at);
    if (isBetter) best.set(one.witness, one);
  }
  const papers = heads.filter((head) => (rootsAt.get(head.size) || "").startsWith(head.start) && rootsAt.has(head.size));
  const kept = copies.filter((one) => rootsAt.get(one.size) === one.root);
  return Array.from(best.values(), ({ witness, size, at }) => ({ by: "witness", name: witness, size, at: at * 1000 }))
    .concat(papers.map((head) => ({ by: "paper", name: head.code, size: head.size, at: null })))
    .concat(kept.map((one) => ({ by: "copy", name: one.name, size: one.size, at: null })));
}

// The latest moment each record can have been made, by what witnesses had seen.
class Bounds {
  // `differ(sort, record, detail)` is called for the first record that claims to be later.
  constructor(cosigned, differ) {
    this.differ = differ;
    this.isTold = false;
    this.seen = cosigned.slice().sort((a, b) => a.size - b.size);
    for (let i = this.seen.length - 2; i >= 0; i--) {
      if (this.seen[i + 1].at < this.seen[i].at) this.seen[i] = Object.assign({}, this.seen[i + 1], { size: this.seen[i].size });
    }
    this.at = 0;
  }

  take(record) {
    while (this.at < this.seen.length && this.seen[this.at].size <= record.seq) this.at++;
    if (this.isTold || this.at === this.seen.length) return;
    const seen = this.seen[this.at];
    const slack = OFF_BY + record.number("uncertainty_ms");
    if (record.text("time_quality") === "unknown" || record.moment("at") <= seen.at * 1000 + slack) return;
    this.isTold = true;
    const time = new Date(seen.at * 1000).toISOString().replace(/\.\d+Z$/, ".000000Z");
    this.differ("clock-ahead", record, `${seen.witness}, ${time}`);
  }
}

// What is wrong between a log and the one before it, where that one is here; null for nothing.
function linkFault(log, reports) {
  const { previous, size, root } = log.link;
  const before = previous && reports.find((report) => report.log === previous);
  if (!before || !root || !before.survey || before.survey.findings.length) return null;
  const sort = before.survey.rootsAt.get(size) !== root ? "link-broken"
    : before.survey.tree.size > size ? "goes-on" : "";
  return sort && { sort, log: log.id, seq: 0, session: "", item: "", order: "", first: 0, first_log: "", detail: previous };
}

// How many records a log had when the one after it was begun; 0 when none says.
function endedAt(logId, logs) {
  const links = logs.map((log) => log.link).filter((link) => link.previous === logId);
  return links.reduce((most, link) => Math.max(most, link.size), 0);
}
