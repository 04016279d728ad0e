/** Characters of a content hash: an MD5 digest has exactly these, longer digests are cut. */
const hashLength = 22

/** Writes a digest as the first 22 characters of URL-safe base64. */
export function digestText(digest: Uint8Array): string {
  return Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength)
    .toString('base64url')
    .slice(0, hashLength)
}
