// One line of JSON, read as strictly as the station's own verifier does: a key stands once, every
// number is an integer. `JSON.parse` would pass both over, and round what is above 2^53.

class FormError extends Error {
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

// An integer of more than 15 digits, kept as it is written.
class Long {
  constructor(digits) {
    this.digits = digits;
  }

  toString() {
    return this.digits;
  }

  fits() {
    const text = this.digits.replace("-", "");
    const most = this.digits[0] === "-" ? "9223372036854775808" : "9223372036854775807";
    return text.length < most.length || (text.length === most.length && text <= most);
  }
}

const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const CONSTANT = /-?Infinity|NaN/y;
const DEEPEST = 400;
const MOST_DIGITS = 4300; // of what Python reads as a number

class JsonLine {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.depth = 0;
  }

  read() {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) this.refuse("something follows");
    return value;
  }

  refuse(why) {
    throw new FormError("not-json", `${why} at ${this.at}`);
  }

  space() {
    const text = this.text;
    for (let code = text.charCodeAt(this.at); code <= 32; code = text.charCodeAt(++this.at)) {
      if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return;
    }
  }

  value() {
    this.space();
    const letter = this.text[this.at];
    if (letter === '"') return this.string();
    if (letter === "{") return this.nested(() => this.object());
    if (letter === "[") return this.nested(() => this.list());
    for (const [word, value] of [["true", true], ["false", false], ["null", null]]) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  nested(read) {
    if (++this.depth > DEEPEST) this.refuse("too deep");
    this.at++;
    const value = read();
    this.depth--;
    return value;
  }

  object() {
    const fields = Object.create(null);
    let isTwice = false;
    this.space();
    if (this.text[this.at] === "}") return this.at++, fields;
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.refuse("no key");
      const name = this.string();
      this.space();
      if (this.text[this.at++] !== ":") this.refuse("no colon");
      isTwice = isTwice || name in fields;
      fields[name] = this.value();
      this.space();
      const letter = this.text[this.at++];
      if (letter === "}") break;
      if (letter !== ",") this.refuse("no comma");
    }
    if (isTwice) throw new FormError("wrong-form", "a key stands twice");
    return fields;
  }

  list() {
    const values = [];
    this.space();
    if (this.text[this.at] === "]") return this.at++, values;
    for (;;) {
      values.push(this.value());
      this.space();
      const letter = this.text[this.at++];
      if (letter === "]") return values;
      if (letter !== ",") this.refuse("no comma");
    }
  }

  string() {
    const text = this.text;
    let from = ++this.at;
    let whole = "";
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === 34) return (whole += text.slice(from, this.at++));
      if (!(code >= 32)) this.refuse("an unclosed string or a control character");
      if (code === 92) {
        whole += text.slice(from, this.at) + this.escape();
        from = this.at;
      } else this.at++;
    }
  }

  escape() {
    const letter = this.text[this.at + 1];
    if (letter === "u") {
      const digits = this.text.substr(this.at + 2, 4);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.refuse("a wrong escape");
      this.at += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    if (!Object.prototype.hasOwnProperty.call(ESCAPES, letter)) this.refuse("a wrong escape");
    this.at += 2;
    return ESCAPES[letter];
  }

  number() {
    CONSTANT.lastIndex = NUMBER.lastIndex = this.at;
    const constant = CONSTANT.exec(this.text);
    if (constant) throw new FormError("wrong-form", `${constant[0]} is no integer`);
    const found = NUMBER.exec(this.text);
    if (!found) this.refuse("no value");
    this.at = NUMBER.lastIndex;
    if (found[1] || found[2]) throw new FormError("wrong-form", `${found[0]} is no integer`);
    if (found[0].length > MOST_DIGITS) this.refuse("a number too long");
    return found[0].length > 15 ? new Long(found[0]) : Number(found[0]);
  }
}
