import { InvalidByteRange } from './errors.ts'

/** @throws `InvalidByteRange` unless start and end are whole numbers with 0 <= start <= end */
export function checkByteRange(start: number, end: number): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw new InvalidByteRange(start, end)
  }
}
