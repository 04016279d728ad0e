import { integerArgument } from './call-arguments.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type PythonValue } from './python-object.ts'
import { pythonRepr, typeNameOf } from './python-repr.ts'

/** `start:stop:step` between square brackets; `null` where a part was left out. */
export class PythonSlice extends PythonObject {
  readonly typeName = 'slice'
  readonly start: PythonValue
  readonly stop: PythonValue
  readonly step: PythonValue

  constructor(start: PythonValue, stop: PythonValue, step: PythonValue) {
    super()
    this.start = start
    this.stop = stop
    this.step = step
  }

  /**
   * Indices that the slice picks from a sequence, in order.
   *
   * @see Python documentation, `slice.indices`
   */
  indices(length: number): number[] {
    const step = this.step === null ? 1 : integerArgument(this.step)
    if (step === 0) throw new PythonError('ValueError', 'slice step cannot be zero')
    const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1]
    const bound = (value: PythonValue, fallback: number): number => {
      if (value === null) return fallback
      const index = integerArgument(value)
      return Math.min(Math.max(index < 0 ? index + length : index, lowest), highest)
    }
    const start = bound(this.start, step > 0 ? lowest : highest)
    const stop = bound(this.stop, step > 0 ? highest : lowest)
    const picked: number[] = []
    for (let index = start; step > 0 ? index < stop : index > stop; index += step) picked.push(index)
    return picked
  }

  override repr(): string {
    return `slice(${[this.start, this.stop, this.step].map(pythonRepr).join(', ')})`
  }
}

/**
 * Picks from a sequence by index or slice.
 *
 * @throws {@link PythonError} `IndexError` outside the sequence, `TypeError` for other keys
 */
export function pickFrom<T>(typeName: string, items: readonly T[], key: PythonValue): T | T[] {
  if (key instanceof PythonSlice) return key.indices(items.length).map((index) => items[index] as T)
  if (typeof key !== 'bigint' && typeof key !== 'boolean') {
    throw new PythonError(
      'TypeError',
      `${typeName} indices must be integers or slices, not ${typeNameOf(key)}`,
    )
  }
  const index = Number(key)
  const position = index < 0 ? index + items.length : index
  if (position < 0 || position >= items.length)
    throw new PythonError('IndexError', `${typeName} index out of range`)
  return items[position] as T
}
