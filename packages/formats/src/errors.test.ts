import { describe, expect, it } from 'vitest'
import * as errors from './errors.ts'

const broken = new Error('broken.')
const instances: readonly errors.FormatError[] = [
  new errors.TableFileNotFound('/a'),
  new errors.TableFileFailed('read', '/a', broken),
  new errors.UnsupportedTableFormat('/a.x', ['.csv']),
  new errors.WrongFormat('/a', 'parquet', 'it is text'),
  new errors.TruncatedFile('/a', 'footer', 'it is missing'),
  new errors.CorruptFile('/a', 'footer', 'it makes no sense', broken),
  new errors.UnsupportedFeature('/a', 'decryption', 'Write it without.'),
  new errors.EmptyTableFile('/a'),
  new errors.RaggedRow('/a', 4, 3, 5),
  new errors.UnclosedQuote('/a', 2),
  new errors.RowTooLong('/a', 2, 10),
  new errors.InvalidEncoding('/a', 3, 'a wrong byte'),
  new errors.NotOneTable('/a', []),
  new errors.UnknownColumn('a', ['b']),
  new errors.UnsupportedColumnType('a', 'Union', 'parquet'),
  new errors.MixedColumn('a', 1, 'text', 'integers'),
  new errors.UnequalColumns('a', 1, 2),
  new errors.SchemaChanged('a', 'b'),
]

describe('the errors of formats', () => {
  it('have a code each, all of them listed', () => {
    const classes = Object.values(errors).filter(
      (value) => typeof value === 'function' && value.prototype instanceof errors.FormatError,
    )
    expect(new Set(instances.map((error) => error.constructor))).toEqual(new Set(classes))
    expect(new Set(instances.map((error) => error.code))).toEqual(errors.formatErrorCodes)
  })

  it.each(instances)('say what happened and what to do: $code', (error) => {
    expect(error.name).toBe(error.constructor.name)
    expect(error.message).toMatch(/[^.]\.$/)
    expect(error.hint).toMatch(/[^.]\.( |$)/)
    expect(errors.isFormatError(error)).toBe(true)
    expect(errors.isFormatError(error, error.code)).toBe(true)
    expect(errors.isFormatError(error, 'OTHER')).toBe(false)
  })

  it('name ten columns or files at most', () => {
    const many = Array.from({ length: 30 }, (_, index) => `c${index}`)
    expect(new errors.UnknownColumn('x', many).hint).toContain('c9, … (30 in total)')
    expect(new errors.NotOneTable('/a', many).message).toContain("'c9', … (30)")
  })

  it('are not mistaken for others', () => {
    expect(errors.isFormatError(new Error('x'))).toBe(false)
    expect(errors.isFormatError(Object.assign(new Error('x'), { code: 'ENOENT', family: 'user' }))).toBe(
      false,
    )
  })
})
