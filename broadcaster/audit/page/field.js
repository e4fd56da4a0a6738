// Numbers modulo p = 2^255 - 19 as 16 limbs of 16 bits in doubles, which hold whole numbers up to
// 2^53 exactly: a sum of 16 products of 18 bits times 38 stays far below. BigInt is too new.

// What is called `...Into` writes to `out`, which may be one of the others: making a typed array
// takes longer than multiplying.

const LIMBS = 16;
const PRODUCT = new Float64Array(2 * LIMBS);

function fieldOf(limbs) {
  const one = new Float64Array(LIMBS);
  if (limbs) one.set(limbs);
  return one;
}

// Bring every limb back below 2^16; 2^256 is 38 modulo p.
function carryInto(out, from) {
  let carry = 0;
  for (let i = 0; i < LIMBS; i++) {
    const value = from[i] + carry;
    carry = Math.floor(value / 65536);
    out[i] = value - carry * 65536;
  }
  out[0] += 38 * carry;
}

function plusInto(out, a, b) {
  for (let i = 0; i < LIMBS; i++) out[i] = a[i] + b[i];
}

function minusInto(out, a, b) {
  for (let i = 0; i < LIMBS; i++) out[i] = a[i] - b[i];
}

function timesInto(out, a, b) {
  const product = PRODUCT;
  const b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5], b6 = b[6], b7 = b[7];
  const b8 = b[8], b9 = b[9], b10 = b[10], b11 = b[11];
  const b12 = b[12], b13 = b[13], b14 = b[14], b15 = b[15];
  product.fill(0);
  for (let i = 0; i < LIMBS; i++) {
    const one = a[i];
    product[i] += one * b0; product[i + 1] += one * b1;
    product[i + 2] += one * b2; product[i + 3] += one * b3;
    product[i + 4] += one * b4; product[i + 5] += one * b5;
    product[i + 6] += one * b6; product[i + 7] += one * b7;
    product[i + 8] += one * b8; product[i + 9] += one * b9;
    product[i + 10] += one * b10; product[i + 11] += one * b11;
    product[i + 12] += one * b12; product[i + 13] += one * b13;
    product[i + 14] += one * b14; product[i + 15] += one * b15;
  }
  for (let i = 0; i < LIMBS; i++) out[i] = product[i] + 38 * product[i + LIMBS];
  carryInto(out, out);
  carryInto(out, out);
}

function plus(a, b) {
  const out = fieldOf();
  plusInto(out, a, b);
  return out;
}

function minus(a, b) {
  const out = fieldOf();
  minusInto(out, a, b);
  return out;
}

function times(a, b) {
  const out = fieldOf();
  timesInto(out, a, b);
  return out;
}

function squared(a) {
  return times(a, a);
}

// a^(2^252 - 3), for square roots; a^(p - 2), the inverse.
function toRootPower(a) {
  const out = fieldOf(a);
  for (let bit = 250; bit >= 0; bit--) {
    timesInto(out, out, out);
    if (bit !== 1) timesInto(out, out, a);
  }
  return out;
}

function inverted(a) {
  const out = fieldOf(a);
  for (let bit = 253; bit >= 0; bit--) {
    timesInto(out, out, out);
    if (bit !== 2 && bit !== 4) timesInto(out, out, a);
  }
  return out;
}

// The 32 bytes of the one number below p, smallest byte first.
function packed(a) {
  const limbs = fieldOf(a);
  for (let round = 0; round < 3; round++) carryInto(limbs, limbs);
  for (let round = 0; round < 2; round++) {
    const less = fieldOf();
    let borrow = 0;
    for (let i = 0; i < LIMBS; i++) {
      const p = i === 0 ? 0xffed : i === LIMBS - 1 ? 0x7fff : 0xffff;
      const value = limbs[i] - p - borrow;
      borrow = value < 0 ? 1 : 0;
      less[i] = value + borrow * 65536;
    }
    if (!borrow) limbs.set(less);
  }
  const bytes = new Uint8Array(32);
  for (let i = 0; i < LIMBS; i++) {
    bytes[2 * i] = limbs[i] & 255;
    bytes[2 * i + 1] = limbs[i] >> 8;
  }
  return bytes;
}

// The number in 32 bytes; the highest bit is left out.
function unpacked(bytes) {
  const out = fieldOf();
  for (let i = 0; i < LIMBS; i++) out[i] = bytes[2 * i] | (bytes[2 * i + 1] << 8);
  out[LIMBS - 1] &= 0x7fff;
  return out;
}

function isEqual(a, b) {
  return isSame(packed(a), packed(b));
}

function isOdd(a) {
  return packed(a)[0] & 1;
}
