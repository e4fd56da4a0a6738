// A day: what was planned beside what was heard, session by session.

const LOST = ["missed", "skipped", "refused"];

class DayView {
  constructor(asking, result, onShow) {
    Object.assign(this, { asking, result, onShow });
    this.day = result.days.length ? result.days[result.days.length - 1][0] : "";
    this.body = el("div", { id: "day" });
  }

  view() {
    const { days } = this.result;
    const made = el("section", {}, el("h2", {}, _("A day: planned beside heard")));
    if (!days.length) return fill(made, made.firstChild, el("p", {}, _("No session was planned.")));
    const choices = days.map(([day, count]) => [day, `${shownDate(day)} (${count})`]);
    append(made, [field(_("Day"), select(choices, this.day, (day) => { this.day = day; this.show(); })), this.body]);
    this.show();
    return made;
  }

  async show() {
    const { sessions, rows } = await this.asking.ask("Day", this.day);
    fill(this.body, sessions.map((session) => this.session(session, rows.filter((row) => row.session === session.session))));
  }

  session(session, rows) {
    const { zone } = this.result;
    const title = session.session
      ? `${session.title || session.session} · ${localParts(session.planned || rows[0].planned, zone).clock}`
      : _("outside the plan");
    const { planned, open } = session.identity;
    const sum = put(_("{planned} planned, {done} with an outcome"), { planned, done: planned - open });
    return el("div", { class: "session" }, el("h3", {}, title),
      session.session && el("p", { class: open ? "doubt" : "soft" }, session.session, " · ", sum,
        session.policy && ` · ${_("hours")}: ${session.policy}`),
      lanes(rows), this.rows(rows));
  }

  rows(rows) {
    const { zone } = this.result;
    const clock = (moment) => (moment === null ? "-" : localParts(moment, zone).clock);
    return table([_("Planned"), _("Heard at"), _("Title"), _("Outcome"), _("Show details")], rows.map((row) => [
      row.what ? "-" : `${clock(row.planned)} · ${shownLength(row.length)}`,
      row.actual === null ? "-" : `${clock(row.actual)} · ${shownLength(row.sounded)}`,
      nameOf(row), outcomeOf(row),
      el("button", { type: "button", onclick: () => this.onShow(row.n) }, _("Show details")),
    ]), "cards");
  }
}

// Two lanes over the same stretch of time: above as planned, below as heard.
function lanes(rows) {
  const ends = rows.map((row) => [row.planned, row.planned + row.length, row.actual, row.actual === null ? null : row.actual + row.sounded]);
  const all = [].concat(...ends).filter((one) => one !== null);
  const [from, to] = all.reduce(([low, high], one) => [Math.min(low, one), Math.max(high, one)], [Infinity, -Infinity]);
  const bar = (start, length, kind) => {
    const made = el("b", { class: kind });
    made.style.left = `${(100 * (start - from)) / (to - from || 1)}%`;
    made.style.width = `${(100 * length) / (to - from || 1)}%`;
    return made;
  };
  const kindOf = (row) => (LOST.includes(row.outcome) ? "lost" : row.outcome === "partial" || row.outcome === "preempted" ? "part" : "");
  return el("div", { class: "lanes", "aria-hidden": "true" },
    el("div", { class: "lane" }, rows.filter((row) => !row.what).map((row) => bar(row.planned, row.length, kindOf(row)))),
    el("div", { class: "lane" }, rows.filter((row) => row.actual !== null).map((row) => bar(row.actual, row.sounded, kindOf(row) || "aired"))));
}
