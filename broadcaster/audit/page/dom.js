// Elements made of text only: whatever a record says is shown as letters, never read as markup.

// el("td", {class: "number"}, "3", child): attributes, `on...` functions, then text and elements.
function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const key of Object.keys(attributes || {})) {
    const value = attributes[key];
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : String(value));
    }
  }
  for (const child of children) append(made, child);
  return made;
}

function append(parent, child) {
  if (Array.isArray(child)) child.forEach((one) => append(parent, one));
  else if (child !== null && child !== undefined && child !== false && child !== "") {
    parent.appendChild(child instanceof Node ? child : document.createTextNode(plain(String(child))));
  }
}

// Control and direction marks are shown as what they are: they could turn a line around.
function plain(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "\ufffd");
}

function fill(parent, ...children) {
  while (parent.firstChild) parent.removeChild(parent.firstChild);
  append(parent, children);
  return parent;
}

// A labelled field; gives the element that holds both.
function field(label, input) {
  input.id = input.id || `field-${++field.count}`;
  return el("div", {}, el("label", { for: input.id }, label), input);
}
field.count = 0;

// `rows` are lists of cells; a cell is text, an element, or {number: text}.
function table(headings, rows, kind) {
  const cell = (one, i) => {
    const isNumber = one && typeof one === "object" && !(one instanceof Node) && "number" in one;
    const about = { "data-name": headings[i], class: isNumber ? "number" : null };
    return el("td", about, isNumber ? one.number : one);
  };
  return el("table", { class: kind || null },
    el("thead", {}, el("tr", {}, headings.map((one) => el("th", { scope: "col" }, one)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell)))));
}

function select(choices, chosen, onChoose) {
  const made = el("select", { onchange: () => onChoose(made.value) },
    choices.map(([value, words]) => el("option", { value, selected: value === chosen }, words)));
  return made;
}
