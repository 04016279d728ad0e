/** `n_files` → `nFiles`, `_real_key` → `_realKey`: how the API spells what Python calls so. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[A-Za-z0-9])_([A-Za-z0-9])/gu, (_, letter: string) => letter.toUpperCase())
}

/** `nFiles` → `n_files`: how Python spells what the API calls so. */
export function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])([A-Z])/gu, (letter) => `_${letter.toLowerCase()}`)
}
