import { basename } from 'node:path'

import { InvalidArgument } from '@lamindb/core/errors'
import type { BoundRegistry, DatabaseTransaction } from '@lamindb/core'

import { OrganismNotSet } from '../errors.ts'
import { organismNamed } from '../organism/organism-named.ts'
import type { Organism } from '../registries/organism.ts'
import { Source } from '../registries/source.ts'
import { chooseSource, ontologyVersion } from '../sources/index.ts'
import type { ImportSourceOptions } from './import-source.ts'
import type { SourceTable } from './source-table.ts'

/** The source that an import goes by, before its row is found or made. */
export interface ChosenSource {
  readonly name: string
  readonly url: string | null
  readonly organism: Organism | undefined
  /** The row of the source for this content; made when there is none. */
  save(transaction: DatabaseTransaction, table: SourceTable): Promise<Source>
}

/**
 * A given source, else one with the name and organism of the registry's default source and the version of the file.
 *
 * @throws {@link InvalidArgument} for a source of another registry
 * @throws {@link OrganismNotSet} when the registry needs an organism and none is given
 */
export async function resolveSource(
  registry: BoundRegistry,
  options: ImportSourceOptions,
): Promise<ChosenSource> {
  const { instance, meta } = registry
  const { source } = options
  if (source && source.entity !== meta.entityName) {
    throw new InvalidArgument(`please pass a source record of the same entity: ${meta.entityName}`)
  }
  const organism = await organismOf(registry, options)
  if (source) return { name: source.name, url: source.url, organism, save: async () => source }
  const sources = instance.registry(Source)
  const rows = await sources.filter({ entity: meta.entityName }).orderBy('id')
  const named = typeof options.organism === 'string' ? { name: options.organism } : options.organism
  const byDefault = chooseSource(rows, {
    entity: meta.entityName,
    requiresOrganism: meta.relations.has('organism'),
    organism: named ?? organism,
    isOrganismPassed: options.organism !== undefined,
  })
  return {
    name: byDefault.name,
    url: byDefault.url,
    organism,
    save: (transaction, table) => findOrMake(sources, byDefault, options, transaction, table),
  }
}

async function findOrMake(
  sources: typeof Source,
  byDefault: Source,
  { version }: ImportSourceOptions,
  transaction: DatabaseTransaction,
  { file }: SourceTable,
): Promise<Source> {
  if (!file && version === undefined) return byDefault
  const { entity, name, organism, description, sourceWebsite } = byDefault
  const fileVersion =
    version ?? (file?.header ? ontologyVersion(file.header, file.md5) : (file?.md5.slice(0, 8) ?? ''))
  const draft = await sources.create({
    entity,
    name,
    organism,
    version: fileVersion,
    description,
    sourceWebsite,
    url: file ? basename(file.path) : byDefault.url,
    md5: file?.md5 ?? null,
    inDb: false,
    currentlyUsed: false,
  })
  const existing = await transaction
    .selectFrom('bionty_source')
    .select('id')
    .where('entity', '=', entity)
    .where('name', '=', name)
    .where('organism', '=', organism)
    .where('version', '=', fileVersion)
    .executeTakeFirst()
  return existing ? refreshed(draft, Number(existing['id']), transaction) : draft.save({ transaction })
}

/** The existing row of a source, read within the transaction. */
async function refreshed(draft: Source, id: number, transaction: DatabaseTransaction): Promise<Source> {
  draft.id = id
  return draft.refresh({ transaction })
}

async function organismOf(
  registry: BoundRegistry,
  { organism, source }: ImportSourceOptions,
): Promise<Organism | undefined> {
  const relation = registry.meta.relations.get('organism')
  if (!relation) return undefined
  if (organism !== undefined && typeof organism !== 'string') return organism
  const name = organism ?? source?.organism
  if (name === undefined) {
    throw new OrganismNotSet(
      registry.meta.name,
      `\`organism\` is required to get Source record for ${registry.meta.name}!`,
    )
  }
  return organismNamed(registry.instance, name)
}
