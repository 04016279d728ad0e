import { describe, expect, it } from 'vitest'
import {
  decodeBase62,
  decodeBase62Bytes,
  encodeBase62,
  encodeBase62Bytes,
  incrementBase62,
} from './base62.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('base62 of integers', () => {
  it.each([
    [0n, '0'],
    [9n, '9'],
    [35n, 'Z'],
    [61n, 'z'],
    [62n, '10'],
    [14_776_336n, '10000'],
    [340_282_366_920_938_463_463_374_607_431_768_211_455n, '7n42DGM5Tflk9n8mt7Fhc7'],
  ])('writes %s as %s and reads it back', (value, text) => {
    expect(encodeBase62(value)).toBe(text)
    expect(decodeBase62(text)).toBe(value)
  })

  it('reads leading zeros', () => {
    expect(decodeBase62('000A')).toBe(10n)
  })

  it.each(['a-b', 'ä', 'a b', '🧬'])('refuses characters outside the alphabet, as in %s', (text) => {
    expect(() => decodeBase62(text)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

describe('base62 of bytes', () => {
  it.each([
    ['', ''],
    ['ff', '47'],
    ['000000', '03'],
    ['0000ff', '0247'],
    ['00'.repeat(61), '0z'],
    ['00'.repeat(62), '0z01'],
    ['00'.repeat(62) + '01', '0z011'],
    ['000102030405060708090a0b0c0d0e0f', '01SYW7RiJxkEgOGusQGwp'],
  ])('writes %s as %s and reads it back', (hex, text) => {
    expect(encodeBase62Bytes(bytes(hex))).toBe(text)
    expect(Buffer.from(decodeBase62Bytes(text)).toString('hex')).toBe(hex)
  })
})

describe('incrementBase62', () => {
  it.each([
    ['0009', '000A'],
    ['000Z', '000a'],
    ['000z', '0010'],
    ['0zzz', '1000'],
  ])('keeps the length from %s to %s', (text, next) => {
    expect(incrementBase62(text)).toBe(next)
  })

  it('grows only behind the last text of its length', () => {
    expect(incrementBase62('zz')).toBe('100')
  })
})
