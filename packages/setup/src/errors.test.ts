import { describe, expect, it } from 'vitest'

import * as catalogue from './errors.ts'

type CatalogueError = Error & { readonly code: string; readonly family: string }

/** One error of each class; all of them can be made from these arguments. */
const errors = Object.entries(catalogue).map(([name, found]) => {
  const ErrorClass = found as new (...values: unknown[]) => CatalogueError
  return [name, new ErrorClass('lab/value', ['x'], 'z')] as const
})

describe('the catalogue of errors', () => {
  it('gives every class a code of its own', () => {
    expect(new Set(errors.map(([, error]) => error.code)).size).toBe(errors.length)
  })

  it.each(errors)('gives %s its name, a code, a family and a message', (name, error) => {
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe(name)
    expect(error.code).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/)
    expect(['user', 'environment', 'bug']).toContain(error.family)
    expect(error.message).not.toBe('')
  })
})
