/**
 * Writes the base migrations of core, bionty and pertdb from the reference's schema.
 *
 *     node tools/base-migrations/generate.ts <folder with sqlite.json, postgres.json, migrations.json>
 *
 * The output is frozen once a release has made databases with it; then this program documents how it came about.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { descriptionFile, statementsFile } from './generated-file.ts'
import { postgresStatements } from './postgres-statements.ts'
import { readReference, type ModuleName, type Reference } from './reference-schema.ts'
import { sqliteStatements } from './sqlite-statements.ts'

const modules: readonly ModuleName[] = ['core', 'bionty', 'pertdb']

async function writeModule(reference: Reference, module: ModuleName): Promise<void> {
  const folder = join(import.meta.dirname, '../../packages', module, 'src/migrations/generated')
  await mkdir(folder, { recursive: true })
  const files = {
    'base.ts': descriptionFile(reference, module),
    'base.sqlite.ts': statementsFile(reference, sqliteStatements(reference.sqlite, module)),
    'base.postgresql.ts': statementsFile(reference, postgresStatements(reference.postgresql, module)),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Give the folder of the reference schema.')
const reference = await readReference(folder)
for (const module of modules) await writeModule(reference, module)
