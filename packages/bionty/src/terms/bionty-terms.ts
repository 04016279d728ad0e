import {
  newRecord,
  type BoundRegistry,
  type OrganismGroup,
  type OrganismRequest,
  type PublicRecordsRequest,
  type PublicRow,
  type PublicTable,
  type PublicTableRequest,
  type PublicTerms,
  type RegistryRecord,
} from '@lamindb/core'
import { isLaminError } from '@lamindb/core/errors'

import { sourceTablesOf } from '../content/source-tables.ts'
import type { TermTable } from '../content/term-table.ts'
import { OrganismNotSet } from '../errors.ts'
import { joinGenes } from '../import/join-genes.ts'
import { groupByTaxon } from '../organism/group-by-taxon.ts'
import { ANY_ORGANISM, findOrganism, organismNamed } from '../organism/organism-named.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import { checkedOrganism, defaultSource, organismOf } from './default-source.ts'
import { fieldsOfRow, fieldsOfTable } from './fields-of-row.ts'
import { recordsFromRows } from './records-from-rows.ts'
import { requiresOrganism } from './requires-organism.ts'

/** Registries of other modules are complete without any source: nothing is missing. */
const EMPTY_TABLE: PublicTable = {
  source: undefined as never,
  fields: async () => new Set(),
  rows: async () => [],
}

/** What validation and look-ups get from the public sources of an instance. */
export class BiontyTerms implements PublicTerms {
  /** Rows of the registry's fields for the rows of a table; made once for each table that is in memory. */
  readonly #rows = new WeakMap<TermTable, Map<string, readonly PublicRow[]>>()

  serves({ meta }: BoundRegistry): boolean {
    const relation = meta.relations.get('source')
    return relation?.kind === 'toOne' && relation.target.entityName === 'bionty.Source'
  }

  /** The organism that was given, that of each gene's identifier, or the one that is set where one is required. */
  async organisms(request: OrganismRequest): Promise<readonly OrganismGroup[]> {
    const { registry, field, values } = request
    const given = checkedOrganism(registry, request.organism)
    if (!registry.meta.relations.has('organism'))
      return [{ organism: await carrier(registry, given), values }]
    if (given !== undefined) return [{ organism: await this.#named(request, given), values }]
    if (registry.meta.entityName === 'bionty.Gene' && field === 'ensemblGeneId')
      return groupByTaxon(registry.instance, values)
    const organism = requiresOrganism(registry.meta, field)
      ? await organismOf(registry, undefined)
      : undefined
    return [{ organism, values }]
  }

  async #named(
    { registry, field }: OrganismRequest,
    given: Organism | string,
  ): Promise<Organism | undefined> {
    if (typeof given !== 'string') return given
    if (requiresOrganism(registry.meta, field)) return organismNamed(registry.instance, given)
    return given === ANY_ORGANISM ? undefined : findOrganism(registry.instance, given)
  }

  async table(request: PublicTableRequest): Promise<PublicTable | undefined> {
    const { registry, field, organism, purpose } = request
    if (purpose === 'create' && !organism && requiresOrganism(registry.meta, field)) {
      const { name } = registry.meta
      throw new OrganismNotSet(name, `\`organism\` is required to create new ${name} records from source!`)
    }
    const source = (request.source as Source | undefined) ?? (await this.#default(registry, organism))
    if (source) return this.#tableOf(registry, source, purpose)
    return registry.meta.module === 'bionty' ? undefined : EMPTY_TABLE
  }

  async #default(registry: BoundRegistry, organism: RegistryRecord | undefined): Promise<Source | undefined> {
    const given =
      organism?.id === undefined ? (organism as Organism | undefined)?.name : (organism as Organism)
    try {
      return (await defaultSource(registry, given)).source
    } catch (error) {
      if (isLaminError(error, 'SOURCE_NOT_FOUND')) return undefined
      throw error
    }
  }

  #tableOf(registry: BoundRegistry, source: Source, purpose: PublicTableRequest['purpose']): PublicTable {
    const isOfRegistry = source.entity === registry.meta.entityName
    const tables = sourceTablesOf(registry.instance)
    return {
      source,
      fields: async () =>
        new Set(isOfRegistry ? fieldsOfTable(registry.meta, (await tables.lookUp(source)).columns) : []),
      rows: async () => (isOfRegistry ? this.#rowsOf(registry, await tables.lookUp(source), purpose) : []),
    }
  }

  #rowsOf(registry: BoundRegistry, table: TermTable, purpose: string): readonly PublicRow[] {
    const made = this.#rows.get(table) ?? new Map<string, readonly PublicRow[]>()
    this.#rows.set(table, made)
    const key = `${registry.meta.entityName} ${purpose}`
    const rows =
      made.get(key) ?? publicRows(registry, table, purpose === 'create' ? table.ownRows : table.rows)
    made.set(key, rows)
    return rows
  }

  async records({
    registry,
    rows,
    source,
    organism,
  }: PublicRecordsRequest): Promise<readonly RegistryRecord[]> {
    const table = await sourceTablesOf(registry.instance).lookUp(source as Source)
    return recordsFromRows(registry, rows, {
      source: source as Source,
      organism: organism as Organism | undefined,
      table,
    })
  }
}

/** Terms by the fields of the registry; one for each gene. */
function publicRows(
  { meta }: BoundRegistry,
  table: TermTable,
  rows: TermTable['rows'],
): readonly PublicRow[] {
  if (!meta.has('ncbiGeneIds')) return rows
  return joinGenes(rows).map((row) => ({ ...row, ...fieldsOfRow(meta, row) }))
}

/**
 * Registries without organisms take one to select a source, also one that is no organism (`all`). A record that is never
 * saved carries the name.
 *
 * @throws SourceNotFound when no source of the registry is for it
 */
async function carrier(
  registry: BoundRegistry,
  given: Organism | string | undefined,
): Promise<RegistryRecord | undefined> {
  if (given === undefined) return undefined
  await defaultSource(registry, given)
  if (typeof given !== 'string') return given
  return newRecord(registry.instance.registryNamed('bionty.Organism'), { name: given })
}
