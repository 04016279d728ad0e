import { createHash, hash as digestOf } from 'node:crypto'
import { digestText } from './digest-text.ts'

/**
 * Hash of a folder from the hashes of its files: neither names nor order enter.
 *
 * Recipe `md5-d`: the texts sorted, the MD5 digest of each, and the MD5 of these digests one after the other.
 */
export function combineHashes(hashes: Iterable<string>): string {
  const combined = createHash('md5')
  for (const hash of [...hashes].sort()) combined.update(digestOf('md5', hash, 'buffer'))
  return digestText(combined.digest())
}
