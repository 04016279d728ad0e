const digits = /(\d+)/

/**
 * Compares versions by the numbers in them, so that `3.85.0` is newer than `3.9.0` and `release-116` than `release-57`.
 * What is no number is compared by UTF-16 unit.
 *
 * @returns negative, zero or positive, for `Array.prototype.sort`
 */
export function compareVersions(a: string, b: string): number {
  const left = a.split(digits)
  const right = b.split(digits)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = comparePart(left[i] ?? '', right[i] ?? '', i % 2 === 1)
    if (order !== 0) return order
  }
  return left.length - right.length
}

function comparePart(a: string, b: string, areNumbers: boolean): number {
  if (a === b) return 0
  if (areNumbers) {
    const order = BigInt(a) - BigInt(b)
    if (order !== 0n) return order < 0n ? -1 : 1
  }
  return a < b ? -1 : 1
}
