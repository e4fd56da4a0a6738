// A log's tree head as a code for paper: 467200-K7QM2-XWD9F-3HM4T-C8VZP-6NRQA. How many records,
// 24 letters with the first 15 bytes of the root, a check letter (docs/journal-format.md).

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE = /^([1-9][0-9]{0,17})([0-9A-HJKMNP-TV-Z]{24})([0-9A-HJKMNP-TV-Z])$/;
const LONGEST_TYPED = 100;

// `size` in decimal digits, `root` as bytes.
function headCode(size, root) {
  const letters = Array.from(toBase32(root.subarray(0, 15)), (one) => CROCKFORD[BASE32.indexOf(one)]);
  const text = letters.join("");
  return `${size}-${(text + checkLetter(size + text)).match(/.{5}/g).join("-")}`;
}

// What somebody typed -> {size, start, code}, `start` the hexadecimal beginning of the root; or
// {why}: `misread` when a letter is wrong, `no-code` when it is none.
function readCode(typed) {
  if (typed.length > LONGEST_TYPED) return { typed, why: "no-code" };
  const plain = typed.toUpperCase().replace(/[ \-–.]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const found = CODE.exec(plain);
  if (!found) return { typed, why: "no-code" };
  if (checkLetter(found[1] + found[2]) !== found[3]) return { typed, why: "misread" };
  let start = "";
  for (let i = 0; i < 24; i += 4) {
    const bits = found[2].slice(i, i + 4).split("").reduce((all, one) => all * 32 + CROCKFORD.indexOf(one), 0);
    start += bits.toString(16).padStart(5, "0");
  }
  const letters = found[2] + found[3];
  return { typed, size: Number(found[1]), start, code: `${found[1]}-${letters.match(/.{5}/g).join("-")}` };
}

// The letter by which Luhn's sum over `text` comes to nothing, modulo 32.
function checkLetter(text) {
  let total = 0;
  for (let place = 0; place < text.length; place++) {
    const value = CROCKFORD.indexOf(text[text.length - 1 - place]) * (place % 2 ? 1 : 2);
    total += Math.floor(value / 32) + (value % 32);
  }
  return CROCKFORD[(32 - (total % 32)) % 32];
}
