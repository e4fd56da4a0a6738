// SHA-256 (FIPS 180-4), in 32-bit integers. `crypto.subtle` is missing on file:// in some browsers.

// The first 32 bits of the fractional parts of cube and square roots of the first primes: made
// here, so that nobody has to compare a table. Doubles hold them exactly enough (checked by tests).
function firstPrimes(count) {
  const found = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p)) found.push(n);
  return found;
}

const K256 = new Int32Array(firstPrimes(64).map((p) => ((Math.cbrt(p) % 1) * 4294967296) | 0));
const START256 = new Int32Array(firstPrimes(8).map((p) => ((Math.sqrt(p) % 1) * 4294967296) | 0));
const W256 = new Int32Array(64);

class Sha256 {
  constructor() {
    this.state = new Int32Array(START256);
    this.block = new Uint8Array(64);
    this.held = 0;
    this.size = 0;
  }

  // Take in bytes `from` (included) to `to` (excluded).
  update(bytes, from, to) {
    let at = from || 0;
    const end = to === undefined ? bytes.length : to;
    this.size += end - at;
    if (this.held) {
      const taken = Math.min(64 - this.held, end - at);
      this.block.set(bytes.subarray(at, at + taken), this.held);
      this.held += taken;
      at += taken;
      if (this.held < 64) return this;
      compress256(this.state, this.block, 0);
      this.held = 0;
    }
    for (; at + 64 <= end; at += 64) compress256(this.state, bytes, at);
    if (at < end) {
      this.block.set(bytes.subarray(at, end));
      this.held = end - at;
    }
    return this;
  }

  digest() {
    const block = this.block;
    block[this.held++] = 0x80;
    if (this.held > 56) {
      block.fill(0, this.held);
      compress256(this.state, block, 0);
      this.held = 0;
    }
    block.fill(0, this.held);
    const view = new DataView(block.buffer);
    view.setUint32(56, Math.floor(this.size / 0x20000000));
    view.setUint32(60, (this.size << 3) >>> 0);
    compress256(this.state, block, 0);
    const result = new Uint8Array(32);
    const out = new DataView(result.buffer);
    for (let i = 0; i < 8; i++) out.setInt32(4 * i, this.state[i]);
    return result;
  }
}

function compress256(state, bytes, at) {
  const w = W256;
  for (let i = 0; i < 16; i++, at += 4) {
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + (g ^ (e & (f ^ g))) + K256[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) | (c & (a | b)))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function sha256(bytes) {
  return new Sha256().update(bytes).digest();
}
