import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as errors from './errors.ts'

const source = readFileSync(new URL('errors.ts', import.meta.url), 'utf8')
const classes = Object.entries(errors).filter(
  ([name, value]) => typeof value === 'function' && name !== 'isLaminError' && name !== 'LaminError',
)

describe('the catalogue of errors', () => {
  it('gives every class a code of its own', () => {
    const codes = [...source.matchAll(/super\(\s*(?:details\.code \?\? \()?'([A-Z_]+)'/g)].map(
      ([, code]) => code,
    )
    const subclassCodes = [...source.matchAll(/code: '([A-Z_]+)'/g)].map(([, code]) => code)
    const all = [...codes, ...subclassCodes]
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(classes.length)
  })

  it('documents every class', () => {
    const undocumented = [...source.matchAll(/(?<!\*\/)\nexport class (\w+)/g)].map(([, name]) => name)
    expect(undocumented).toEqual([])
  })
})

describe('LaminError', () => {
  it('carries name, code, family, hint and cause', () => {
    const cause = new Error('disk')
    const error = new errors.NoWriteAccess('No right to write.', { hint: 'Ask the owner.', cause })
    expect(error).toMatchObject({
      name: 'NoWriteAccess',
      code: 'NO_WRITE_ACCESS',
      family: 'environment',
      hint: 'Ask the owner.',
      cause,
    })
    expect(error).toBeInstanceOf(errors.LaminError)
  })

  it('has no cause unless one is given', () => {
    expect('cause' in new errors.InvalidArgument('x')).toBe(false)
  })

  it('lets a subclass have its own code', () => {
    const error = new errors.InvalidJson('[1,]', 3, 'a value')
    expect(error).toBeInstanceOf(errors.InvalidArgument)
    expect(error).toMatchObject({ name: 'InvalidJson', code: 'INVALID_JSON', offset: 3, family: 'user' })
    expect(error.message).toBe("Invalid JSON at offset 3: expected a value, found ']'.")
  })

  it('keeps what happened as fields', () => {
    expect(new errors.UnknownStorageLocation('/x', ['/a', '/b'])).toMatchObject({
      message: "No storage location of this instance contains '/x'.",
      hint: expect.stringContaining('/a, /b'),
      path: '/x',
    })
    expect(new errors.InvalidModule('m', ['p', 'q']).message).toBe(
      "The declaration of module 'm' has 2 problem(s):\n- p\n- q",
    )
    expect(
      new errors.ValidationError('x', { problems: [{ message: 'y', place: 'a' }] }).problems,
    ).toHaveLength(1)
  })
})

describe('isLaminError', () => {
  it('narrows by shape and code, whichever copy of the package the error comes from', () => {
    const foreign = Object.assign(new Error('x'), { code: 'SOME_CODE', family: 'user' })
    expect(errors.isLaminError(foreign)).toBe(true)
    expect(errors.isLaminError(foreign, 'SOME_CODE')).toBe(true)
    expect(errors.isLaminError(foreign, 'OTHER')).toBe(false)
  })

  it.each([
    new Error('x'),
    Object.assign(new Error('x'), { code: 'ENOENT' }),
    Object.assign(new Error('x'), { code: 1, family: 'user' }),
    Object.assign(new Error('x'), { code: 'X', family: 'other' }),
    { code: 'X', family: 'user' },
    null,
    'text',
  ])('passes %o', (value) => {
    expect(errors.isLaminError(value)).toBe(false)
  })
})
