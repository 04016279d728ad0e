/** What Django takes for a boolean column. */
export const isBoolOfPython = (value: unknown): boolean =>
  typeof value === 'boolean' || value === 0 || value === 1
