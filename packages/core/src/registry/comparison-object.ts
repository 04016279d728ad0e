/** True for `{ $gt: 3 }`: an object whose keys are operators. */
export function isComparison(value: unknown): value is { readonly [operator: string]: unknown } {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key.startsWith('$'))
}
