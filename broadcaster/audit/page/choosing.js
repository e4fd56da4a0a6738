// The files an inspector chooses: a folder, several files, or what is dropped on the page.

async function filesOf(list) {
  const files = Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }));
  const isLoose = files.every(({ path }) => !path.includes("/"));
  return isLoose ? Promise.all(files.map(placed)) : files;
}

// A file without its folder: where it belongs, by its name and, for a segment, its first record.
async function placed({ path, file }) {
  const folderOf = [
    [/\.note$/, "journal/checkpoints"], [/^[0-9a-f]{64}\.json$/, "journal/orders"],
    [/^[0-9a-f]{64}\.opus$/, "journal/recordings"], [/^[0-9a-f]{64}\.[a-z0-9]+$/, "cuts"],
    [/\.a[0-9]+\.json$/, "plan/approvals"], [/\.r[0-9]+\.(json|txt)$/, "texts"],
  ];
  const found = folderOf.find(([pattern]) => pattern.test(path));
  if (found) return { path: `${found[1]}/${path}`, file };
  if (!LOOSE_SEGMENT.test(path)) return { path, file };
  const head = fromUtf8(await readBlob(file.slice(0, LARGEST_RECORD))) || "";
  const named = /"log_id":"([^"/\\]+)"/.exec(head);
  return { path: `journal/${named ? named[1] : "log"}/${path}`, file };
}

// Everything below what was dropped.
async function dropped(transfer) {
  const entries = Array.from(transfer.items || [], (item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
  if (!entries.some(Boolean)) return filesOf(transfer.files);
  const found = [];
  for (const entry of entries.filter(Boolean)) await below(entry, found);
  const isLoose = found.every(({ path }) => !path.includes("/"));
  return isLoose ? Promise.all(found.map(placed)) : found;
}

async function below(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return;
    for (const one of some) await below(one, found);
  }
}

async function readAll(list) {
  const read = Array.from(list, async (file) => ({ name: file.name, bytes: await readBlob(file) }));
  return Promise.all(read);
}
