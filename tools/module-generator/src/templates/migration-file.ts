import { dialects, type Dialect } from '../schema/dialects.ts'

/** A migration as it is written to a file. */
export interface MigrationText {
  /** As it is recorded in databases, `0001_initial`. */
  readonly name: string
  /** Name of the constant, `initial`. */
  readonly constant: string
  readonly statements: { readonly [dialect in Dialect]: readonly string[] }
}

/** The file of a migration: plain SQL for both databases, which no later change of an entity touches. */
export function migrationFile({ name, constant, statements }: MigrationText): string {
  const steps = dialects.map(
    (dialect) => `    ${dialect}: async () => [\n${statements[dialect].map(literal).join('')}    ],\n`,
  )
  return `import type { MigrationDef } from '@lamindb/core/migrations'

/** Made from the entities; frozen once it is released. */
export const ${constant}: MigrationDef = {
  name: '${name}',
  up: {
${steps.join('')}  },
}
`
}

/** Back quotes, with which SQLite statements quote names, become double quotes, which do the same. */
function literal(statement: string): string {
  const text = statement
    .replaceAll('`', '"')
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('${', '\\${')
  return `      \`${text}\`,\n`
}
