// How continuously a log was kept: gaps without a record, and clocks that contradict each other.
// The same decisions as `broadcaster/journal/keeping.py`. Fed a chain of logs in order.

const LONGEST_GAP = 65 * 60 * 1000; // milliseconds; a heartbeat comes hourly
const PARTED = 2000; // so far wall and monotonic clocks may part between two records of one run
const TOLD_WITHIN = 60000; // a step of the clock is recorded at the next look
const NOT_OF_THE_RUN = ["boot", "torn", "declared", "purge"];

class Keeping {
  // `differ(sort, record)` is called for a clock that parted without a word.
  constructor(differ) {
    this.differ = differ;
    this.before = this.waiting = this.parted = null;
    this.gaps = [];
  }

  take(record) {
    const before = this.before;
    this.before = record;
    if (record.seq === 0) this.gaps = [];
    if (!before) return;
    const isSameBoot = before.text("boot_id") === record.text("boot_id");
    if (isSameBoot) this.measure(before, record, monotonic(record) - monotonic(before));
    else this.waiting = [before, record];
    this.settle(record);
    this.compareClocks(before, record, isSameBoot);
  }

  measure(before, after, length) {
    if (length <= LONGEST_GAP) return;
    const from = before.moment("at");
    const stopped = before.kind === "heartbeat" && before.text("state") === "stopped";
    this.gaps.push({ seq: after.seq, from, until: from + length, stopped });
  }

  // Across boots the wall clock measures, once this boot has one that is trusted.
  settle(record) {
    if (!this.waiting) return;
    const [before, first] = this.waiting;
    if (first.text("boot_id") !== record.text("boot_id")) this.waiting = null;
    else if (record.text("time_quality") !== "unknown") {
      this.waiting = null;
      const sinceFirst = monotonic(record) - monotonic(first);
      this.measure(before, first, record.moment("at") - before.moment("at") - sinceFirst);
    }
  }

  compareClocks(before, record, isSameBoot) {
    if (record.kind === "clock" || NOT_OF_THE_RUN.includes(record.kind) || !isSameBoot) {
      this.parted = null;
      return;
    }
    const parted = this.parted;
    const went = monotonic(record) - monotonic(before);
    const isParted = Math.abs(record.moment("at") - before.moment("at") - went) > PARTED;
    this.parted = parted || (isParted ? record : null);
    if (parted && monotonic(record) - monotonic(parted) > TOLD_WITHIN) {
      this.parted = null;
      this.differ("clock-parted", parted);
    }
  }
}

// In milliseconds, to the microsecond.
function monotonic(record) {
  return record.number("mono_ns") / 1e6;
}
