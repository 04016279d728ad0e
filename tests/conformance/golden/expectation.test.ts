import { describe, expect, it } from 'vitest'
import { errorDifference, expectationOf, type ExpectedError } from './expectation.ts'
import { Fields } from './fields.ts'
import { parseGoldenJson } from './golden-json.ts'
import type { MessageRule } from './messages.ts'
import { PlaceholderBindings } from './placeholders.ts'

function expectation(text: string): ReturnType<typeof expectationOf> {
  return expectationOf(Fields.of(parseGoldenJson(text)))
}

class InvalidArgument extends Error {
  override readonly name: string = 'InvalidArgument'
}
class NonFiniteNumber extends InvalidArgument {
  override readonly name = 'NonFiniteNumber'
}
class ValidationError extends Error {
  override readonly name = 'ValidationError'
}

describe('what a case expects', () => {
  it('is the recorded outcome where nothing replaces it', () => {
    const { error, fields, prescribes } = expectation('{"out": 1}')
    expect([error, fields.value('out'), prescribes('out'), prescribes('rows')]).toEqual([
      undefined,
      1n,
      true,
      false,
    ])
  })

  it('is the recorded error, under our name', () => {
    expect(expectation('{"error": {"class": "ValueError", "message": "x"}}').error).toEqual({
      names: ['InvalidArgument'],
      message: undefined,
      contains: [],
    })
  })

  it('is the error of `ours` instead of a recorded value', () => {
    const { error, prescribes } = expectation('{"out": "x", "ours": {"error": "OrganismNotSet"}}')
    expect([error?.names, prescribes('out')]).toEqual([['OrganismNotSet'], false])
  })

  it('is a success of which only named fields are prescribed after `error: null`', () => {
    const { error, prescribes } = expectation(
      '{"error": {"class": "KeyError", "message": ""}, "changes": {}, "ours": {"error": null, "value": 1}}',
    )
    expect([error, prescribes('changes'), prescribes('value')]).toEqual([undefined, false, true])
  })

  it('is the value of `ours` instead of a recorded error', () => {
    const { error, fields, prescribes } = expectation(
      '{"error": {"class": "IndexError", "message": ""}, "stored": {"a": 1}, "ours": {"out": null}}',
    )
    expect([error, fields.value('out'), prescribes('out'), prescribes('stored')]).toEqual([
      undefined,
      null,
      true,
      true,
    ])
  })

  it('is overlaid level by level', () => {
    const { fields } = expectation(
      '{"save": {"value": {"key": "a", "size": 1}, "log": []}, "ours": {"save": {"value": {"size": 2}}}}',
    )
    expect(fields.value('save')).toEqual({ value: { key: 'a', size: 2n }, log: [] })
  })

  it('is nothing for a skipped case', () => {
    expect(expectation('{"ours": {"skip": "why"}}').skip).toBe('why')
  })
})

describe('an error', () => {
  function difference(
    expected: Partial<ExpectedError>,
    thrown: unknown,
    rule: MessageRule = 'quoted',
  ): string | undefined {
    const whole = { names: ['ValidationError'], message: undefined, contains: [], ...expected }
    return errorDifference(whole, thrown, rule, new PlaceholderBindings([['<files>', '/tmp/f']]))
  }

  it('is met by its class and by subclasses', () => {
    expect(difference({ names: ['InvalidArgument'] }, new NonFiniteNumber('x'))).toBeUndefined()
    expect(difference({ names: ['NonFiniteNumber'] }, new InvalidArgument('x'))).toContain(
      'expected NonFiniteNumber',
    )
    expect(difference({}, new TypeError('x'))).toContain('got TypeError: x')
  })

  it('is compared by its message only where the specification quotes it', () => {
    const quoted =
      "Organism klingon can't be created from the source, check your spelling or create it manually."
    expect(difference({ message: 'some words' }, new ValidationError('other words'))).toBeUndefined()
    expect(difference({ message: quoted }, new ValidationError(quoted))).toBeUndefined()
    expect(
      difference({ message: quoted }, new ValidationError(quoted.replace('klingon', 'vulcan'))),
    ).toContain('klingon')
    expect(difference({ message: quoted }, new ValidationError('other words'))).toContain(
      'expected the message',
    )
    expect(difference({ message: 'some words' }, new ValidationError('other words'), 'all')).toContain(
      'some words',
    )
  })

  it('may list quoted terms in any order and name folders of its own', () => {
    const message = "2 terms not validated in feature 'x': 'a', 'b'\n  see <files>/x"
    expect(
      difference(
        { message },
        new ValidationError("2 terms not validated in feature 'x': 'b', 'a'\n  see /tmp/f/x"),
      ),
    ).toBeUndefined()
    expect(
      difference(
        { message },
        new ValidationError("2 terms not validated in feature 'x': 'b', 'c'\n  see /tmp/f/x"),
      ),
    ).toBeDefined()
  })

  it('carries a structural report that is compared by its findings', () => {
    const report = (dtype: string, got: string): string =>
      JSON.stringify(
        {
          SCHEMA: {
            WRONG_DATATYPE: [{ schema: null, column: 'x', check: dtype, error: `expected int, got ${got}` }],
          },
        },
        null,
        4,
      )
    expect(
      difference({ message: report('int', 'object') }, new ValidationError(report('other', 'str')), 'all'),
    ).toBeUndefined()
    const other = report('int', 'object').replace('"x"', '"y"')
    expect(difference({ message: report('int', 'object') }, new ValidationError(other), 'all')).toBeDefined()
  })

  it('must contain the texts that are asked for', () => {
    expect(difference({ contains: ['a', 'b'] }, new ValidationError('b and a'))).toBeUndefined()
    expect(difference({ contains: ['c'] }, new ValidationError('b and a'))).toContain('should contain "c"')
  })
})
