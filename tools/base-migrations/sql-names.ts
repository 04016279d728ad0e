/** An identifier in double quotes. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A column list; what contains a parenthesis is an expression and stays as it is. */
export function columnList(columns: readonly string[]): string {
  return columns.map((column) => (column.includes('(') ? column : quotedColumn(column))).join(', ')
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A column, with the operator class that may follow it in an index of Postgres. */
function quotedColumn(column: string): string {
  const [, name = column, operatorClass = ''] = /^(.*?)( \w+_pattern_ops)?$/.exec(column) ?? []
  return quoted(name) + operatorClass
}
