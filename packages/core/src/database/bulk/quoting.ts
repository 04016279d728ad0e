/** An identifier in double quotes, as both databases read it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Identifiers for a column list. */
export function quotedList(names: readonly string[]): string {
  return names.map(quoted).join(', ')
}

/** ` returning …`, or nothing. */
export function returningClause(names: readonly string[] | undefined): string {
  return names === undefined || names.length === 0 ? '' : ` returning ${quotedList(names)}`
}
