// What the station's clock was worth, stretch by stretch, as its records say.

const MOST_SPANS = 2000;

class ClockSpans {
  constructor() {
    this.spans = [];
    this.counts = {};
  }

  // Take in the next record of `log`.
  take(log, record) {
    const at = record.moment("at");
    const quality = record.text("time_quality");
    const uncertainty = record.number("uncertainty_ms");
    this.counts[quality] = (this.counts[quality] || 0) + 1;
    const span = this.spans[this.spans.length - 1];
    if (span && span.quality === quality && span.log === log.id) {
      span.to = at;
      span.worst = Math.max(span.worst, uncertainty);
    } else if (this.spans.length < MOST_SPANS) {
      this.spans.push({ log: log.id, quality, from: at, to: at, worst: uncertainty });
    }
  }
}
