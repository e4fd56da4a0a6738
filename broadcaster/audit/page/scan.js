// Lines of a log -> its records, with torn tails taken out (docs/journal-format.md, "Records").
// A line is held back until the next one shows that it was not torn. What comes out is one of
// {record, closes}, {fault, place, detail} and, last, {tail, place, ended}.

const MOST_TORN_LINES = 64;

class Scanner {
  // `emit` is called with each entry in order.
  constructor(emit) {
    this.emit = emit;
    this.lines = [];
    this.ready = null;
    this.fault = null;
  }

  // `line` is {place, raw, ended}; `ended` is false for a last line without its newline.
  take(line) {
    let record = null;
    let fault = null;
    try {
      if (!line.ended) throw new FormError("unfinished", "no newline");
      record = decodeRecord(line.raw, line.place);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      fault = error;
    }
    const closes = record ? this.closedBy(record) : 0;
    if (closes) {
      // What it closes stays held with it: a second `torn` may close both.
      this.lines.push(line);
      this.ready = { record, closes };
      this.fault = null;
      return;
    }
    if (this.fault && fault && this.mayHold(line)) {
      this.lines.push(line);
      return;
    }
    this.flush();
    this.lines = [line];
    this.ready = record && { record, closes: 0 };
    this.fault = fault;
  }

  finish() {
    if (!this.fault) return this.flush();
    const last = this.lines[this.lines.length - 1];
    this.emit({ tail: this.held(), place: this.lines[0].place, ended: last.ended });
  }

  flush() {
    if (this.ready) this.emit(this.ready);
    else if (this.fault) {
      const { code, detail } = this.fault;
      this.emit({ fault: code, place: this.lines[0].place, detail });
    }
  }

  mayHold(line) {
    const isSame = this.lines[0].place.segment === line.place.segment;
    return isSame && this.lines.length < MOST_TORN_LINES;
  }

  held() {
    const newline = new Uint8Array([10]);
    return joined(this.lines.reduce((all, { raw }) => all.concat([newline, raw]), []).slice(1));
  }

  // How many held bytes a `torn` record accounts for: all of them, or 0.
  closedBy(record) {
    if (record.kind !== "torn" || !this.lines.length) return 0;
    const { segment, offset } = this.lines[0].place;
    const held = this.held();
    const { fields } = record;
    const isTrue =
      record.place.segment === segment &&
      fields.offset === offset &&
      fields.length === held.length &&
      fields.sha256 === toHex(sha256(held));
    return isTrue ? held.length : 0;
  }
}
