// The logs of a folder: which there are, in what order, and which are named but gone.

const REHEARSAL = "rehearsal-";
const NOTE_NAME = /^(.+)-([0-9]+)\.note$/;

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
