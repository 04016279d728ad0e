/** What Django takes for a boolean column. */
export const isBoolOfPython = (value: unknown): boolean =>
  typeof value === 'boolean' || value === 0 || value === 1

/** What Django takes for a column of numbers: numbers, and texts that are numbers. */
export const isNumberOfPython = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)))
