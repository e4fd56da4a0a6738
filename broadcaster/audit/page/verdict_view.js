// The answer: one line for all, one sentence for each log, and who but the station vouches for it.

const VERDICTS = {
  whole: N_("Nothing wrong was found in this log."),
  damaged: N_("This log is DAMAGED, or part of it is gone."),
  disagrees: N_("This log DOES NOT AGREE with its own plans."),
  none: N_("There is no log in what was chosen."),
};

const CODE_FAULTS = {
  "misread": N_("a letter is wrong: its check letter does not fit. Look again."),
  "no-code": N_("this is no code of a log: a number and five groups of five letters."),
};

function verdictView(result) {
  const { reports, zone } = result;
  const status = reports.length ? statusOfAll(reports, result.lost) : "none";
  return el("section", { class: `panel verdict ${status}`, id: "verdict", "data-status": status, tabindex: "-1" },
    el("p", {}, el("strong", {}, (status === "whole" ? "✓ " : "✗ ") + _(VERDICTS[status]))),
    result.station && el("p", { class: "soft" }, `${_("Station")}: ${result.station} · ${zone}`),
    result.isOnlyRehearsed && el("p", { class: "bad" }, _("REHEARSAL on a virtual clock: none of this was broadcast.")),
    result.isPartlyRehearsed && el("p", { class: "soft" }, _("Rehearsals are verified and not listed: they prove no broadcast.")),
    reports.map((report) => el("p", { class: "sentence", "data-log": report.log }, sentence(report, zone).join(" "))),
    headsView(result), othersView(result));
}

// Where signatures stand beside the station's that nobody gave a key for.
function othersView({ reports }) {
  const words = _("Log {log}: signatures of {others} stand beside the station's; give the witness's key to check them.");
  return reports.filter((report) => report.survey && report.others.length && !report.vouchers.some((one) => one.by === "witness"))
    .map((report) => el("p", { class: "doubt" }, put(words, { log: report.log, others: report.others.join(", ") })));
}

// What comes of the codes on paper that fit no log, or that are none.
function headsView({ heads, lost }) {
  return heads.filter((head) => head.why)
    .map((head) => el("p", { class: "head bad" }, `${head.typed}: ${_(CODE_FAULTS[head.why])}`))
    .concat(lost.map((head) => el("p", { class: "head bad" }, unmatchedWords(head))));
}

// Logs with their measures, what does not agree, and the key all of it rests on.
function logsView(result) {
  const { reports, zone } = result;
  const rows = reports.filter((report) => report.survey).map((report) => {
    const { survey, seal } = report;
    const last = survey.last ? localTime(survey.last.at, zone) : "";
    return [
      report.log, { number: survey.records }, survey.boot ? localTime(survey.boot.at, zone) : "", last,
      { number: report.seals }, seal ? seal.code : "-", el("code", {}, survey.root),
    ];
  });
  const headings = [_("Log"), _("Count of records"), _("First record"), _("Last record"), _("Checkpoints"), _("Code signed"), _("Root of the tree")];
  const keys = Array.from(new Set(reports.map((one) => one.key).filter(Boolean)));
  return el("section", {}, el("h2", {}, _("Chain, tree and signatures")), table(headings, rows, "cards"),
    keys.map((key) => el("p", {}, _("Key of the box"), ": ", el("code", {}, key))),
    reports.some((one) => one.keySource === "log") &&
      el("p", { class: "doubt" }, _("This key is the one the log itself names. Compare it with the key you got elsewhere, or give that key before verifying.")));
}

// Law 2, gaps, clock: what the log says of itself beyond the broadcasts.
function accountView(result) {
  const { identity, zone, reports, qualities, spans } = result;
  const outcomes = Object.keys(identity.counts).filter(Boolean).map((code) => `${word("OUTCOMES", code)} ${identity.counts[code]}`);
  const words = identity.open
    ? _("{planned} items planned = {sum} + {open} without an outcome yet")
    : _("{planned} items planned = {sum}: each has one outcome");
  const sum = outcomes.join(" + ") || "0";
  return el("section", {}, el("h2", {}, _("Planned and heard")),
    el("p", { id: "identity" }, put(words, { planned: identity.planned, sum, open: identity.open })),
    el("h3", {}, _("Times without any record")), gapsView(reports, zone),
    el("h3", {}, _("The station's clock")),
    table([_("Quality"), _("Count of records")], Object.keys(qualities).map((code) => [word("TIME_QUALITIES", code), { number: qualities[code] }])),
    spans.length > 1 && el("details", {}, el("summary", {}, _("When it changed")),
      table([_("Stretch from"), _("Stretch until"), _("Quality"), _("At most off, ms")], spans.slice(0, 200).map((one) => [
        localTime(one.from, zone), localTime(one.to, zone), word("TIME_QUALITIES", one.quality), { number: one.worst },
      ]), "cards")));
}

function gapsView(reports, zone) {
  const found = [].concat(...reports.map((report) => report.gaps));
  if (!found.length) return el("p", {}, _("None: no stretch of more than an hour lacks a record."));
  return el("ul", { id: "gaps" }, found.slice(0, 200).map((gap) =>
    el("li", { class: gap.stopped ? null : "doubt" }, gapWords(gap, zone))));
}

function filesView(files) {
  if (!files) return el("p", { class: "soft" }, _("There is no manifest: this is a copy of the log alone."));
  const named = [[files.altered, _("file altered")], [files.missing, _("file missing")], [files.extra, _("file not in the list")]];
  const bad = named.filter(([paths]) => paths.length);
  if (!bad.length) {
    return el("p", { class: "good" }, put(_("All {count} files are as the manifest lists them."), { count: files.listed }));
  }
  return el("ul", { class: "bad" }, bad.map(([paths, words]) =>
    el("li", {}, `${words}: ${paths.slice(0, 20).join(", ")}${paths.length > 20 ? " …" : ""}`)));
}
