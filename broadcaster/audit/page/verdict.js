// What verification found, in the very words of `broadcaster journal verify`.

const MOST_NAMED = 12;

const NOTE_FAULTS = {
  "bad-signature": N_("it was altered: the signature does not hold"),
  "not-signed-by-this-key": N_("another key signed it"),
  "wrong-name": N_("its file bears another checkpoint's name"),
  "malformed": N_("it does not have the form of a checkpoint"),
  "too-large": N_("it is too large for a checkpoint"),
  "not-utf8": N_("it holds bytes that are not UTF-8"),
  "control-character": N_("a control character stands in it"),
  "bad-cosignature": N_("a witness's cosignature in it does not hold"),
};

// The code of a report: whole, damaged, gone, or disagrees.
function statusOf(report) {
  if (!report.survey) return "gone";
  if (report.survey.findings.length || report.badNotes.length) return "damaged";
  return report.discrepancies.length ? "disagrees" : "whole";
}

// One code for them all. A paper whose head no log has (`lost`) is damage too.
function statusOfAll(reports, lost) {
  const found = reports.map(statusOf);
  if (found.includes("damaged") || found.includes("gone") || lost.length) return "damaged";
  return found.includes("disagrees") ? "disagrees" : "whole";
}

// What a person should know about one log: its head, then clause by clause. Joined by spaces it
// is one sentence. Times are in the station's `zone`.
function sentence(report, zone) {
  const found = report.survey;
  if (!found) {
    const gone = _("Log {log} is gone: {named_by} names it, and none of its records is here.");
    return [put(gone, { log: report.log, named_by: report.namedBy })];
  }
  if (!found.last && statusOf(report) === "whole") {
    return [put(_("Log {log} holds no record."), { log: report.log })];
  }
  const faults = faultClauses(report);
  const clauses = faults.length ? faults : wholeClauses(report, zone);
  const head = put(headOf(statusOf(report)), { log: report.log });
  return [head].concat(clauses.map((one, i) => one + (i + 1 < clauses.length ? ";" : ".")));
}

function headOf(status) {
  if (status === "damaged") return _("Log {log} is DAMAGED:");
  return status === "disagrees" ? _("Log {log} does NOT AGREE with its own plans:") : _("Log {log}:");
}

function faultClauses(report) {
  const bad = _('checkpoint "{name}" is not one that this box signed ({why})');
  return report.survey.findings
    .map(findingWords)
    .concat(report.badNotes.map(({ name, why }) => put(bad, { name, why: _(NOTE_FAULTS[why] || why) })))
    .concat(cutOff(report.discrepancies.map(discrepancyWords)));
}

function cutOff(clauses) {
  const count = clauses.length - MOST_NAMED;
  if (count <= 0) return clauses;
  const rest = ngettext("and {count} more, which --json names", "and {count} more, which --json names", count);
  return clauses.slice(0, MOST_NAMED).concat([put(rest, { count })]);
}

function wholeClauses(report, zone) {
  const found = report.survey;
  const clauses = [recordClause(found, zone)].concat(settledClauses(report.tally), [sealClause(report)]);
  if (report.seal && report.keySource === "log") {
    clauses.push(_("the key is the one the log itself names"));
  }
  clauses.push.apply(clauses, vouchingWords(report, zone));
  clauses.push.apply(clauses, cutOff(report.gaps.map((gap) => gapWords(gap, zone))));
  if (found.has_tail) {
    const count = found.tail_bytes;
    clauses.push(put(_("{count} bytes after it are no record yet"), { count }));
  }
  return clauses.concat([_("nothing later can be excluded")]);
}

function recordClause(found, zone) {
  if (!found.last) return "";
  const at = localTime(found.last.at, zone);
  const words = ngettext("whole up to record {last} of {at} ({count} record)", "whole up to record {last} of {at} ({count} records)", found.records);
  return put(words, { last: found.last.seq, at, count: found.records });
}

function settledClauses(tally) {
  if (!tally.sessions) return [];
  const open = _("session {session} is not settled: {waiting} of {count} items have no outcome");
  const count = tally.sessions - tally.unsettled.length;
  const settled = ngettext("{count} session is settled: running order as locked, one outcome for each item", "{count} sessions are settled: running orders as locked, one outcome for each item", count);
  return (count ? [put(settled, { count })] : []).concat(cutOff(tally.unsettled.map((one) => put(open, one))));
}

function sealClause(report) {
  const seal = report.seal;
  if (!seal) return _("no checkpoint signs it");
  const values = { size: seal.size, code: seal.code, last: seal.size - 1 };
  if (seal.size === report.survey.size) {
    return put(_("all of it is signed (checkpoint {size}, code {code})"), values);
  }
  return put(_("signed up to record {last} (checkpoint {size}, code {code})"), values);
}

// The same in English codes, as `journal verify --json` names them.
function verdictDocument(report) {
  const found = report.survey;
  const head = {
    log: report.log,
    status: statusOf(report),
    named_by: report.namedBy,
    bad_checkpoints: report.badNotes,
  };
  if (!found) return head;
  return Object.assign(head, {
    records: found.records,
    whole_up_to: found.last ? found.last.seq : null,
    signed_up_to: report.seal ? report.seal.size - 1 : null,
    code: report.seal ? report.seal.code : null,
    vouched_by: report.vouchers.map((one) => ({ by: one.by, name: one.name, up_to: one.size - 1 })),
    silent_witnesses: report.silent,
    gaps: report.gaps.map((gap) => ({ seq: gap.seq, stopped: gap.stopped })),
    torn: found.torn,
    tail_bytes: found.tail_bytes,
    findings: found.findings.map((one) => ({
      fault: one.fault, seq: one.seq, last: one.last, segment: one.place.segment,
      line: one.place.line, offset: one.place.offset,
    })),
    discrepancies: report.discrepancies.map((one) => ({
      sort: one.sort, seq: one.seq, session: one.session, item: one.item, order: one.order,
      first: one.first, first_log: one.first_log, detail: one.detail,
    })),
    sessions: report.tally.sessions,
    unsettled: report.tally.unsettled,
  });
}
