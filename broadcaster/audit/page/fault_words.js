// Each thing that verification finds wrong, as one clause of a sentence.

const PLAIN_FAULTS = {
  "reordered": N_("record {seq} stands elsewhere: the order was changed"),
  "inserted": N_("where record {seq} belongs stands one that is numbered {detail}"),
  "not-json": N_("record {seq} is unreadable: it is not JSON any more"),
  "wrong-form": N_("record {seq} was altered: its form is wrong ({detail})"),
  "wrong-prev": N_("record {seq} was altered: it does not name the one before it (`prev`)"),
  "wrong-seq": N_("record {seq} was altered: it is numbered {detail}"),
  "wrong-log": N_("record {seq} was altered: it names another log ({detail})"),
  "bad-torn": N_("record {seq} (`torn`) does not describe the torn bytes before it"),
  "unclosed": N_("what stands where record {seq} would be is no record"),
};

const DISAGREEING = {
  "order-missing": N_("session {session}: its running order is missing; record {seq} names {file}"),
  "order-altered": N_("session {session}: its running order was altered since the lock; record {seq} names {file}"),
  "order-differs": N_("session {session}: the items in record {seq} are not those of its running order, {file}"),
  "recording-missing": N_("item {item}: the recording of what was heard is missing; record {seq} names {detail}"),
  "recording-altered": N_("item {item}: the recording of what was heard was altered; record {seq} names {detail}"),
  "aircheck-missing": N_("what a loopback heard is missing, and nothing says that it was purged; record {seq} names {detail}"),
  "aircheck-altered": N_("what a loopback heard was altered; record {seq} names {detail}"),
  "clock-parted": N_("at record {seq} the wall clock left the monotonic one, and no record says that it was set"),
  "clock-ahead": N_("record {seq} claims to be later than a witness had seen it ({detail}): its clock was ahead"),
  "link-broken": N_("log {detail}, which it was begun after, is not as it was then"),
  "goes-on": N_("log {detail} goes on after this one took its place: two boxes wrote, or an old copy did"),
  "planned-again": N_("session {session}: record {seq} locks it again with another order"),
  "unplanned-outcome": N_("record {seq} gives an outcome to {item}, which was not planned"),
};

const OF_ONE_OR_MORE = {
  altered: [N_("record {seq} was altered"), N_("record {seq} or {last} was altered")],
  rewritten: [
    N_("record {seq} was altered: its checkpoint signed another"),
    N_("record {last} was altered, or all from one of {seq}-{last} on were rewritten: their checkpoint signed others"),
  ],
  deleted: [N_("record {seq} was deleted"), N_("{count} records were deleted: {seq}-{last}")],
  "cut-off": [
    N_("its last record, {seq}, was deleted: a checkpoint signed it"),
    N_("{count} records at its end were deleted: {seq}-{last}, which a checkpoint signed"),
  ],
};

function findingWords(one) {
  const { fault, seq, last, place, detail } = one;
  const several = OF_ONE_OR_MORE[fault];
  const message = several ? several[seq === last ? 0 : 1] : PLAIN_FAULTS[fault];
  const what = put(_(message), { seq, last, detail, count: last - seq + 1 });
  if (!place.segment) return what;
  const { segment, line, offset } = place;
  return put(_("{what} ({segment}, line {line}, byte {offset})"), { what, segment, line, offset });
}

function discrepancyWords(one) {
  const { session, seq, item, detail, first } = one;
  if (one.sort === "second-outcome") {
    const log = one.first_log;
    const words = log
      ? _("item {item} has two outcomes: record {first} of log {log}, and record {seq} here")
      : _("item {item} has two outcomes: records {first} and {seq}");
    return put(words, { item, first, log, seq });
  }
  const file = `orders/${one.order}.json`;
  return put(_(DISAGREEING[one.sort]), { session, seq, item, file, detail });
}
