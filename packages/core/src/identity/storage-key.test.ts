import { describe, expect, it } from 'vitest'
import { autoStorageKey, checkArtifactKey, checkKey, storageKey } from './storage-key.ts'

describe('checkKey', () => {
  it.each(['a/b.txt', '/a', 'a/', 'a//b', '.hidden/...', '.lamindb/x'])('accepts %s', (key) => {
    expect(() => checkKey(key)).not.toThrow()
  })

  it.each([
    ['a\\b.txt', String.raw`Backslashes are not allowed in key 'a\\b.txt'.`],
    ['a/./b.txt', "Relative path segment '.' detected in key 'a/./b.txt'."],
    ['../b.txt', "Relative path segment '..' detected in key '../b.txt'."],
  ])('refuses %s', (key, message) => {
    expect(() => checkKey(key)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', message }))
  })
})

it('keeps the keys of artifacts out of the managed folder', () => {
  expect(() => checkArtifactKey('x/.lamindb/y.txt')).toThrow(
    'Do not pass key that contains a managed storage path in `.lamindb/`',
  )
  expect(() => checkArtifactKey('a/../b')).toThrow('Relative path segment')
  expect(() => checkArtifactKey('x/.lamindb')).not.toThrow()
})

const uid = 'abcdefghijklmnop0002'
const artifact = {
  uid,
  suffix: '.csv',
  overwriteVersions: false,
  key: 'a/b.csv',
  keyIsVirtual: true,
  realKey: null,
}

describe('storageKey', () => {
  it('lies below the managed folder without key of its own', () => {
    expect(autoStorageKey({ uid, suffix: '.csv', overwriteVersions: false })).toBe(`.lamindb/${uid}.csv`)
    expect(autoStorageKey({ uid, suffix: '', overwriteVersions: true })).toBe('.lamindb/abcdefghijklmnop')
  })

  it.each([
    [{}, `.lamindb/${uid}.csv`],
    [{ keyIsVirtual: false }, 'a/b.csv'],
    [{ key: null, keyIsVirtual: false }, `.lamindb/${uid}.csv`],
    [{ realKey: 'raw/x.csv' }, 'raw/x.csv'],
  ])('of %j is %s', (fields, key) => {
    expect(storageKey({ ...artifact, ...fields })).toBe(key)
  })
})
