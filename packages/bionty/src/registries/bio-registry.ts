import {
  bound,
  fieldOf,
  instanceOf,
  metaOf,
  registry,
  setField,
  type EntityDefinition,
  type RecordFields,
  type RegistryOptions,
  type RegistryRecord,
  type RegistryStatics,
} from '@lamindb/core'

import { bioUid } from '../bio-uid.ts'
import { sourceUid } from '../sources/index.ts'
import type { ImportSourceOptions, ImportSourceResult } from '../import/import-source.ts'

/** What biological registries offer beside what every registry does. */
export interface BioStatics {
  /**
   * Fills the registry from a public ontology: rows, synonyms, definitions and all links to parents, in one transaction.
   * What is there already keeps its row and its links.
   *
   * @example await db.bionty.CellType.importSource({ file: 'cl.obo' })
   * @throws {@link InvalidArgument} when the source has no rows for this registry
   */
  importSource(options?: ImportSourceOptions): Promise<ImportSourceResult>
}

/** The base class of a biological registry: deterministic uids, and public sources to fill it from. */
export function bioRegistry<Properties extends object>(
  schema: { readonly properties: Properties },
  options: RegistryOptions,
): (new () => RegistryRecord & RecordFields<Properties>) & RegistryStatics & BioStatics {
  const base = registry(schema as unknown as { readonly properties: object }, {
    ...options,
    prepare: fillUids,
  })
  const made = class extends base {
    static async importSource(
      this: unknown,
      importOptions: ImportSourceOptions = {},
    ): Promise<ImportSourceResult> {
      const { importSource } = await import('../import/import-source.ts')
      return importSource(bound(this), importOptions)
    }
  }
  return made as never
}

/** The base class of the registry of sources. */
export function sourceRegistry<Properties extends object>(
  schema: { readonly properties: Properties },
  options: RegistryOptions = {},
): (new () => RegistryRecord & RecordFields<Properties>) & RegistryStatics {
  return registry(schema, {
    ...options,
    prepare: async (records) => {
      for (const record of withoutUid(records)) setField(record, 'uid', sourceUid(record as never))
    },
  })
}

const withoutUid = (records: readonly RegistryRecord[]): RegistryRecord[] =>
  records.filter((record) => (fieldOf(record, 'uid') ?? null) === null)

async function fillUids(records: readonly RegistryRecord[]): Promise<void> {
  const missing = withoutUid(records)
  const organisms = await organismNames(missing)
  for (const record of missing) {
    const organism = organisms.get(fieldOf(record, 'organismId') as number)
    setField(record, 'uid', bioUid(metaOf(record).name, record as never, organism))
  }
}

/** Common names of the organisms of records, by id: one query. */
async function organismNames(records: readonly RegistryRecord[]): Promise<ReadonlyMap<number, string>> {
  const ids = new Set(
    records.map((record) => fieldOf(record, 'organismId')).filter((id) => typeof id === 'number'),
  )
  const [first] = records
  if (!first || ids.size === 0) return new Map()
  const rows = await instanceOf(first)
    .queries.selectFrom('bionty_organism')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [Number(row['id']), String(row['name'])]))
}

export type { EntityDefinition }
