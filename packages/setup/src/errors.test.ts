import { describe, expect, it } from 'vitest'

import * as catalogue from './errors.ts'

type CatalogueError = Error & { readonly code: string; readonly family: string }

/** One error of a class; all of them can be made from these arguments. */
function make(name: string): CatalogueError {
  const ErrorClass = catalogue[name as keyof typeof catalogue] as new (...values: unknown[]) => CatalogueError
  return new ErrorClass('lab/value', ['x'], 'z')
}

const names = Object.keys(catalogue)

describe('the catalogue of errors', () => {
  it('gives every class a code of its own', () => {
    expect(new Set(names.map((name) => make(name).code)).size).toBe(names.length)
  })

  it.each(names)('gives %s its name, a code, a family and a message', (name) => {
    const error = make(name)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe(name)
    expect(error.code).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/)
    expect(['user', 'environment', 'bug']).toContain(error.family)
    expect(error.message).not.toBe('')
  })
})
