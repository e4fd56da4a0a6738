// Signed tree heads: C2SP tlog-checkpoint in a signed note, with tlog-cosignatures. Strict, since
// anything may stand in a note that was brought in.

const LARGEST_NOTE = 65536;
const MOST_SIGNATURES = 64;
const ROOT_BYTES = 32;
const ED25519 = 1;
const COSIGNATURE = 4;
const LATEST = 253402300799; // the last second of the year 9999
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ORIGIN = new RegExp(`^broadcaster/([^/${SPACE}+]+)/([^/${SPACE}+]+)$`);
const SIZE = /^(?:0|[1-9][0-9]{0,17})$/;
const SIGNATURE = new RegExp(`^— ([^${SPACE}+]+) ([A-Za-z0-9+/]+={0,2})$`);
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

class NoteError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// What a note claims, unchecked: {station, logId, size, root, body, signatures, fileName, name}.
function parseNote(bytes, name) {
  const text = noteText(bytes);
  const blank = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(blank, 0)).split("\n");
  const tail = text.slice(blank + 2);
  const origin = ORIGIN.exec(lines[0]);
  const root = lines.length === 3 ? fromBase64(lines[2]) : null;
  if (blank < 0 || tail.includes("\n\n") || !origin || !SIZE.test(lines[1]) || !root ||
      root.length !== ROOT_BYTES) {
    throw new NoteError("malformed");
  }
  return {
    name: name || "",
    origin: lines[0],
    station: origin[1],
    logId: origin[2],
    size: Number(lines[1]),
    root: toHex(root),
    body: toUtf8(`${lines.join("\n")}\n`),
    signatures: noteSignatures(tail),
    fileName: `${origin[2]}-${lines[1].padStart(10, "0")}.note`,
    code: headCode(lines[1], root),
  };
}

// The same, when the key `key` (32 bytes) signed it; NoteError otherwise.
function readNote(bytes, key, name) {
  const note = parseNote(bytes, name);
  const ours = keyId(note.origin, ED25519, key);
  const own = note.signatures.find((one) => one.signer === note.origin && isOf(one, ours));
  if (!own) throw new NoteError("not-signed-by-this-key");
  if (!isSignedBy(key, note.body, own.blob.subarray(4))) throw new NoteError("bad-signature");
  return note;
}

// The cosignatures in a note by these witnesses ({name, key}): [{witness, at, size}], `at` in
// seconds. Others are passed over; NoteError for one of theirs that does not hold.
function cosignaturesOf(note, witnesses) {
  const found = [];
  for (const { signer, blob } of note.signatures) {
    const witness = witnesses.find(
      (one) => one.name === signer && isOf({ blob }, keyId(one.name, COSIGNATURE, one.key))
    );
    if (!witness) continue;
    const time = blob.subarray(4, 12);
    const at = time.reduce((all, byte) => all * 256 + byte, 0);
    const text = joined([toUtf8(`cosignature/v1\ntime ${at}\n`), note.body]);
    if (blob.length !== 76 || at > LATEST || !isSignedBy(witness.key, text, blob.subarray(12))) {
      throw new NoteError("bad-cosignature");
    }
    found.push({ witness: signer, at, size: note.size });
  }
  return found;
}

// Who else signed, as they call themselves; nothing of it is checked.
function othersOf(note) {
  const names = note.signatures.map((one) => one.signer).filter((one) => one !== note.origin);
  return names.filter((one, i) => names.indexOf(one) === i);
}

// The four bytes by which a signed note names a key.
function keyId(name, kind, key) {
  return sha256(joined([toUtf8(`${name}\n`), new Uint8Array([kind]), key])).subarray(0, 4);
}

function isOf(signature, id) {
  return isSame(signature.blob.subarray(0, 4), id);
}

function noteText(bytes) {
  if (bytes.length > LARGEST_NOTE) throw new NoteError("too-large");
  const text = fromUtf8(bytes);
  if (text === null) throw new NoteError("not-utf8");
  if (CONTROL.test(text)) throw new NoteError("control-character");
  return text;
}

function noteSignatures(tail) {
  const lines = tail.split("\n");
  if (lines.pop() !== "" || !lines.length || lines.length > MOST_SIGNATURES) {
    throw new NoteError("malformed");
  }
  return lines.map((line) => {
    const found = SIGNATURE.exec(line);
    const blob = found && fromBase64(found[2]);
    if (!blob || blob.length < 5) throw new NoteError("malformed");
    return { signer: found[1], blob };
  });
}
