// What belongs to one broadcast: its records as stored, the approval, the text, the sound. Each is
// checked against what the log names before it is shown.

const TYPES = { mp3: "audio/mpeg", opus: "audio/ogg", wav: "audio/wav", flac: "audio/flac", ogg: "audio/ogg" };

// The approval of a row: {state, document}; state `good`, `missing`, `not-signed`, `other-cut`.
async function approvalOf(folder, row, key) {
  const bytes = row.approval ? await folder.read(`plan/approvals/${row.approval}.json`) : null;
  if (!bytes) return { state: row.approval ? "missing" : "none" };
  const { document, why } = openSigned(bytes, "approval", key);
  if (!document) return { state: "not-signed", why };
  const headline = (document.headline || {}).cut;
  const isOf = document.id === row.approval && document.revision === row.revision;
  const isCut = !row.cut || row.cut === document.cut || row.cut === headline;
  return { state: isOf && isCut ? "good" : "other-cut", document };
}

// The text of a row: {state, source, lines}; state `good` when its hash is the approved one.
async function textOf(folder, row, approval) {
  if (!row.revision) return { state: "none" };
  const bytes = await folder.read(`texts/${row.revision}.json`, LARGEST_SIGNED);
  if (!bytes) return { state: "missing" };
  try {
    const script = JSON.parse(fromUtf8(bytes));
    const lines = script.sentences.map((one) => ({ spoken: String(one.spoken), omitted: Boolean(one.omitted) }));
    const hash = toHex(sha256(bytes));
    const approved = approval.document && approval.document.script_sha256;
    const state = !approved ? "not-approved" : approved === hash ? "good" : "altered";
    return { state, hash, source: String(script.source), lines };
  } catch (error) {
    return { state: "altered" };
  }
}

// A cut or a recording, whole and checked: {state, bytes, type}; state `good`, `missing`, `altered`.
async function soundOf(folder, root, sha, isRecording) {
  if (!SHA.test(sha)) return { state: "none" };
  const path = isRecording
    ? recordingPath(folder, root, sha)
    : folder.list("cuts").find((one) => one.startsWith(`cuts/${sha}.`));
  const bytes = path ? await folder.read(path) : null;
  if (!bytes) return { state: "missing" };
  if (toHex(sha256(bytes)) !== sha) return { state: "altered" };
  return { state: "good", bytes, type: TYPES[path.split(".").pop()] || "application/octet-stream" };
}

// The records of a row as they are stored.
async function recordsOf(folder, root, row) {
  const found = [];
  for (const [kind, seq, log, segment, offset, size] of row.places) {
    const file = folder.files.get(`${root}${log}/${segment}`);
    const bytes = file ? await readBlob(file.slice(offset, offset + size)) : new Uint8Array(0);
    found.push({ kind, seq, log, text: fromUtf8(bytes) || "", leaf: toHex(leafHash(bytes)) });
  }
  return found;
}

// Whether every file is as the manifest lists it: {listed, altered, missing, extra} with paths.
async function checkManifest(folder, watch) {
  const manifest = await folder.readJson("manifest.json");
  if (!manifest || !Array.isArray(manifest.files)) return null;
  const result = { listed: manifest.files.length, altered: [], missing: [], extra: [] };
  const named = new Set(["manifest.json"]);
  for (const one of manifest.files) {
    const path = String(one.path);
    named.add(path);
    if (!folder.has(path)) result.missing.push(path);
    else if ((await folder.hash(path, (size) => watch.on("files", size))) !== one.sha256) {
      result.altered.push(path);
    }
  }
  for (const path of folder.files.keys()) if (!named.has(path)) result.extra.push(path);
  return result;
}
