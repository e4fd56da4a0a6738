// The part that works: in a thread of its own where the browser lets a page from a file have one,
// else beside the page, in small pieces. It answers one question after the other.

const BETWEEN = 40; // milliseconds of work before others get their turn

class Engine {
  // `tell` is called with progress: {stage, done, all}.
  constructor(tell) {
    this.tell = tell;
    this.folder = null;
  }

  answer(name, data) {
    return this[`on${name}`](data);
  }

  // Read and verify everything that was chosen.
  async onInspect({ files, key, witnesses, against, codes }) {
    this.folder = new Folder(files);
    this.root = journalIn(this.folder);
    this.manifest = await this.folder.readJson("manifest.json");
    const zone = this.manifest && isText(this.manifest.zone) ? this.manifest.zone : "Asia/Ho_Chi_Minh";
    this.zone = zone;
    this.broadcasts = new Broadcasts(zone);
    this.clock = new ClockSpans();
    this.progress = this.measure();
    const watch = {
      on: (stage, size) => this.advance(stage, size),
      record: (log, record, isSound) => this.note(log, record, isSound),
    };
    const heads = codes.map(readCode);
    const good = heads.filter((head) => !head.why);
    this.reports = await inspectFolder(this.folder, { key, witnesses, against, heads: good }, watch);
    const { rows, events, station } = this.broadcasts;
    // A rehearsal proves no broadcast: it is shown where there is nothing else.
    const isOnlyRehearsed = rows.every((row) => row.isRehearsal);
    this.all = rows;
    this.rows = isOnlyRehearsed ? rows : rows.filter((row) => !row.isRehearsal);
    return {
      reports: this.reports.map(forPage), zone, station: (this.manifest || {}).station || station,
      manifest: this.manifest && { at: String(this.manifest.at), by: String(this.manifest.by) },
      heads, lost: unmatched(good, this.reports), choices: choicesOf(this.rows),
      days: this.days(), events, spans: this.clock.spans,
      qualities: this.clock.counts,
      identity: identityOf(this.rows.filter((row) => !row.what)),
      isOnlyRehearsed: isOnlyRehearsed && rows.length > 0,
      isPartlyRehearsed: this.rows.length !== rows.length,
      boxKey: await this.folder.read("keys/box.pem", LARGEST_NOTE),
    };
  }

  note(log, record, isSound) {
    this.broadcasts.take(log, record, isSound);
    if (isSound) this.clock.take(log, record);
  }

  // How much there is to read, stage by stage.
  measure() {
    const all = { log: 0, orders: 0, notes: 0, recordings: 0, files: 0 };
    for (const [path, file] of this.folder.files) {
      if (JOURNAL.test(path)) all.log += file.size;
      if (path.includes("orders/")) all.orders++;
      if (path.endsWith(".note")) all.notes++;
      if (/\/(recordings|airchecks)\//.test(`/${path}`)) all.recordings += file.size;
      all.files += file.size;
    }
    return { all, done: {}, since: Date.now() };
  }

  async advance(stage, size) {
    const { all, done } = this.progress;
    done[stage] = (done[stage] || 0) + size;
    if (Date.now() - this.progress.since < BETWEEN) return;
    this.tell({ stage, done: done[stage], all: all[stage] || 0 });
    await new Promise((resolve) => setTimeout(resolve));
    this.progress.since = Date.now();
  }

  days() {
    const counts = new Map();
    for (const row of this.rows) counts.set(row.day, (counts.get(row.day) || 0) + 1);
    return Array.from(counts).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }

  async onList({ asked, from, count }) {
    const found = chosenRows(this.rows, asked, this.zone).sort(byTime);
    return { total: found.length, rows: found.slice(from, from + count) };
  }

  async onDay(day) {
    const rows = this.rows.filter((row) => row.day === day).sort((a, b) => a.planned - b.planned || a.n - b.n);
    const names = Array.from(new Set(rows.map((row) => row.session)));
    const sessions = names.map((name) => {
      const log = { id: rows.find((row) => row.session === name).log };
      const about = this.broadcasts.sessions.get(keyOf(log, name)) || { session: name, title: "", count: 0 };
      const planned = rows.filter((row) => row.session === name && !row.what);
      return Object.assign({}, about, { identity: identityOf(planned) });
    });
    return { rows, sessions };
  }

  async onDetail(n) {
    const row = this.all[n];
    const report = this.reports.find((one) => one.log === row.log);
    const approval = await approvalOf(this.folder, row, report.key);
    const text = await textOf(this.folder, row, approval);
    return { row, approval, text, records: await recordsOf(this.folder, this.root, row) };
  }

  async onSound({ sha, isRecording }) {
    return soundOf(this.folder, this.root, sha, isRecording);
  }

  async onFiles() {
    this.progress = this.measure();
    return checkManifest(this.folder, { on: (stage, size) => this.advance(stage, size) });
  }
}

// A report without what only the engine needs.
function forPage(report) {
  const { log, survey, seal, badNotes, discrepancies, tally, keySource, namedBy, vouchers, silent, gaps } = report;
  const plain = seal && { size: seal.size, code: seal.code, root: seal.root, others: othersOf(seal) };
  const named = new Set();
  for (const one of report.seals) for (const other of othersOf(one)) named.add(other);
  return {
    log, survey, seal: plain, badNotes, discrepancies, tally, keySource, namedBy, vouchers, silent, gaps,
    others: Array.from(named), seals: report.seals.length, key: report.key ? toHex(report.key) : "",
  };
}

// The heads on paper that no log has: it was rewritten, cut short, or is another's.
function unmatched(heads, reports) {
  const matched = new Set();
  for (const report of reports) for (const one of report.vouchers) if (one.by === "paper") matched.add(one.name);
  return heads.filter((head) => !matched.has(head.code));
}

// In a thread of its own: questions come as {id, name, data}.
function serve(port) {
  const engine = new Engine((progress) => port.postMessage({ progress }));
  port.onmessage = ({ data }) => {
    engine.answer(data.name, data.data).then(
      (answer) => port.postMessage({ id: data.id, answer }),
      (error) => port.postMessage({ id: data.id, error: { name: error.name, code: error.code || "", text: String(error.message) } })
    );
  };
}
