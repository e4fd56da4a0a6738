// Who vouches for a log and where it is silent, each as one clause of a sentence.

function vouchingWords(report, zone) {
  const { vouchers, silent, survey } = report;
  const clauses = vouchers.map((one) => voucherWords(one, zone))
    .concat(silent.map((name) => put(_("{name} vouches for none of it"), { name })));
  const vouched = vouchers.reduce((most, one) => Math.max(most, one.size), 0);
  if (!vouchers.length) return clauses.concat([_("only the station vouches for it")]);
  if (vouched >= survey.size) return clauses;
  return clauses.concat([put(_("from record {seq} on only the station vouches"), { seq: vouched })]);
}

function voucherWords(one, zone) {
  const words = {
    witness: _("{name} had seen it up to record {last} by {at}"),
    paper: _("the paper with code {name} vouches up to record {last}"),
    copy: _('the copy "{name}" vouches up to record {last}'),
  };
  const at = one.at === null ? "" : localTime(one.at, zone);
  return put(words[one.by], { name: one.name, last: one.size - 1, at });
}

function gapWords(gap, zone) {
  const words = gap.stopped
    ? _("stopped from {start} to {end}, as was recorded")
    : _("no record from {start} to {end}: the station cannot say what it did");
  return put(words, { start: localTime(gap.from, zone), end: localTime(gap.until, zone) });
}

// That no log here has the head whose code stands on a paper.
function unmatchedWords(head) {
  const words = _("Code {code} FITS NO LOG here: the log it was printed from was rewritten or cut short before record {last}, is missing, or is another station's.");
  return put(words, { code: head.code, last: head.size - 1 });
}
