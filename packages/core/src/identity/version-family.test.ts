import { describe, expect, it } from 'vitest'
import { bumpVersion, nextVersionUid, stemUid, versionSuffix } from './version-family.ts'

const stem = 'abcdefghijkl'
const family = (...suffixes: string[]) => suffixes.map((suffix) => stem + suffix)

describe('nextVersionUid', () => {
  it.each([
    [['0000'], '0001'],
    [['0000', '0005'], '0006'],
    [['0000', '0009'], '000A'],
    [['0000', '000Z'], '000a'],
    [['0000', '000z'], '0010'],
    [['000a', '000B', '000Z'], '000b'],
    [['0zzz', '000A'], '1000'],
  ])('follows the largest of %j with %s', (suffixes, next) => {
    expect(nextVersionUid(stem, family(...suffixes))).toBe(stem + next)
  })

  it('begins an empty family', () => {
    expect(nextVersionUid(stem, [])).toBe(`${stem}0000`)
  })

  it('refuses to go beyond the last suffix', () => {
    expect(() => nextVersionUid(stem, family('zzzz'))).toThrow(
      expect.objectContaining({ code: 'INTEGRITY_ERROR', message: expect.stringContaining(stem) }),
    )
  })
})

it('splits a uid into stem and version suffix', () => {
  expect([stemUid('abcdefghijkl000Z'), versionSuffix('abcdefghijkl000Z')]).toEqual(['abcdefghijkl', '000Z'])
})

describe('bumpVersion', () => {
  it.each([
    ['1', 'major', '2'],
    ['1', 'minor', '1.1'],
    ['1.9', 'major', '2'],
    ['1.9', 'minor', '1.10'],
    ['1.2.3', 'minor', '1.3'],
  ] as const)('of %s by %s is %s', (version, type, next) => {
    expect(bumpVersion(version, type)).toBe(next)
  })

  it.each(['', 'v1', '1.x', '2024-01'])('refuses the version "%s", which is no number', (version) => {
    expect(() => bumpVersion(version)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    expect(bumpVersion(version, 'minor', 'ignore')).toBe('?')
  })

  it('refuses another type of bump', () => {
    expect(() => bumpVersion('1', 'patch' as 'minor')).toThrow("bump_type must be 'major' or 'minor'")
  })
})
