// Verifying the logs of a folder: each against itself, its checkpoints and its orders. The same
// decisions as `broadcaster/journal/inspection.py`; nothing here trusts the folder's own word.

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
