import type { BoundRegistry } from '@lamindb/core'
import { isLaminError } from '@lamindb/core/errors'

import { sourceTablesOf } from '../content/source-tables.ts'
import { TermTable } from '../content/term-table.ts'
import type { PublicOptions } from '../registries/bio-statics.ts'
import type { Source } from '../registries/source.ts'
import { organismOfSource } from '../organism/organism-named.ts'
import { defaultSource, type SourceOfOrganism } from '../terms/default-source.ts'
import { requiresOrganism } from '../terms/requires-organism.ts'
import { PublicOntology, StaticReference, type PublicTableOf } from './public-ontology.ts'

/** Registries whose sources are in the public list; sources of others are tables that somebody registered. */
const isPublicEntity = ({ meta }: BoundRegistry): boolean => meta.module === 'bionty'

/**
 * Opens the public table of a registry: of the given source, else of its default source. A source without address and
 * table has an empty one, as has a registry without source.
 *
 * @throws OrganismNotSet @throws SourceNotFound @throws SourceContentUnavailable
 */
export async function openPublic(
  registry: BoundRegistry,
  { organism, source: given, signal }: PublicOptions,
): Promise<PublicOntology> {
  const chosen = given
    ? { source: given, organism: await organismOfTerms(registry, given) }
    : await chosenSource(registry, organism)
  if (!chosen)
    return new StaticReference({
      registry,
      source: undefined,
      organism: undefined,
      table: emptyTable(registry),
    })
  const { source } = chosen
  const tables = sourceTablesOf(registry.instance)
  const hasContent = source.url !== null || (await tables.onMachine(source)) !== undefined
  const table = hasContent ? await tables.table(source, { signal }) : emptyTable(registry, source)
  const of: PublicTableOf = { registry, ...chosen, table }
  const isStatic = source.dataframeArtifactId !== null || !isPublicEntity(registry)
  return isStatic ? new StaticReference(of) : new PublicOntology(of)
}

async function chosenSource(
  registry: BoundRegistry,
  organism: PublicOptions['organism'],
): Promise<SourceOfOrganism | undefined> {
  try {
    return await defaultSource(registry, organism)
  } catch (error) {
    if (!isPublicEntity(registry) && isLaminError(error, 'SOURCE_NOT_FOUND')) return undefined
    throw error
  }
}

const organismOfTerms = async (registry: BoundRegistry, source: Source) =>
  requiresOrganism(registry.meta) ? organismOfSource(registry.instance, source.organism) : undefined

function emptyTable({ meta }: BoundRegistry, source?: Source): TermTable {
  const { name = '', organism = '', version = '' } = source ?? {}
  return new TermTable({ entity: meta.entityName, name, organism, version }, [])
}
