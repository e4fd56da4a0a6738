// One broadcast: who approved it, the exact text, the sound itself, and its records as stored.

const APPROVALS = {
  good: N_("The approval is signed by the box, and is of this text and cut."),
  missing: N_("Its approval is not in this export."),
  none: N_("No approval is named."),
  "not-signed": N_("The approval file is NOT what this box signed."),
  "other-cut": N_("The approval is of another text or cut than the log names."),
};

const TEXTS = {
  good: N_("This is the text that was approved: its hash stands in the approval."),
  missing: N_("Its text is not in this export."),
  altered: N_("This text is NOT the one that was approved."),
  "not-approved": N_("There is no approval here to compare this text with."),
};

const SOUND_STATES = {
  missing: N_("It is not in this export."),
  altered: N_("This file was ALTERED: its hash is not the one in the log. It is not played."),
};

class DetailView {
  constructor(asking, result) {
    Object.assign(this, { asking, result });
    this.body = el("section", { id: "detail", tabindex: "-1", "aria-label": _("Show details") });
  }

  async show(n) {
    const found = await this.asking.ask("Detail", n);
    const { row } = found;
    fill(this.body, el("h2", {}, nameOf(row)), this.facts(row), this.approval(found), this.text(found.text),
      this.sound(row.cut, false, _("The approved cut")), this.sound(row.recording, true, _("The recording of what was heard")),
      this.records(found.records));
    this.body.focus();
    this.body.scrollIntoView();
  }

  facts(row) {
    const { zone } = this.result;
    const time = (moment) => (moment === null ? "-" : localTime(moment, zone));
    const clock = put(_("{quality}, at most {uncertainty} ms off"), {
      quality: word("TIME_QUALITIES", row.quality), uncertainty: row.uncertainty,
    });
    const facts = [
      [_("Planned"), row.what ? "-" : time(row.planned)], [_("Heard at"), `${time(row.actual)} – ${time(row.last)}`],
      [_("Outcome"), outcomeOf(row)], [_("Evidence"), word("EVIDENCE", row.evidence)], [_("Clock"), clock],
      [_("Class"), word("CLASSES", row.class)], [_("Hours policy"), row.policy || _("built-in")],
      [_("Origin"), row.origin], [_("Language"), row.language], [_("Writer"), row.writer], [_("Reader"), row.reader],
      [_("Ordered by"), row.by], [_("Its words"), row.text], [_("Id"), row.item], [_("Bulletin"), row.revision || row.bulletin],
    ];
    return el("table", {}, el("tbody", {}, facts.filter(([, value]) => value).map(([name, value]) =>
      el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, value)))));
  }

  approval({ row, approval }) {
    if (!row.revision && !row.approval) return null;
    const { document } = approval;
    const details = (document && document.details) || {};
    const people = document && put(_("Author {author}; approved by {approver} on {at}; accepted: {reason}."), {
      author: details.author_name || document.author, approver: details.approver_name || document.approver,
      at: localTime(readTime(String(document.at)) || 0, this.result.zone), reason: document.accepted_reason || "-",
    });
    return el("div", {}, el("h3", {}, `${_("Approval")} ${row.approval}`), state(APPROVALS, approval.state), people && el("p", {}, people));
  }

  text(text) {
    if (text.state === "none") return null;
    return el("div", { id: "text" }, el("h3", {}, _("The text")), state(TEXTS, text.state),
      text.source !== undefined && el("pre", { lang: "vi" }, text.source),
      text.lines && el("details", {}, el("summary", {}, _("As it was spoken, line by line")),
        el("ol", { class: "spoken" }, text.lines.map((one) => el("li", { class: one.omitted ? "omitted" : null }, one.spoken)))));
  }

  // The sound is read, hashed and only then played, from the very bytes that were hashed.
  sound(sha, isRecording, title) {
    if (!sha) return null;
    const place = el("div", { class: "sound", "aria-live": "polite" });
    const load = async () => {
      const found = await this.asking.ask("Sound", { sha, isRecording });
      if (found.state !== "good") return fill(place, state(SOUND_STATES, found.state));
      const url = URL.createObjectURL(new Blob([found.bytes], { type: found.type }));
      const words = _("The hash is the one in the log.");
      return fill(place, el("p", { class: "good" }, words), el("audio", { controls: true, src: url }));
    };
    append(place, el("button", { type: "button", onclick: load }, _("Check the hash, then listen")));
    return el("div", {}, el("h3", {}, title), el("p", {}, el("code", {}, sha)), place);
  }

  records(records) {
    return el("details", {}, el("summary", {}, put(_("{count} records as they are stored"), { count: records.length })),
      records.map((one) => el("div", {}, el("p", { class: "soft" }, `${one.log} · ${one.seq} · ${one.kind} · `, el("code", {}, one.leaf)), el("pre", {}, one.text))));
  }
}

function state(words, code) {
  return el("p", { class: code === "good" ? "good" : code === "none" || code === "missing" ? "doubt" : "bad", "data-state": code }, _(words[code] || code));
}
