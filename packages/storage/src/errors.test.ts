import { describe, expect, it } from 'vitest'
import * as errors from './errors.ts'

const instances: readonly errors.StorageError[] = [
  new errors.PathNotFound('/a'),
  new errors.IsADirectory('/a'),
  new errors.NotADirectory('/a'),
  new errors.NotAFile('/a'),
  new errors.PathExists('/a'),
  new errors.EmptyDirectory('/a'),
  new errors.StorageNotWritable('/a'),
  new errors.StorageNotReadable('/a'),
  new errors.DiskFull('/a'),
  new errors.StorageFailed('read', '/a', new Error('broken')),
  new errors.SourceChanged('/a', 1, 2),
  new errors.SourceContainsStorage('/a', '/a/b'),
  new errors.InvalidStorageKey('..', 'it leaves the root'),
  new errors.InvalidStorageRoot('', 'it is empty'),
  new errors.StorageTypeNotSupported('s3://x', 's3'),
  new errors.InvalidByteRange(2, 1),
]

describe('the errors of storage', () => {
  it('have a code each, all of them listed', () => {
    const classes = Object.values(errors).filter(
      (value) => typeof value === 'function' && value.prototype instanceof errors.StorageError,
    )
    expect(new Set(instances.map((error) => error.constructor))).toEqual(new Set(classes))
    expect(new Set(instances.map((error) => error.code))).toEqual(errors.storageErrorCodes)
  })

  it.each(instances)('say what happened and what to do: $code', (error) => {
    expect(error.name).toBe(error.constructor.name)
    expect(error.message).toMatch(/\.$/)
    expect(error.hint).toMatch(/\.$/)
    expect(errors.isStorageError(error)).toBe(true)
    expect(errors.isStorageError(error, error.code)).toBe(true)
    expect(errors.isStorageError(error, 'OTHER')).toBe(false)
  })

  it('are not mistaken for others', () => {
    expect(errors.isStorageError(new Error('x'))).toBe(false)
    expect(errors.isStorageError(undefined)).toBe(false)
    expect(errors.isStorageError(Object.assign(new Error('x'), { code: 'ENOENT', family: 'user' }))).toBe(
      false,
    )
  })
})
