import { createHash, hash } from 'node:crypto'
import { compareCodePoints } from './code-point-order.ts'
import { pyDumps } from './python-json.ts'

/** Characters of every hash in the database. */
export const hashLength = 22

/** A raw digest as it is stored: URL-safe base64 without padding, cut to 22 characters. MD5 fills exactly those. */
export function hashFromDigest(digest: Uint8Array): string {
  return base64Url(digest).slice(0, hashLength)
}

/** Bytes as URL-safe base64 without padding. */
export function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/** Hash of a text: MD5 of its UTF-8. Equals the hash of a file with this text. */
export function hashString(text: string): string {
  return hashFromDigest(md5(text))
}

/** Hash of a set of texts, in whatever order; repeated ones count once. */
export function hashSet(texts: Iterable<string>): string {
  return hashString([...new Set(texts)].sort(compareCodePoints).join(':'))
}

/**
 * Hash of a JSON object: MD5 of its text with sorted keys, see {@link pyDumps}.
 *
 * @throws InvalidArgument when a value has no JSON form
 */
export function hashDict(value: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>): string {
  return hashString(pyDumps(value, { sortKeys: true }))
}

/**
 * Hash of a list of hashes, as of the files of a folder: MD5 over the MD5 digests of the sorted hashes. Order does not
 * matter, repetitions do.
 */
export function hashOfHashes(hashes: Iterable<string>): string {
  const outer = createHash('md5')
  for (const hash of [...hashes].sort(compareCodePoints)) outer.update(md5(hash))
  return hashFromDigest(outer.digest())
}

/** Hash that git gives the content of a file: SHA-1 over a header and the bytes, 40 hexadecimal digits. */
export function gitBlobHash(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex')
}

function md5(text: string): Uint8Array {
  return hash('md5', text, 'buffer')
}
