import { hash as digestOf } from 'node:crypto'
import type { ContentHash } from './content-hash.ts'
import { digestText } from './digest-text.ts'

/** Bytes up to which the whole content enters the hash, and length of the two parts that enter it above: 50 MiB. */
export const hashChunkBytes = 52_428_800

/** How content is hashed. */
export interface HashOptions {
  /** Threshold and part length in bytes; anything but the default gives hashes that no instance knows. */
  readonly chunkBytes?: number
  readonly signal?: AbortSignal
}

/**
 * Hashes content in memory as {@link hashFile} hashes a file with it.
 *
 * @param content - bytes, or text that is taken as UTF-8
 */
export function hashBytes(content: Uint8Array | string, options: HashOptions = {}): ContentHash {
  const chunk = options.chunkBytes ?? hashChunkBytes
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  const sizeBytes = bytes.byteLength
  if (sizeBytes <= chunk) {
    return {
      hash: digestText(digestOf('md5', bytes, 'buffer')),
      hashType: 'md5',
      sizeBytes,
      nFiles: undefined,
    }
  }
  const first = digestOf('sha1', bytes.subarray(0, chunk), 'buffer')
  const last = digestOf('sha1', bytes.subarray(sizeBytes - chunk), 'buffer')
  const both = digestOf('sha1', Buffer.concat([first, last]), 'buffer')
  return { hash: digestText(both), hashType: 'sha1-fl', sizeBytes, nFiles: undefined }
}
