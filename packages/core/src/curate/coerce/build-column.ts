import type { Data, DataType } from 'apache-arrow'

import type { Arrow } from '../table/arrow-runtime.ts'
import { isMissing } from '../table/missing.ts'

type Element = number | bigint

/**
 * An Arrow array of fixed width from values that are converted one by one.
 *
 * @returns `undefined` as soon as a value cannot be converted
 */
export function buildColumn(
  arrow: Arrow,
  type: DataType,
  values: readonly unknown[],
  convert: (value: unknown) => Element | undefined | null,
): Data | undefined {
  const data = new type.ArrayType(values.length) as { [row: number]: Element }
  const validity = new Uint8Array((values.length + 7) >> 3)
  let nullCount = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    const element = isMissing(value) ? null : convert(value)
    if (element === undefined) return undefined
    if (element === null) nullCount++
    else {
      data[row] = element
      validity[row >> 3] = (validity[row >> 3] as number) | (1 << (row & 7))
    }
  }
  return arrow.makeData({
    type,
    length: values.length,
    nullCount,
    nullBitmap: nullCount > 0 ? validity : undefined,
    data,
  } as never) as Data
}
