// The Merkle tree of RFC 6962, 2.1: leaf and node hashes, and a tree that grows leaf by leaf.

const EMPTY_ROOT = sha256(new Uint8Array(0));
const LEAF_MARK = new Uint8Array([0]);
const NODE_MARK = new Uint8Array([1]);

function leafHash(data) {
  return new Sha256().update(LEAF_MARK).update(data).digest();
}

function nodeHash(left, right) {
  return new Sha256().update(NODE_MARK).update(left).update(right).digest();
}

// A tree that remembers only its peaks, the roots of its full subtrees, largest first. Never
// changed: appending gives another.
class Tree {
  constructor(size, peaks) {
    this.size = size || 0;
    this.peaks = peaks || [];
  }

  append(leaf) {
    const peaks = this.peaks.slice();
    for (let size = this.size; size % 2; size = Math.floor(size / 2)) {
      leaf = nodeHash(peaks.pop(), leaf);
    }
    peaks.push(leaf);
    return new Tree(this.size + 1, peaks);
  }

  root() {
    if (!this.peaks.length) return EMPTY_ROOT;
    return this.peaks.reduceRight((whole, peak) => nodeHash(peak, whole));
  }
}
