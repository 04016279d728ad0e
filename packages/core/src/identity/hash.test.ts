import { describe, expect, it } from 'vitest'
import {
  base64Url,
  gitBlobHash,
  hashDict,
  hashFromDigest,
  hashOfHashes,
  hashSet,
  hashString,
} from './hash.ts'
import { Float } from './python-float.ts'

describe('hashString', () => {
  it.each([
    ['', '1B2M2Y8AsgTpgAmY7PhCfg'],
    ['1', 'xMpCOKC5I4INzFCab3WEmw'],
    ['True', '-CfPRi9ihI3zfF4elKTadA'],
    ['a', 'DMF1ucDxtqgxw5niaXcmYQ'],
    ['abc', 'kAFQmDzST7DWlj99KOF_cg'],
  ])('of "%s" is %s', (text, hash) => {
    expect(hashString(text)).toBe(hash)
  })
})

describe('hashSet', () => {
  it('depends neither on order nor on repetition', () => {
    expect(hashSet(['b', 'a', 'b'])).toBe('2BYMmz3CDU6TGutPRSYhVQ')
    expect(hashSet(new Set(['c', 'a', 'b']))).toBe('AsyPCDmKTzETtVToEF6-TA')
  })

  it('sorts by code point', () => {
    expect(hashSet(['\u{1f600}', '\uff5e'])).toBe(hashString('\uff5e:\u{1f600}'))
  })
})

describe('hashDict', () => {
  it.each([
    [{ key: 'value' }, 'iLrJXzFSjROgcsBfKhzzcQ'],
    [{ b: 1, a: [1, 2] }, 'vSrkP8i5TjQWigabbCBgtw'],
    [new Map([['key', 'value']]), 'iLrJXzFSjROgcsBfKhzzcQ'],
  ])('of %j is %s', (value, hash) => {
    expect(hashDict(value)).toBe(hash)
  })

  it('tells floats from ints', () => {
    expect(hashDict({ a: new Float(1) })).toBe(hashString('{"a": 1.0}'))
    expect(hashDict({ a: 1 })).toBe(hashString('{"a": 1}'))
  })
})

describe('hashOfHashes', () => {
  it('is that of a folder with two files', () => {
    expect(hashOfHashes(['1', '0'].map(hashString))).toBe('D19lN6flP78icihSjZ1gsA')
    expect(hashOfHashes(['a', 'b'].map(hashString))).toBe('YNCwyFw7rBegqZLBVEckCg')
  })

  it('counts repetitions', () => {
    expect(hashOfHashes(['x', 'x'])).not.toBe(hashOfHashes(['x']))
  })
})

it('cuts long digests to 22 characters', () => {
  expect(hashFromDigest(Buffer.from('9b89c8c1acf79dba5b5341d1fff9806f', 'hex'))).toBe(
    'm4nIwaz3nbpbU0HR__mAbw',
  )
  expect(hashFromDigest(new Uint8Array(20))).toBe('A'.repeat(22))
  expect(base64Url(new Uint8Array(20))).toBe('A'.repeat(27))
})

it('hashes a file as git does', () => {
  expect(gitBlobHash(Buffer.from('hello world\n'))).toBe('3b18e512dba79e4c8300dd08aeb37f8e728b8dad')
})
