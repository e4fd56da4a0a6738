// Verifying the logs of a folder: each against itself, its checkpoints and its orders. The same
// decisions as `broadcaster/journal/inspection.py`; nothing here trusts the folder's own word.

const REHEARSAL = "rehearsal-";
const NOTE_NAME = /^(.+)-([0-9]+)\.note$/;
const SHA = /^[0-9a-f]{64}$/;

// `asked`: {key, witnesses, heads, against: [{name, bytes}]}; `watch` gets on(stage, bytes) and
// each record. Gives the reports of all logs, in order.
async function inspectFolder(folder, asked, watch) {
  const root = journalIn(folder);
  const logs = await logsIn(folder, root);
  const orders = await readOrders(folder, root, watch);
  const real = chainOver(orders);
  const reports = [];
  const claims = asked.against.map(({ name, bytes }) => claimOf(bytes, asked.key, name));
  for (const log of logs) {
    const chain = log.id.startsWith(REHEARSAL) ? chainOver(orders) : real;
    const copies = claims.filter((claim) => claim.logId === log.id);
    const given = Object.assign({}, asked, { copies, endedAt: endedAt(log.id, logs) });
    const report = await inspectLog(folder, root, log, given, chain, watch);
    reports.push(Object.assign(report, { chain, about: log }));
  }
  for (const report of reports) {
    const broken = linkFault(report.about, reports);
    const found = await settled(folder, root, report, watch);
    report.tally = report.chain.accounts.tally(report.log);
    report.discrepancies = (broken ? [broken] : []).concat(found);
  }
  for (const report of reports) {
    delete report.chain;
    delete report.about;
    report.survey = plainSurvey(report.survey);
  }
  return reports.concat(await goneLogs(folder, root, logs, claims));
}

// What is remembered from one log of a chain to the next.
function chainOver(orders) {
  const accounts = new Accounts(orders);
  return { accounts, keeping: new Keeping((sort, record) => accounts.add(sort, record, { session: "" })) };
}

// What is told of a survey: plain values only, so that it can be handed to the page.
function plainSurvey(survey) {
  const { findings, records, torn, covered, boot, last, tree, tail } = survey;
  const place = (record) => record && { seq: record.seq, at: record.moment("at") };
  return {
    findings, records, torn, covered, boot: place(boot), last: place(last), size: tree.size,
    root: toHex(tree.root()), code: tree.size ? headCode(String(tree.size), tree.root()) : "",
    tail_bytes: tail ? tail.tail.length : 0, has_tail: Boolean(tail),
  };
}

// The logs as {id, segments, previous, key}, each after the one it names as `previous_log`.
async function logsIn(folder, root) {
  const found = new Map();
  for (const path of Array.from(folder.files.keys()).sort()) {
    const match = JOURNAL.exec(path);
    if (!match || match[1] !== root) continue;
    const log = found.get(match[2]) || { id: match[2], segments: [] };
    log.segments.push(path);
    found.set(log.id, log);
  }
  for (const log of found.values()) {
    const boot = await firstRecord(folder, log);
    log.previous = boot ? boot.text("previous_log") : "";
    log.key = (boot && readBootKey(boot.text("key"))) || new Uint8Array(32);
    log.link = {
      previous: log.previous,
      size: boot ? boot.number("previous_size") : 0,
      root: boot ? boot.text("previous_root") : "",
    };
  }
  return inOrder(Array.from(found.values()));
}

function readBootKey(text) {
  const key = fromHex(text);
  return key && key.length === 32 ? key : null;
}

async function firstRecord(folder, log) {
  let first = null;
  const scanner = new Scanner((entry) => (first = first || entry.record || null));
  for (const path of log.segments) {
    const head = folder.files.get(path).slice(0, PIECE);
    await eachLine(head, path, (line) => first || scanner.take(line), async () => {});
    if (first) return first;
  }
  scanner.finish();
  return first;
}

