import { Complex } from '../../identity/complex.ts'
import { Float } from '../../identity/python-float.ts'

/** What counts as a missing value: nothing, and not-a-number. */
export const isMissing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'number' && Number.isNaN(value)) ||
  (value instanceof Float && Number.isNaN(value.value)) ||
  (value instanceof Complex && Number.isNaN(value.re + value.im)) ||
  (value instanceof Date && Number.isNaN(value.getTime()))
