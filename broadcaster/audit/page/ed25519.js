// Verifying Ed25519 (RFC 8032, 5.1.7), as OpenSSL does: S below the order, R compared as bytes.
// Nothing here is secret, so nothing takes care to take the same time.

const ZERO = fieldOf();
const ONE = fieldOf([1]);
const D = times(fieldOf([121665]), minus(ZERO, inverted(fieldOf([121666]))));
const D2 = plus(D, D);
const ROOT_OF_MINUS_ONE = rootOfMinusOne();
const ORDER = fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
const WIDTH = 5;
const BASE_WIDTH = 8;
const KEYS = new Map();
const MOST_KEYS = 64;
let baseTable = null;

// 2^((p - 1) / 4), where (p - 1) / 4 = 2 * (2^252 - 3) + 1.
function rootOfMinusOne() {
  const two = fieldOf([2]);
  return times(squared(toRootPower(two)), two);
}

// A point of the curve from its 32 bytes, or null: extended coordinates X, Y, Z, T.
function pointOf(bytes) {
  const y = unpacked(bytes);
  const yy = squared(y);
  const u = minus(yy, ONE);
  const v = plus(times(D, yy), ONE);
  const v3 = times(squared(v), v);
  let x = times(times(u, v3), toRootPower(times(u, times(squared(v3), v))));
  const check = times(v, squared(x));
  if (!isEqual(check, u)) {
    if (!isEqual(check, minus(ZERO, u))) return null;
    x = times(x, ROOT_OF_MINUS_ONE);
  }
  if (isOdd(x) !== bytes[31] >> 7) x = minus(ZERO, x);
  return [x, y, ONE, times(x, y)];
}

const [A, B, C, E, F, G, H] = [1, 2, 3, 4, 5, 6, 7].map(() => fieldOf());

function newPoint() {
  return [fieldOf(), fieldOf(), fieldOf(), fieldOf()];
}

// out = p + q; with `isMinus`, p - q. The formulas are those of RFC 8032, 5.1.4.
function addInto(out, p, q, isMinus) {
  const [down, up] = isMinus ? [plusInto, minusInto] : [minusInto, plusInto];
  minusInto(A, p[1], p[0]);
  down(B, q[1], q[0]);
  timesInto(A, A, B);
  plusInto(C, p[1], p[0]);
  up(B, q[1], q[0]);
  timesInto(B, B, C);
  timesInto(C, p[3], D2);
  timesInto(C, C, q[3]);
  plusInto(F, p[2], p[2]);
  timesInto(F, F, q[2]);
  minusInto(E, B, A);
  plusInto(H, B, A);
  plusInto(G, F, C);
  minusInto(F, F, C);
  closeInto(out, isMinus ? G : F, isMinus ? F : G);
}

function doubleInto(out, p) {
  timesInto(A, p[0], p[0]);
  timesInto(B, p[1], p[1]);
  timesInto(C, p[2], p[2]);
  plusInto(H, A, B);
  plusInto(E, p[0], p[1]);
  timesInto(E, E, E);
  minusInto(E, H, E);
  minusInto(G, A, B);
  plusInto(F, C, C);
  plusInto(F, F, G);
  closeInto(out, F, G);
}

function closeInto(out, f, g) {
  timesInto(out[0], E, f);
  timesInto(out[1], g, H);
  timesInto(out[2], f, g);
  timesInto(out[3], E, H);
}

function negated(p) {
  return [minus(ZERO, p[0]), p[1], p[2], minus(ZERO, p[3])];
}

// p, 3p, 5p, ... : the odd multiples below 2^(width - 1).
function oddMultiples(p, width) {
  const two = newPoint();
  doubleInto(two, p);
  const table = [p];
  while (table.length < 1 << (width - 2)) {
    const next = newPoint();
    addInto(next, table[table.length - 1], two, false);
    table.push(next);
  }
  return table;
}

