// The files that an inspector chose, by their path below the export, and reading them in pieces.

const PIECE = 1 << 22;
const READ_AT_MOST = 16384; // of a line; what is longer is no record
const JOURNAL = /^((?:.*\/)?)([^/]+)\/[0-9]{4}-[0-9]{2}\.jsonl$/;
const LOOSE_SEGMENT = /^[0-9]{4}-[0-9]{2}\.jsonl$/;

class Folder {
  // `files`: [{path, file}], paths with slashes as the browser gives them.
  constructor(files) {
    const base = baseOf(files.map((one) => one.path));
    this.files = new Map();
    for (const { path, file } of files) {
      if (path.startsWith(base)) this.files.set(path.slice(base.length), file);
    }
  }

  has(path) {
    return this.files.has(path);
  }

  // The paths below a folder: its own files, not those deeper down.
  list(folder) {
    const depth = folder.split("/").length + 1;
    return Array.from(this.files.keys())
      .filter((path) => path.startsWith(`${folder}/`) && path.split("/").length === depth)
      .sort();
  }

  // The bytes of a file, at most `most` of them; null where there is none that can be read.
  async read(path, most) {
    const file = this.files.get(path);
    if (!file) return null;
    try {
      return await readBlob(most === undefined ? file : file.slice(0, most));
    } catch (error) {
      return null;
    }
  }

  async readJson(path) {
    const bytes = await this.read(path, LARGEST_SIGNED);
    try {
      return JSON.parse(fromUtf8(bytes));
    } catch (error) {
      return null;
    }
  }

  // The SHA-256 of a file in hexadecimal, empty where it cannot be read.
  async hash(path, onBytes) {
    const file = this.files.get(path);
    const hash = new Sha256();
    try {
      for (let at = 0; file && at < file.size; at += PIECE) {
        const piece = await readBlob(file.slice(at, at + PIECE));
        hash.update(piece);
        if (onBytes) await onBytes(piece.length);
      }
    } catch (error) {
      return "";
    }
    return file ? toHex(hash.digest()) : "";
  }
}

// What stands before `journal/` in all these paths, or before the log's own folder.
function baseOf(paths) {
  const bases = paths.map((path) => JOURNAL.exec(path)).filter(Boolean).map((found) => found[1]);
  const note = paths.map((path) => /^((?:.*\/)?)checkpoints\/[^/]+\.note$/.exec(path));
  const all = bases.concat(note.filter(Boolean).map((found) => found[1]));
  const journal = all.sort((a, b) => a.length - b.length)[0] || "";
  return journal.replace(/journal\/$/, "");
}

// In an export the log lies in `journal/`; a copy of that folder alone will do.
function journalIn(folder) {
  const isExport = Array.from(folder.files.keys()).some((path) => path.startsWith("journal/"));
  return isExport ? "journal/" : "";
}

function readBlob(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

// Give each line of a segment to `take` as {place, raw, ended}; `onBytes` is awaited after each
// piece, so that others get their turn.
async function eachLine(file, segment, take, onBytes) {
  const splitter = new Splitter(segment, take);
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = await readBlob(file.slice(at, at + PIECE));
    splitter.take(piece);
    await onBytes(piece.length);
  }
  splitter.finish();
}

class Splitter {
  constructor(segment, take) {
    this.segment = segment;
    this.give = take;
    this.rest = new Uint8Array(0);
    this.size = 0; // of the line that is begun, cut off or not
    this.line = 1;
    this.offset = 0;
  }

  take(piece) {
    let from = 0;
    for (;;) {
      const end = piece.indexOf(10, from);
      const stop = end < 0 ? piece.length : end;
      const part = piece.subarray(from, Math.min(stop, from + READ_AT_MOST));
      this.size += stop - from;
      if (end < 0) {
        this.rest = joined([this.rest, part]).subarray(0, READ_AT_MOST).slice();
        return;
      }
      this.close(this.rest.length ? joined([this.rest, part]) : part, true, this.size + 1);
      from = end + 1;
    }
  }

  close(raw, ended, size) {
    const { segment, line, offset } = this;
    const cut = raw.subarray(0, READ_AT_MOST);
    this.give({ place: { segment, line, offset }, raw: cut, ended: ended || cut.length === READ_AT_MOST });
    this.line++;
    this.offset += size;
    this.rest = new Uint8Array(0);
    this.size = 0;
  }

  finish() {
    if (this.size) this.close(this.rest, false, this.size);
  }
}