function inOrder(logs) {
  const before = new Map(logs.map((log) => [log.id, log.previous]));
  for (const log of logs) {
    const seen = [];
    for (let name = log.id; before.has(name) && !seen.includes(name); name = before.get(name)) {
      seen.push(name);
    }
    log.depth = seen.length;
  }
  return logs.sort((a, b) => a.depth - b.depth || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

async function readOrders(folder, root, watch) {
  const orders = new Map();
  for (const path of folder.list(`${root}orders`)) {
    const name = path.split("/").pop().replace(/\.json$/, "");
    const bytes = SHA.test(name) ? await folder.read(path, LARGEST_SIGNED + 1) : null;
    if (bytes) orders.set(name, Object.assign(readOrder(bytes), { path }));
    await watch.on("orders", 1);
  }
  return orders;
}

// With no key yet, who signed it is asked once its log is known.
function claimOf(bytes, key, name) {
  return Object.assign(key ? readNote(bytes, key, name) : parseNote(bytes, name), { bytes });
}

async function inspectLog(folder, root, log, asked, { accounts, keeping }, watch) {
  const key = asked.key || log.key;
  const notes = await readNotes(folder, root, log.id, key, watch);
  const copies = asked.copies.map((one) => readNote(one.bytes, key, one.name));
  const seals = notes.good.concat(copies);
  const cosigned = await cosignedIn(seals, asked.witnesses, notes.bad, watch);
  const roots = new Map();
  for (const seal of seals) {
    const known = roots.get(seal.size) || [];
    roots.set(seal.size, known.includes(seal.root) ? known : known.concat([seal.root]));
  }
  const marks = [asked.endedAt].concat(copies.concat(asked.heads).map((one) => one.size));
  const from = accounts.found.length;
  const bounds = new Bounds(cosigned, (sort, record, detail) => accounts.add(sort, record, { session: "", detail }));
  const each = (record) => {
    accounts.take(record);
    keeping.take(record);
    bounds.take(record);
    watch.record(log, record, true);
  };
  const survey = new Survey(log.id, roots, each, (record) => watch.record(log, record, false), marks);
  const scanner = new Scanner((entry) => survey.take(entry));
  for (const path of log.segments) {
    const name = path.split("/").pop();
    await eachLine(folder.files.get(path), name, (line) => scanner.take(line), (size) =>
      watch.on("log", size)
    );
  }
  scanner.finish();
  survey.finish();
  accounts.close(log.id, survey.findings.length === 0);
  const soundTo = survey.findings.length ? survey.findings[0].seq : survey.tree.size;
  const vouchers = vouchersOf({ cosigned, copies, heads: asked.heads }, survey.covered, survey.rootsAt);
  const matching = seals.filter((seal) => survey.covered && seal.size === survey.covered);
  return {
    log: log.id,
    survey,
    soundTo,
    found: accounts.found.slice(from).filter((one) => one.seq < soundTo),
    seal: matching[matching.length - 1] || null,
    seals: notes.good.filter((seal) => seal.size <= survey.covered),
    badNotes: notes.bad,
    vouchers,
    silent: asked.witnesses.map((one) => one.name).filter((name) => !vouchers.some((one) => one.name === name)),
    gaps: keeping.gaps.filter((gap) => gap.seq < soundTo),
    keySource: asked.key ? "given" : "log",
    key,
    previous: log.previous,
    namedBy: "",
  };
}

async function readNotes(folder, root, logId, key, watch) {
  const found = { good: [], bad: [] };
  const own = folder.list(`${root}checkpoints`).map((path) => ({ path, name: path.split("/").pop() }));
  const sized = own.map((one) => Object.assign(one, { match: NOTE_NAME.exec(one.name) }));
  const ours = sized.filter((one) => one.match && one.match[1] === logId);
  ours.sort((a, b) => Number(a.match[2]) - Number(b.match[2]));
  for (const { path, name } of ours) {
    try {
      const note = readNote(await folder.read(path, LARGEST_NOTE + 1), key, name);
      if (note.fileName !== name) throw new NoteError("wrong-name");
      found.good.push(note);
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      found.bad.push({ name, why: error.code });
    }
    await watch.on("notes", 1);
  }
  return found;
}

// The cosignatures of these witnesses under the seals; a note with a false one is added to `bad`.
async function cosignedIn(seals, witnesses, bad, watch) {
  let found = [];
  for (const seal of witnesses.length ? seals : []) {
    try {
      found = found.concat(cosignaturesOf(seal, witnesses));
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      bad.push({ name: seal.name, why: error.code });
    }
    await watch.on("notes", 0);
  }
  return found;
}

// The discrepancies of a report, once it is known whether each recording is right.
async function settled(folder, root, report, watch) {
  const found = [];
  for (const one of report.found) {
    if (one.sort !== "recording" && one.sort !== "aircheck") {
      found.push(one);
      continue;
    }
    const sha = one.detail;
    const path = SHA.test(sha) ? recordingPath(folder, root, sha) : "";
    const hash = path ? await folder.hash(path, (size) => watch.on("recordings", size)) : "";
    const isPurged = one.sort === "aircheck" && !hash && report.chain.accounts.purged.has(sha);
    if (hash === sha || isPurged) continue;
    const sort = `${one.sort}-${hash ? "altered" : "missing"}`;
    found.push(Object.assign({}, one, { sort, detail: `${one.sort}s/${sha}.opus` }));
  }
  delete report.found;
  return found;
}

// Relays as they were heard, and what loopbacks heard, lie in folders of their own.
function recordingPath(folder, root, sha) {
  return ["recordings", "airchecks"].map((name) => `${root}${name}/${sha}.opus`).find((path) => folder.has(path));
}

// The logs that something names and that are not there; lost rehearsals are no loss.
async function goneLogs(folder, root, logs, claims) {
  const named = new Map();
  const current = await folder.readJson(`${root}current.json`);
  if (current && isText(current.log_id) && current.log_id && !current.log_id.includes("/")) {
    named.set(current.log_id, "current.json");
  }
  const paths = folder.list(`${root}checkpoints`).map((path) => path.split("/").pop());
  const notes = paths.map((name) => NOTE_NAME.exec(name)).filter(Boolean);
  notes.sort((a, b) => Number(a[2]) - Number(b[2]));
  for (const [name, logId] of notes) named.set(logId, name);
  for (const log of logs) if (log.previous) named.set(log.previous, log.id);
  for (const name of Array.from(named.keys())) if (name.startsWith(REHEARSAL)) named.delete(name);
  for (const claim of claims) named.set(claim.logId, claim.name);
  const here = new Set(logs.map((log) => log.id));
  const gone = Array.from(named.keys()).filter((name) => !here.has(name)).sort();
  return gone.map((log) => ({
    log, survey: null, soundTo: 0, seal: null, seals: [], badNotes: [], vouchers: [],
    silent: [], gaps: [], discrepancies: [], tally: { sessions: 0, unsettled: [] }, keySource: "", namedBy: named.get(log),
  }));
}
