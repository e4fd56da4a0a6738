// Bytes as hexadecimal, base64, base32 and UTF-8; strict, because what is read may be hostile.
// One way to write it, or null.

const HEX = "0123456789abcdef";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function toHex(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i] >> 4] + HEX[bytes[i] & 15];
  return text;
}

// Null unless the text is hexadecimal of either case.
function fromHex(text) {
  if (text.length % 2 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.substr(2 * i, 2), 16);
  return bytes;
}

function toBase64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = (bytes[i] << 16) | ((bytes[i + 1] || 0) << 8) | (bytes[i + 2] || 0);
    text += BASE64[word >> 18] + BASE64[(word >> 12) & 63];
    text += left > 1 ? BASE64[(word >> 6) & 63] : "=";
    text += left > 2 ? BASE64[word & 63] : "=";
  }
  return text;
}

// Null unless the text is the one canonical way to write its bytes (no spaces, right padding).
function fromBase64(text) {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const size = (text.length / 4) * 3 - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
  const bytes = new Uint8Array(Math.max(size, 0));
  let word = 0;
  for (let i = 0, at = 0; i < text.length; i++) {
    word = ((word << 6) | Math.max(BASE64.indexOf(text[i]), 0)) & 0xffffff;
    if (i % 4 === 3) {
      for (let shift = 16; shift >= 0 && at < size; shift -= 8) bytes[at++] = (word >> shift) & 255;
    }
  }
  return toBase64(bytes) === text ? bytes : null;
}

function toBase32(bytes) {
  let text = "";
  let held = 0;
  let bits = 0;
  for (let i = 0; i < bytes.length; i++) {
    held = ((held << 8) | bytes[i]) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31];
  }
  return bits ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

// The text of these bytes, or null where they are not UTF-8. A mark at the start stays.
function fromUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    return null;
  }
}

function toUtf8(text) {
  return new TextEncoder().encode(text);
}

function isSame(one, other) {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
