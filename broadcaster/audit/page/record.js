// One record of the log: what its stored bytes say, and their leaf hash (docs/journal-format.md).

const LARGEST_RECORD = 8192;
const FIRST_PREV = "0".repeat(64);
const HEADER = [
  ["v", isInteger], ["kind", isText], ["seq", isInteger], ["log_id", isText], ["boot_id", isText],
  ["at", isText], ["mono_ns", isInteger], ["time_quality", isText], ["uncertainty_ms", isInteger],
  ["software", isText], ["prev", isText],
];
const TIME = new RegExp(
  "^(\\d{4})-?(\\d\\d)-?(\\d\\d).(\\d\\d)(?::?(\\d\\d)(?::?(\\d\\d)(?:[.,](\\d+))?)?)?" +
    "(?:Z|([+-])(\\d\\d)(?::?(\\d\\d)(?::?(\\d\\d)(?:\\.\\d+)?)?)?)$"
);

class Record {
  constructor(fields, raw, place) {
    this.fields = fields;
    this.raw = raw;
    this.place = place;
    this.leaf = leafHash(raw);
    this.kind = fields.kind;
    this.seq = Number(fields.seq);
  }

  // A field as text, empty when it is not there.
  text(name) {
    const value = this.fields[name];
    return value === undefined ? "" : String(value);
  }

  // A field as a number, 0 when it is not there or is none.
  number(name) {
    const value = this.fields[name];
    return isInteger(value) ? Number(value) : 0;
  }

  list(name) {
    const value = this.fields[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  // A time field in milliseconds since 1970, or null.
  moment(name) {
    return readTime(this.text(name));
  }
}

function isText(value) {
  return typeof value === "string";
}

function isInteger(value) {
  return typeof value === "number" || value instanceof Long;
}

function isStorable(value) {
  if (isText(value) || typeof value === "number") return true;
  if (value instanceof Long) return value.fits();
  return Array.isArray(value) && value.every((one) => !Array.isArray(one) && isStorable(one));
}

// RFC 3339 -> milliseconds since 1970 with a fraction, or null for what is no time with an offset.
function readTime(text) {
  const found = TIME.exec(text);
  if (!found) return null;
  const [year, month, day, hour] = found.slice(1, 5).map(Number);
  const minute = Number(found[5] || 0);
  const second = Number(found[6] || 0);
  if (!year || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const clock = ((hour * 60 + minute) * 60 + second) * 1000;
  const part = found[7] ? Number(`0.${found[7].slice(0, 6)}`) * 1000 : 0;
  const offset = Number(found[9] || 0) * 3600 + Number(found[10] || 0) * 60;
  if (Number(found[9] || 0) > 23 || Number(found[10] || 0) > 59) return null;
  return date.getTime() + clock + part - (found[8] === "-" ? -1 : 1) * offset * 1000;
}

// Read a stored line (without newline), or throw FormError.
function decodeRecord(raw, place) {
  if (raw.length > LARGEST_RECORD) throw new FormError("too-long", `${raw.length} bytes`);
  const text = fromUtf8(raw);
  if (text === null) throw new FormError("not-json", "not UTF-8");
  // A line with spaces around it is one that no writer makes.
  if (!text.startsWith('{"v":') || !text.endsWith("}")) {
    throw new FormError("not-json", "no JSON object");
  }
  const fields = new JsonLine(text).read();
  for (const [name, isRight] of HEADER) {
    if (!isRight(fields[name])) throw new FormError("wrong-form", name);
  }
  if (fields.v !== 1) throw new FormError("wrong-form", "v");
  if (readTime(fields.at) === null) throw new FormError("wrong-form", "at");
  for (const name in fields) {
    if (!isStorable(fields[name])) throw new FormError("wrong-form", name);
  }
  return new Record(fields, raw, place);
}
