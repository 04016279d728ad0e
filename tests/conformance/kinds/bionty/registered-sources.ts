import {
  fieldOf,
  QuerySet,
  type BoundRegistry,
  type Draft,
  type Instance,
  type RegistryRecord,
} from '@lamindb/core'
import type { SourceRow } from './source-folder.ts'

/**
 * Registers rows of sources; what they do not say is taken from the source of the same registry, name and organism.
 *
 * @param isCurrent - which of them become the ones that are used
 */
export async function registerSources(
  db: Instance,
  rows: readonly SourceRow[],
  isCurrent: (row: SourceRow) => boolean,
): Promise<void> {
  for (const row of rows) {
    const source = (await found(db, row)) ?? (await made(db, row))
    if (!isCurrent(row)) continue
    Reflect.set(source, 'currentlyUsed', true)
    await source.save()
  }
}

/** The first source of each registry, name and organism. */
export function firstOfEach(rows: readonly SourceRow[]): (row: SourceRow) => boolean {
  const first = new Map<string, SourceRow>()
  for (const row of rows) {
    const key = JSON.stringify([row.entity, row.name, row.organism])
    if (!first.has(key)) first.set(key, row)
  }
  const firsts = new Set(first.values())
  return (row) => firsts.has(row)
}

const sources = (db: Instance): BoundRegistry => db.registryNamed('bionty.Source')

function found(
  db: Instance,
  { entity, name, version, organism }: SourceRow,
): Promise<RegistryRecord | undefined> {
  const where = { entity, name, version, organism } as object
  return new QuerySet<RegistryRecord>(sources(db)).filter(where).oneOrNone()
}

async function made(
  db: Instance,
  { uid, entity, name, version, organism }: SourceRow,
): Promise<RegistryRecord> {
  const like = await new QuerySet<RegistryRecord>(sources(db))
    .filter({ entity, name, organism } as object)
    .first()
  const text = (field: string): string | null => {
    const value = like && fieldOf(like, field)
    return typeof value === 'string' ? value : null
  }
  const registry = sources(db) as BoundRegistry & { create(fields: object): Draft<RegistryRecord> }
  const url = text('url')?.replaceAll(text('version') ?? version, version) ?? null
  return registry
    .create({
      ...(uid === undefined ? {} : { uid }),
      entity,
      name,
      version,
      organism,
      url,
      description: text('description'),
      sourceWebsite: text('sourceWebsite'),
      inDb: false,
      currentlyUsed: false,
    })
    .save()
}
