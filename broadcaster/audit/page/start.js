// The page: what to give it, how far it is, what it found. Everything is drawn anew when the
// language changes.

const STAGES = {
  orders: N_("Reading the running orders"), notes: N_("Checking signatures"), log: N_("Reading the log"),
  recordings: N_("Checking recordings"), files: N_("Checking files"),
};

const page = {
  given: { key: "", witnesses: "", codes: "", against: [] }, result: null, files: undefined, fault: "", bar: null,
  asking: new Asking((progress) => showProgress(progress)),
};

function draw() {
  document.documentElement.lang = language;
  document.title = _("Verify an as-run log");
  fill(document.getElementById("title"), document.title);
  fill(document.getElementById("languages"), ["vi", "en"].map((code) =>
    el("button", { type: "button", "aria-pressed": String(code === language), lang: code, onclick: () => { useLanguage(code); draw(); } }, code === "vi" ? "Tiếng Việt" : "English")), " ");
  fill(document.getElementById("footer"), el("p", { class: "soft" }, _("This page sends nothing anywhere and needs no network.")));
  fill(document.getElementById("main"), warningView(), chooseView(), el("div", { id: "progress", "aria-live": "polite" }), resultView());
}

function warningView() {
  return el("p", { class: "doubt" }, _("Use your OWN copy of this page, from a place you trust, and compare its SHA-256 with the published one (docs/audit/kiem-tra.sha256): a page that came with the export could lie."));
}

function chooseView() {
  const choose = (list) => inspect(filesOf(list));
  const picked = (more, words) => field(words, el("input", Object.assign({ type: "file", multiple: true, onchange: (event) => choose(event.target.files) }, more)));
  const panel = el("section", {
    class: "panel", id: "choose",
    ondragover: (event) => { event.preventDefault(); panel.classList.add("over"); },
    ondragleave: () => panel.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); panel.classList.remove("over"); inspect(dropped(event.dataTransfer)); },
  }, givenView(), picked({ id: "folder", webkitdirectory: true }, _("Choose the folder of the export")),
  picked({ id: "files" }, _("or several files; or drop a folder here")), page.fault && el("p", { class: "bad", role: "alert" }, page.fault));
  return panel;
}

function givenView() {
  const { given } = page;
  const area = (name, label) => field(label, el("textarea", { name, oninput: (event) => { given[name] = event.target.value; } }, given[name]));
  const notes = el("input", { type: "file", multiple: true, accept: ".note", name: "against", onchange: async (event) => { given.against = await readAll(event.target.files); } });
  return el("details", { id: "given", open: !page.result }, el("summary", {}, _("What you got elsewhere: the more of it, the more is proved")),
    area("codes", _("Codes on signed papers, one a line")), area("key", _("The box's public key (PEM, hexadecimal or verifier key)")),
    area("witnesses", _("Verifier keys of witnesses, one a line")), field(_("Checkpoints that were kept elsewhere (.note)"), notes));
}

function resultView() {
  const { result, asking, files } = page;
  if (!result) return null;
  if (!result.reports.length) return verdictView(result);
  const detail = new DetailView(asking, result);
  const onShow = (n) => detail.show(n);
  return [
    verdictView(result), logsView(result), accountView(result),
    el("section", {}, el("h2", {}, _("Files of the export")), el("div", { id: "manifest" }, files === undefined ? null : filesView(files))),
    new DayView(asking, result, onShow).view(), detail.body, new ListView(asking, result, onShow).view(), eventsView(result),
  ];
}

function eventsView({ events, zone }) {
  const named = (one) => word("EVENTS", one.code ? `${one.kind} ${one.code}` : one.kind);
  const code = (one) => (named(one).startsWith(one.kind) ? word("EVENTS", one.kind) + (one.code ? `: ${one.code}` : "") : named(one));
  return el("section", {}, el("h2", {}, _("Other events")), el("details", {}, el("summary", {}, put(_("{count} events"), { count: events.length })),
    table([_("Time"), _("Event"), _("Its words")], events.slice(-500).map((one) => [localTime(one.at, zone), code(one), one.text]), "cards")));
}

function showProgress({ stage, done, all }) {
  const place = document.getElementById("progress");
  if (!page.bar) fill(place, (page.bar = { words: el("p", {}), bar: el("progress", { max: 1 }) }).words, page.bar.bar);
  fill(page.bar.words, `${_(STAGES[stage])}…`);
  page.bar.bar.value = all ? Math.min(done / all, 1) : 0;
}

function endProgress() {
  page.bar = null;
  fill(document.getElementById("progress"));
}

// What was typed, as the engine takes it; throws a sentence for what cannot be read.
function readGiven() {
  const { key, witnesses, codes, against } = page.given;
  const given = { key: key.trim() ? readKey(key) : null, witnesses: readWitnesses(witnesses), against };
  if (key.trim() && !given.key) throw new Error(_("The box's key cannot be read. It is PEM, 64 hexadecimal digits, or NAME+HASH+KEY."));
  if (!given.witnesses) throw new Error(_("A witness's key cannot be read. It is a line NAME+HASH+KEY."));
  return Object.assign(given, { codes: codes.split("\n").map((one) => one.trim()).filter(Boolean) });
}

async function inspect(coming) {
  page.result = page.files = undefined;
  page.fault = "";
  try {
    const asked = readGiven();
    showProgress({ stage: "log", done: 0, all: 1 });
    page.result = await page.asking.ask("Inspect", Object.assign({ files: await coming }, asked));
  } catch (error) {
    const why = error.code && NOTE_FAULTS[error.code];
    page.fault = why ? _("The checkpoint that was kept elsewhere cannot be compared") + ": " + _(why) : error.message || error.text;
  }
  endProgress();
  draw();
  if (!page.result) return;
  document.getElementById("verdict").focus();
  page.files = await page.asking.ask("Files", null);
  endProgress();
  const place = document.getElementById("manifest");
  if (place) fill(place, filesView(page.files));
}

draw();
