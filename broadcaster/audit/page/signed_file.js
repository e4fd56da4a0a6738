// Files that the box signed for its player: DSSE envelopes around one JSON document.

const LARGEST_SIGNED = 8 * 1024 * 1024;

// The document of a signed file of this kind -> {document}, or {why}: `unreadable`, `wrong-kind`,
// or `bad-signature`. `key` null leaves the signature unasked.
function openSigned(bytes, kind, key) {
  if (bytes.length > LARGEST_SIGNED) return { why: "unreadable" };
  try {
    const envelope = JSON.parse(fromUtf8(bytes));
    const type = `application/vnd.broadcaster.${kind}+json`;
    if (envelope.payloadType !== type) return { why: "wrong-kind" };
    const payload = fromBase64(envelope.payload);
    if (key && !isEnvelopeSigned(envelope, payload, key)) return { why: "bad-signature" };
    const document = JSON.parse(fromUtf8(payload));
    return document && typeof document === "object" ? { document } : { why: "unreadable" };
  } catch (error) {
    return { why: "unreadable" };
  }
}

// DSSE v1: signed are the lengths and bytes of type and payload.
function isEnvelopeSigned(envelope, payload, key) {
  const type = envelope.payloadType;
  const head = `DSSEv1 ${toUtf8(type).length} ${type} ${payload.length} `;
  const text = joined([toUtf8(head), payload]);
  return envelope.signatures.some((one) => {
    const signature = fromBase64(one.sig);
    return signature !== null && isSignedBy(key, text, signature);
  });
}
