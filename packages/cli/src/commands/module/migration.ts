import { resolve } from 'node:path'

import { option } from '../../command/arguments.ts'
import { defineCommand } from '../../command/command.ts'

export const moduleMigrationCommand = defineCommand({
  summary: 'Write the migration for what has changed in the entities of a module',
  description:
    'Compares the entities with the snapshots beside the migrations; needs no database. Read the SQL before you commit it.',
  maturity: 'stable',
  examples: ['lamin module migration --dir ./lab_samples --name add-volume'],
  args: {
    dir: option('PATH', 'folder of the package (default: here)'),
    name: option('WORDS', 'what changes, in words joined by hyphens (default: changes)'),
  },
  async run({ dir, name }, { workingDirectory, setup }) {
    const [{ createMigration }, { loadModules }] = await Promise.all([
      import('@lamindb/module-generator'),
      import('@lamindb/setup'),
    ])
    const folder = resolve(workingDirectory, dir ?? '.')
    const created = await createMigration({
      folder,
      name,
      loadModules: (names) => loadModules(setup.environment, names),
    })
    if (created === undefined)
      return { json: null, text: () => 'The entities are as the last migration left them.' }
    const { sqlite, postgresql } = created.statements
    return {
      json: created,
      text: ({ style }) =>
        `${style.good('✓')} wrote ${created.file}: ${sqlite} statements for SQLite, ${postgresql} for Postgres`,
    }
  },
})