// A number (32 bytes, smallest first) as digits -2^(width-1) < d < 2^(width-1), all odd or 0.
function oddDigits(bytes, width) {
  const digits = new Int8Array(257);
  for (let i = 0; i < 256; i++) digits[i] = (bytes[i >> 3] >> (i & 7)) & 1;
  for (let i = 0; i < 257; i++) {
    if (!digits[i]) continue;
    let digit = 0;
    for (let j = width - 1; j >= 0; j--) digit = 2 * digit + (i + j < 257 ? digits[i + j] : 0);
    const isHigh = digit >= 1 << (width - 1);
    for (let j = 0; j < width && i + j < 257; j++) digits[i + j] = 0;
    digits[i] = isHigh ? digit - (1 << width) : digit;
    if (isHigh) {
      let k = i + width;
      while (k < 257 && digits[k]) digits[k++] = 0;
      if (k < 257) digits[k] = 1;
    }
  }
  return digits;
}

// scalars[0] * tables[0][0] + scalars[1] * tables[1][0]
function sumOfMultiples(digits, tables) {
  const total = [fieldOf(), fieldOf(ONE), fieldOf(ONE), fieldOf()];
  for (let i = 256; i >= 0; i--) {
    doubleInto(total, total);
    for (let which = 0; which < 2; which++) {
      const digit = digits[which][i];
      if (digit) addInto(total, total, tables[which][(Math.abs(digit) - 1) >> 1], digit < 0);
    }
  }
  return total;
}

// A number of any length modulo the order of the base point, bit by bit from the highest.
function moduloOrder(bytes) {
  let out = new Uint8Array(33);
  let less = new Uint8Array(33);
  for (let bit = 8 * bytes.length - 1; bit >= 0; bit--) {
    let carry = (bytes[bit >> 3] >> (bit & 7)) & 1;
    for (let i = 0; i < 33; i++) {
      const value = 2 * out[i] + carry;
      out[i] = value;
      carry = value >> 8;
    }
    let borrow = 0;
    for (let i = 0; i < 33; i++) {
      const value = out[i] - (ORDER[i] || 0) - borrow;
      less[i] = value;
      borrow = value < 0 ? 1 : 0;
    }
    if (!borrow) [out, less] = [less, out];
  }
  return out.subarray(0, 32);
}

function isBelowOrder(bytes) {
  for (let i = 31; i >= 0; i--) if (bytes[i] !== ORDER[i]) return bytes[i] < ORDER[i];
  return false;
}

// The odd multiples of minus the key's point; remembered, since one key signs a whole log.
function tableOf(key) {
  const name = toHex(key);
  if (!KEYS.has(name)) {
    if (KEYS.size >= MOST_KEYS) KEYS.clear();
    const point = pointOf(key);
    KEYS.set(name, point && oddMultiples(negated(point), WIDTH));
  }
  return KEYS.get(name);
}

// The base point: y = 4/5, x even.
function tableOfBase() {
  if (!baseTable) {
    const y = packed(times(fieldOf([4]), inverted(fieldOf([5]))));
    baseTable = oddMultiples(pointOf(y), BASE_WIDTH);
  }
  return baseTable;
}

// Say whether `signature` (64 bytes) over `message` is of the public key `key` (32 bytes).
function isSignedBy(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const s = signature.subarray(32);
  const table = tableOf(key);
  if (!table || !isBelowOrder(s)) return false;
  const h = moduloOrder(sha512(joined([signature.subarray(0, 32), key, message])));
  const digits = [oddDigits(s, BASE_WIDTH), oddDigits(h, WIDTH)];
  const [x, y, z] = sumOfMultiples(digits, [tableOfBase(), table]);
  const down = inverted(z);
  const bytes = packed(times(y, down));
  bytes[31] |= isOdd(times(x, down)) << 7;
  return isSame(bytes, signature.subarray(0, 32));
}
