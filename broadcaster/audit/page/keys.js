// Public keys as people hand them on: PEM, 64 hexadecimal digits, or a C2SP verifier key.

const SPKI = fromHex("302a300506032b6570032100"); // what stands before an Ed25519 key in DER

// The 32 bytes of the box's key, or null for a text that holds none.
function readKey(text) {
  const plain = text.trim();
  if (plain.startsWith("-----")) return keyInPem(plain);
  if (plain.includes("+")) return (verifierKey(plain, ED25519) || {}).key || null;
  const key = fromHex(plain);
  return key && key.length === 32 ? key : null;
}

// The verifier keys of witnesses, one a line, as [{name, key}]; null when a line is none.
function readWitnesses(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const found = lines.map((line) => verifierKey(line, COSIGNATURE));
  return found.every(Boolean) ? found : null;
}

function keyInPem(text) {
  const found = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/.exec(text);
  const der = found && fromBase64(found[1].replace(/\s/g, ""));
  if (!der || der.length !== 44 || !isSame(der.subarray(0, 12), SPKI)) return null;
  return der.subarray(12);
}

function verifierKey(text, kind) {
  // The base64 of the key may itself hold a plus sign.
  const found = /^([^\s+]{1,100})\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const blob = found && fromBase64(found[3]);
  if (!blob || blob.length !== 33 || blob[0] !== kind) return null;
  const key = blob.subarray(1);
  return toHex(keyId(found[1], kind, key)) === found[2] ? { name: found[1], key } : null;
}
