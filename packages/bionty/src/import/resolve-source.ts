import { basename } from 'node:path'

import { InvalidArgument } from '@lamindb/core/errors'
import type { BoundRegistry, DatabaseTransaction } from '@lamindb/core'

import { organismNamed, organismOfSource } from '../organism/organism-named.ts'
import type { Organism } from '../registries/organism.ts'
import { Source } from '../registries/source.ts'
import { ontologyVersion } from '../sources/index.ts'
import { defaultSource } from '../terms/default-source.ts'
import type { ImportSourceOptions } from './import-source.ts'
import type { SourceTable } from './source-table.ts'

/** The source that an import goes by, before its row is found or made. */
export interface ChosenSource {
  readonly name: string
  /** The source whose content it is, if no other is given. */
  readonly content: Source
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
  if (source && source.entity !== meta.entityName)
    throw new InvalidArgument(`please pass a source record of the same entity: ${meta.entityName}`)
  const { source: chosen, organism } = source
    ? { source, organism: await organismOfRows(registry, options, source) }
    : await defaultSource(registry, options.organism)
  return {
    name: chosen.name,
    content: chosen,
    organism: organism ?? (await organismOfRows(registry, options, chosen)),
    save: source
      ? async (transaction, table) => withMd5(source, table, transaction)
      : (transaction, table) => findOrMake(instance.registry(Source), chosen, options, transaction, table),
  }
}

/** The organism that all rows belong to, where the registry has organisms. */
async function organismOfRows(
  { meta, instance }: BoundRegistry,
  { organism }: ImportSourceOptions,
  source: Source,
): Promise<Organism | undefined> {
  if (!meta.relations.has('organism')) return undefined
  if (organism === undefined) return organismOfSource(instance, source.organism)
  return typeof organism === 'string' ? organismNamed(instance, organism) : organism
}

/** The md5 of the content becomes that of the source, where it has none. */
async function withMd5(
  source: Source,
  { file, isOriginal }: SourceTable,
  transaction: DatabaseTransaction,
): Promise<Source> {
  if (source.id === undefined) await source.save({ transaction })
  if ((source.md5 ?? null) === null && file && isOriginal) source.md5 = file.md5
  return source
}

async function findOrMake(
  sources: typeof Source,
  byDefault: Source,
  { version, file: given }: ImportSourceOptions,
  transaction: DatabaseTransaction,
  table: SourceTable,
): Promise<Source> {
  const { file } = table
  if (given === undefined && version === undefined) return withMd5(byDefault, table, transaction)
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
