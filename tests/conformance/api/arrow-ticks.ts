import { TimeUnit, type Vector } from 'apache-arrow'

const NANOSECONDS: Readonly<Record<TimeUnit, bigint>> = {
  [TimeUnit.SECOND]: 1_000_000_000n,
  [TimeUnit.MILLISECOND]: 1_000_000n,
  [TimeUnit.MICROSECOND]: 1000n,
  [TimeUnit.NANOSECOND]: 1n,
}

/** Times or spans of a column in nanoseconds: what Arrow itself gives is rounded to milliseconds. */
export function nanosecondsOf(vector: Vector, unit: TimeUnit): (bigint | null)[] {
  return vector.data.flatMap((data) => {
    const ticks = data.values as BigInt64Array
    return Array.from({ length: data.length }, (_, row) =>
      data.getValid(row) ? (ticks[row] ?? 0n) * NANOSECONDS[unit] : null,
    )
  })
}
