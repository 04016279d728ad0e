import { QuerySet, type BoundRegistry, type Draft, type RegistryRecord } from '@lamindb/core'
import { apiFromPython } from '../../api/api-from-python.ts'
import { pythonFromGolden } from '../../api/python-from-golden.ts'
import { Fields } from '../../golden/fields.ts'
import type { RunContext } from '../../runner/run-context.ts'
import { InstancePool, type InstanceTemplate } from '../../world/instance-pool.ts'
import { camelCase } from '../../world/names.ts'
import type { WorldInstance } from '../../world/world-instance.ts'
import { geneRows } from './gene-rows.ts'

/** One import as golden files record it: the registry, the file, and the row of its source to register. */
export interface ImportStep {
  readonly registry: string
  readonly file: string
  /** fields of the row of the source */
  readonly register: Fields
  /** facts of genes, where the file is the table of a gene source */
  readonly facts: Fields | undefined
}

/** What an import offers beside what every registry does. */
interface ImportingRegistry {
  importSource(options: object): Promise<unknown>
}

export function importStep(recorded: Fields): ImportStep {
  return {
    registry: recorded.text('registry'),
    file: recorded.text('file'),
    register: recorded.fields('register'),
    facts: recorded.optionalFields('facts'),
  }
}

/** Makes and saves a record with the fields of a golden row. */
export async function saveRow(
  db: WorldInstance['db'],
  registry: string,
  row: Fields,
): Promise<RegistryRecord> {
  const entries = Object.entries(row.object).map(
    ([name, value]) => [camelCase(name), apiFromPython(pythonFromGolden(value))] as const,
  )
  const bound = db.registryNamed(registry) as BoundRegistry & {
    create(fields: object): Draft<RegistryRecord>
  }
  return bound.create(Object.fromEntries(entries)).save()
}

/** The row of the source of a step; registered if it is not there. */
export async function registerSource(
  db: WorldInstance['db'],
  { register }: ImportStep,
): Promise<RegistryRecord> {
  const sources = new QuerySet<RegistryRecord>(db.registryNamed('bionty.Source'))
  const where = { uid: register.text('uid') } as object
  return (await sources.filter(where).oneOrNone()) ?? saveRow(db, 'bionty.Source', register)
}

/** Runs an import; the row of its source must be there. */
export async function runImport(
  db: WorldInstance['db'],
  step: ImportStep,
  context: RunContext,
  options: object = {},
): Promise<void> {
  const source = await registerSource(db, step)
  const path = await context.dataFile(step.file)
  const isTable = /\.csv(?:\.gz)?$/u.test(step.file)
  const content = isTable ? { rows: await geneRows(path, step.facts) } : { file: path }
  const registry = db.registryNamed(step.registry) as unknown as ImportingRegistry
  await registry.importSource({ source, ...content, ...options })
}

/** An instance in which imports have run, one after the other; each prefix of them is imported once in a run. */
export function importedTemplate(
  steps: readonly ImportStep[],
  context: RunContext,
): Promise<InstanceTemplate | undefined> {
  const last = steps.at(-1)
  if (!last) return Promise.resolve(undefined)
  const key = steps.map((step) => `${step.registry} ${step.file} ${step.register.text('uid')}`).join(', ')
  return context.shared(`imported ${key}`, async () => {
    const pool = await InstancePool.of(context)
    const instance = await pool.open(await importedTemplate(steps.slice(0, -1), context))
    await runImport(instance.db, last, context)
    return pool.keep(instance)
  })
}
