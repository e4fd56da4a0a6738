// The list of what was broadcast, with its filters.

const PAGE_SIZE = 50;
const NAMES = { class: "CLASSES", outcome: "OUTCOMES", evidence: "EVIDENCE" };

class ListView {
  constructor(asking, result, onShow) {
    Object.assign(this, { asking, result, onShow, from: 0 });
    this.asked = { outcome: "*", class: "*", origin: "*", language: "*", evidence: "*" };
    this.body = el("div", { id: "list", "aria-live": "polite" });
  }

  view() {
    const made = el("section", {}, el("h2", {}, _("What was broadcast")), this.filters(), this.body);
    this.show();
    return made;
  }

  filters() {
    const { choices, days } = this.result;
    const [first, last] = days.length ? [days[0][0], days[days.length - 1][0]] : ["", ""];
    const typed = (name, type, more) => el("input", Object.assign({
      type, name, value: this.asked[name] || null, onchange: (event) => this.ask(name, event.target.value),
    }, more));
    const chosen = (name, label) => field(label, select(
      [["*", _("all of them")]].concat(choices[name].map((code) => [code, this.words(name, code)])),
      this.asked[name], (value) => this.ask(name, value)));
    return el("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
      field(_("From day"), typed("from", "date", { min: first, max: last })),
      field(_("To day"), typed("to", "date", { min: first, max: last })),
      field(_("Not before (time)"), typed("after", "time")), field(_("Not after (time)"), typed("before", "time")),
      field(_("Title or id"), typed("text", "search")), field(_("Bulletin"), typed("bulletin", "search")),
      chosen("outcome", _("Outcome")), chosen("class", _("Class")), chosen("origin", _("Origin")),
      chosen("language", _("Language")), chosen("evidence", _("Evidence")));
  }

  words(name, code) {
    if (name === "outcome" && !code) return _("none (outside the plan, or open)");
    return NAMES[name] ? word(NAMES[name], code) || "-" : code || "-";
  }

  ask(name, value) {
    this.asked[name] = value;
    this.from = 0;
    this.show();
  }

  async show() {
    const { from, asked } = this;
    const { total, rows } = await this.asking.ask("List", { asked, from, count: PAGE_SIZE });
    const headings = [_("Time"), _("Title"), _("Outcome"), _("Length"), _("Evidence"), _("Show details")];
    fill(this.body, this.pager(total), table(headings, rows.map((row) => this.cells(row)), "cards"));
  }

  pager(total) {
    const move = (by) => () => { this.from += by; this.show(); };
    const range = { first: total ? this.from + 1 : 0, last: Math.min(this.from + PAGE_SIZE, total), total };
    return el("div", { class: "pager" }, el("span", { id: "total" }, put(_("{first}-{last} of {total}"), range)),
      el("button", { type: "button", disabled: this.from === 0, onclick: move(-PAGE_SIZE) }, _("Earlier ones")),
      el("button", { type: "button", disabled: this.from + PAGE_SIZE >= total, onclick: move(PAGE_SIZE) }, _("Later ones")));
  }

  cells(row) {
    const { zone } = this.result;
    const at = localTime(row.actual === null ? row.planned : row.actual, zone);
    const title = el("span", {}, nameOf(row), el("br"), el("small", { class: "soft" }, row.revision || row.item));
    return [
      at, title, outcomeOf(row), { number: shownLength(row.sounded) }, word("EVIDENCE", row.evidence) || "-",
      el("button", { type: "button", onclick: () => this.onShow(row.n) }, _("Show details")),
    ];
  }
}

function nameOf(row) {
  const sound = row.sound && word("SOUNDS", row.sound);
  const what = row.what && row.what !== "declared" ? `[${word("UNPLANNED", row.what)}] ` : "";
  return what + (sound || row.title || row.item);
}

// The outcome in words, with its cause and, where the record is not sound, a warning.
function outcomeOf(row) {
  const isHeard = row.outcome === "aired" || row.outcome === "late" || (row.what && row.sounded > 0);
  const words = row.what === "declared" ? _("declared by a person")
    : row.what ? _("outside the plan") : word("OUTCOMES", row.outcome);
  const cause = row.cause ? ` (${word("CAUSES", row.cause)})` : "";
  return el("span", { class: isHeard ? "good" : row.outcome ? "bad" : "doubt" }, words + cause,
    !row.isSound && el("strong", { class: "bad" }, " ", _("after the first bad record: nothing vouches for this")));
}
