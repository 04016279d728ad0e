import { createHash, hash, randomFillSync } from 'node:crypto'
import { base62Alphabet, encodeBase62Bytes } from './base62.ts'

/** Namespace of names that are URLs, RFC 9562 section 6.6. */
const urlNamespace = '6ba7b8119dad11d180b400c04fd430c8'
const instanceUidLength = 12

/** Random bytes drawn ahead: a call of the generator costs as much for a thousand of them as for twelve. */
const drawn = new Uint8Array(1024)
let used = drawn.length

function cryptoRandomBytes(count: number): Uint8Array {
  if (count > drawn.length) return randomFillSync(new Uint8Array(count))
  if (used + count > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += count
  return drawn.subarray(used - count, used)
}

/** Source of random bytes: `count` of them per call. */
export type RandomBytes = (count: number) => Uint8Array

/**
 * A random uid: `length` characters, each drawn with equal probability from the base62 alphabet.
 *
 * @param randomBytes - cryptographic by default
 */
export function randomUid(length: number, randomBytes: RandomBytes = cryptoRandomBytes): string {
  let uid = ''
  while (uid.length < length) {
    for (const byte of randomBytes(length - uid.length)) {
      // Bytes from 248 upwards would make the first eight characters more frequent than the others.
      if (byte < 248) uid += base62Alphabet[byte % 62]
    }
  }
  return uid
}

/**
 * A uid that depends on nothing but the text: the first `length` characters of the base62 of the MD5 of its UTF-8.
 *
 * @param length - at most 21, the shortest full text
 */
export function uidFromText(text: string, length: number): string {
  return encodeBase62Bytes(hash('md5', text, 'buffer')).slice(0, length)
}

/** Uid of the instance with this UUID (with or without hyphens, in either case): 12 characters. */
export function instanceUid(uuid: string): string {
  return uidFromText(uuid.replaceAll('-', '').toLowerCase(), instanceUidLength)
}

/**
 * Version 5 UUID of a name in the URL namespace, in lower case with hyphens. Identifies an instance by `owner/name`
 * and a cloud storage location by its root.
 *
 * @see RFC 9562 section 5.5
 */
export function uuid5Url(name: string): string {
  const digest = createHash('sha1').update(Buffer.from(urlNamespace, 'hex')).update(name, 'utf8').digest()
  const bytes = digest.subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
