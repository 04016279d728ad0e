import { describe, expect, it } from 'vitest'
import { compareGolden, describeDifference } from './compare.ts'
import { parseGoldenJson } from './golden-json.ts'
import { PlaceholderBindings } from './placeholders.ts'

function difference(expected: string, actual: string): string | undefined {
  const found = compareGolden(parseGoldenJson(expected), parseGoldenJson(actual))
  return found && describeDifference(found)
}

describe('comparison', () => {
  it.each([
    ['5.0', '5'],
    ['9007199254740993', '9007199254740993'],
    ['{"a": [1, null, "x"]}', '{"a": [1, null, "x"]}'],
    ['{"a": 1, "b": 2}', '{"b": 2, "a": 1}'],
    ['{"$set": [1, [2]]}', '{"$set": [[2], 1]}'],
    ['{"synonyms": "a|b"}', '{"synonyms": "b|a"}'],
    ['{"created_at": "<time>"}', '{"created_at": "2026-01-02 03:04:05"}'],
    [
      '{"<artifact:1>0000.txt": 5, "x": "<artifact:1>"}',
      '{"AAAABBBBCCCCDDDD0000.txt": 5, "x": "AAAABBBBCCCCDDDD"}',
    ],
  ])('finds that %s is met by %s', (expected, actual) => {
    expect(difference(expected, actual)).toBeUndefined()
  })

  it.each([
    ['9007199254740993', '9007199254740992', 'value'],
    ['1', '"1"', 'value'],
    ['0', 'false', 'value'],
    ['null', '""', 'value'],
    ['[1, 2]', '[2, 1]', '[0]'],
    ['[1]', '[1, 2]', '[1]'],
    ['{"rows": [{"a": 1}]}', '{"rows": [{"a": 1, "b": 2}]}', 'rows[0].b'],
    ['{"a": 1, "b": null}', '{"a": 1}', 'b'],
    ['{"$set": [1, 1]}', '{"$set": [1, 2]}', 'value'],
    ['{"name": "a|b"}', '{"name": "b|a"}', 'name'],
    ['{"synonyms": null}', '{"synonyms": ""}', 'synonyms'],
  ])('finds that %s is not met by %s', (expected, actual, place) => {
    expect(difference(expected, actual)).toMatch(
      new RegExp(`^${place.replaceAll(/[[\].]/gu, String.raw`\$&`)}: expected`, 'u'),
    )
  })

  it('keeps the bindings of a set member only if the whole member fits', () => {
    const bindings = new PlaceholderBindings()
    const expected = parseGoldenJson('{"$set": [["<run:1>", 2], ["<run:2>", 1]]}')
    const actual = parseGoldenJson('{"$set": [["aaaa", 1], ["bbbb", 2]]}')
    expect(compareGolden(expected, actual, { bindings })).toBeUndefined()
    expect([bindings.get('<run:1>'), bindings.get('<run:2>')]).toEqual(['bbbb', 'aaaa'])
  })

  it('lets a rule decide for places that have one of their own', () => {
    const rule = (place: string): boolean | undefined => (place === 'size' ? true : undefined)
    expect(compareGolden({ size: 1n, n: 1n }, { size: 2n, n: 1n }, { rule })).toBeUndefined()
  })
})
