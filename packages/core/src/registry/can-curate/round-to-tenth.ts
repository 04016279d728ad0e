/**
 * A positive number with one decimal, as Python's `round(value, 1)` gives it: numbers halfway between two go to the even
 * digit. `toFixed` works on the exact value too, but takes the larger one then.
 */
export function roundToTenth(value: number): number {
  // Halfway means n.05, n.15, …; of these a binary fraction can only be n.25 or n.75.
  const quarters = value * 4
  if (Number.isInteger(quarters) && quarters % 2 === 1)
    return Number(`${Math.floor(value)}.${quarters % 4 === 1 ? 2 : 8}`)
  return Number(value.toFixed(1))
}
