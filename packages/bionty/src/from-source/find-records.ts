import {
  fieldOf,
  QuerySet,
  resolveAll,
  publicTermsToken,
  type BoundRegistry,
  type PublicRow,
  type PublicTerms,
  type RegistryRecord,
  type Where,
} from '@lamindb/core'
import { DoesNotExist, InvalidArgument, isLaminError } from '@lamindb/core/errors'

import { camelCase } from '../content/term-row.ts'
import { sourceTablesOf } from '../content/source-tables.ts'
import type { Source } from '../registries/source.ts'
import { defaultSource } from '../terms/default-source.ts'
import { completeFromRow } from '../terms/records-from-rows.ts'
import type { FromSourceOptions } from './from-source.ts'

const FIELDS_OF_ONTOLOGIES: readonly string[] = ['name', 'ontologyId', 'abbr']

/** Fields that sources are asked for, where they are not those of ontologies. The uid finds existing rows only. */
const FIELDS: { readonly [registry: string]: readonly string[] } = {
  Organism: ['name', 'ontologyId', 'scientificName'],
  Gene: ['symbol', 'ensemblGeneId', 'stableId'],
  Protein: ['name', 'uniprotkbId', 'geneSymbol'],
  CellMarker: ['name', 'geneSymbol', 'ncbiGeneId', 'uniprotkbId'],
}

/**
 * Records of terms by their name, casing and synonyms included, or by exactly one field as it is written.
 *
 * @throws DoesNotExist @throws InvalidArgument @throws OrganismNotSet
 */
export async function findRecords(
  registry: BoundRegistry,
  term: string | object,
  options: FromSourceOptions,
): Promise<RegistryRecord[]> {
  if (typeof term === 'string') return byName(registry, term, options)
  const { field, value } = onlyField(registry, term)
  const records = await byField(registry, field, value, options)
  if (records.length > 0) return records
  throw await notFound(registry, `${registry.meta.columns.get(field)?.column}='${value}'`, options)
}

async function byName(
  registry: BoundRegistry,
  name: string,
  options: FromSourceOptions,
): Promise<RegistryRecord[]> {
  const records = await new QuerySet<RegistryRecord>(registry).filter().fromValues([name], options)
  if (records.length > 0) return records
  throw await notFound(registry, `'${name}'`, options)
}

/** @throws InvalidArgument unless exactly one field is given, and one that sources are asked for */
function onlyField({ meta }: BoundRegistry, term: object): { field: string; value: string } {
  const given = Object.entries(term).filter(([, value]) => value !== null && value !== undefined)
  const [first, ...others] = given
  if (others.length > 0)
    throw new InvalidArgument('Only one field can be passed to generate records from source')
  if (!first) throw new InvalidArgument('No field passed to generate records from source')
  const [name, value] = first as [string, unknown]
  const field = camelCase(name)
  const known = FIELDS[meta.name] ?? FIELDS_OF_ONTOLOGIES
  if (!meta.has(field) || !(known.includes(field) || field === 'uid')) {
    throw new InvalidArgument(`${meta.name} records cannot be generated from source by '${name}'.`, {
      hint: `Pass one of ${known.join(', ')}.`,
    })
  }
  if (typeof value === 'string') return { field, value }
  throw new InvalidArgument(`${meta.name}.${field} is a text, got ${typeof value}.`)
}

async function byField(
  registry: BoundRegistry,
  field: string,
  value: string,
  options: FromSourceOptions,
): Promise<RegistryRecord[]> {
  const terms = resolveAll(registry.instance.container, publicTermsToken).find((one) => one.serves(registry))
  const organism = await givenOrganism(terms, registry, field, value, options)
  const existing = await existingRecords(registry, field, value, organism)
  const isComplete = existing.some((record) => hasIdentifier(registry, record))
  if (existing.length > 0 && (isComplete || field !== registry.meta.nameField)) return existing
  if (field === 'uid') throw new InvalidArgument('Public sources know no uids.')
  const table = await terms?.table({
    registry,
    field,
    organism: organism ?? undefined,
    source: options.source ?? undefined,
    purpose: 'create',
  })
  const rows = table ? [...(await table.rows())] : []
  if (!terms || !table || rows.length === 0) return existing
  if (!(await table.fields()).has(field))
    throw new InvalidArgument(`The source of ${registry.meta.entityName} has no values for '${field}'.`)
  const found = rows.filter((row) => row[field] === value)
  const [bare] = existing
  if (bare && found[0]) return [await completed(registry, bare, found[0], table.source as Source)]
  if (bare) return existing
  const records = await terms.records({ registry, rows: found, source: table.source, organism })
  return [...records]
}

/** An organism that the call names; where it names none, that of the value itself (Ensembl ids) or of the settings. */
async function givenOrganism(
  terms: PublicTerms | undefined,
  registry: BoundRegistry,
  field: string,
  value: string,
  { organism }: FromSourceOptions,
): Promise<RegistryRecord | undefined> {
  try {
    const groups = await terms?.organisms({ registry, field, values: [value], organism })
    return groups?.[0]?.organism
  } catch (error) {
    if (!isLaminError(error, 'SOURCE_NOT_FOUND')) throw error
    throw new InvalidArgument('Only one field can be passed to generate records from source', {
      hint: `${registry.meta.name} records belong to no organism, and their registry has no source for the one given.`,
      cause: error,
    })
  }
}

async function existingRecords(
  registry: BoundRegistry,
  field: string,
  value: string,
  organism: RegistryRecord | undefined,
): Promise<RegistryRecord[]> {
  const ofOrganism = organism && registry.meta.has('organismId') ? { organismId: organism.id } : {}
  const where = { [field]: value, ...ofOrganism } as Where<RegistryRecord>
  return new QuerySet<RegistryRecord>(registry).filter(where).orderBy('id')
}

function hasIdentifier({ meta }: BoundRegistry, record: RegistryRecord): boolean {
  const { ontologyIdField } = meta.options
  return ontologyIdField === undefined || (fieldOf(record, ontologyIdField) ?? null) !== null
}

/** A row that has a name only does not hide the term of that name: the term completes it. */
async function completed(
  registry: BoundRegistry,
  record: RegistryRecord,
  row: PublicRow,
  source: Source,
): Promise<RegistryRecord> {
  completeFromRow(record, row, { source, table: await sourceTablesOf(registry.instance).lookUp(source) })
  registry.instance.logger.info(
    `completing ${registry.meta.name} '${String(fieldOf(record, registry.meta.nameField))}' from the source on save`,
  )
  return record
}

/** Says so, and why the source had no terms, if it had none. */
async function notFound(
  registry: BoundRegistry,
  asked: string,
  { source, organism }: FromSourceOptions,
): Promise<DoesNotExist> {
  const asks = source ?? (await defaultSource(registry, organism).catch(() => undefined))?.source
  const failure = asks && sourceTablesOf(registry.instance).failureOf(asks)
  return new DoesNotExist(
    `no ${registry.meta.name} found in source for the given field value: ${asked}`,
    failure && { hint: failure.message, cause: failure },
  )
}
