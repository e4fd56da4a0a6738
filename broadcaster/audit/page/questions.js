// The rows that are asked for: by day, time of day, class, origin and so on. Pure.

const CHOICES = ["class", "origin", "language", "outcome", "evidence"];

// Which values each choice can have in these rows, in order.
function choicesOf(rows) {
  const found = {};
  for (const name of CHOICES) {
    const values = new Set();
    for (const row of rows) values.add(row[name]);
    found[name] = Array.from(values).sort();
  }
  return found;
}

// The rows that fit `asked`: {from, to} days, {after, before} times of day, choices, and `text`,
// which is looked for in title, bulletin and item. What is empty asks for nothing.
function chosenRows(rows, asked, zone) {
  const text = fold(asked.text || "");
  return rows.filter((row) => {
    if (asked.from && row.day < asked.from) return false;
    if (asked.to && row.day > asked.to) return false;
    for (const name of CHOICES) {
      if (asked[name] !== undefined && asked[name] !== "*" && row[name] !== asked[name]) return false;
    }
    if (asked.bulletin && !row.bulletin.includes(asked.bulletin)) return false;
    if (text && !fold(`${row.title} ${row.item} ${row.text}`).includes(text)) return false;
    return isAtTime(row, asked, zone);
  });
}

function isAtTime(row, asked, zone) {
  if (!asked.after && !asked.before) return true;
  const clock = localParts(row.actual === null ? row.planned : row.actual, zone).clock.slice(0, 5);
  return (!asked.after || clock >= asked.after) && (!asked.before || clock <= asked.before);
}

// Without case and marks, so that "tiem phong" finds "Tiêm phòng".
function fold(text) {
  const plain = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return plain.replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}

function byTime(a, b) {
  return (a.actual === null ? a.planned : a.actual) - (b.actual === null ? b.planned : b.actual) || a.n - b.n;
}
