import type { BoundRegistry } from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'

import { isInBucket } from '../content/content-addresses.ts'
import { readContent } from '../content/read-content.ts'
import { snakeCase, termRow, type TermRow } from '../content/term-row.ts'
import { rowsOfSource } from '../ontology/ontology-table.ts'
import { organismNamed } from '../organism/organism-named.ts'
import { PublicOntology } from '../public/public-ontology.ts'
import type { Organism } from '../registries/organism.ts'
import { Source } from '../registries/source.ts'
import { tableFileName } from '../sources/index.ts'
import { requiresOrganism } from '../terms/requires-organism.ts'
import { publicSourceNamed, type SourceFacts } from './public-source-named.ts'
import { storeTable } from './store-table.ts'

export interface AddSourceOptions {
  /** Rows of the table, with the columns of public tables; stored as an artifact. */
  readonly rows?: Iterable<object>
  /** Table or ontology file with the terms of the source; its table is stored as an artifact. */
  readonly file?: string
  readonly version?: string
  /** Common name or record. */
  readonly organism?: Organism | string
  readonly signal?: AbortSignal
}

/**
 * Registers a source for a registry, with its table as an artifact where one is given.
 *
 * @throws InvalidArgument when the organism is missing, or a name stands for several sources
 */
export async function addSource(
  registry: BoundRegistry,
  given: Source | PublicOntology | string,
  options: AddSourceOptions = {},
): Promise<Source> {
  registry.instance.assertWritable()
  const organism = await organismOf(registry, given, options)
  const facts = await factsOf(registry, given, { ...options, ...(organism !== undefined && { organism }) })
  const source = await getOrCreate(registry, facts)
  const rows = await tableRows(registry, source, given, options)
  if (rows !== undefined && rows.length > 0) {
    const columns = rows.map((row) => inColumns(row))
    source.set({ dataframeArtifact: await storeTable(registry.instance, tableFileName(source), columns) })
    await source.save()
  }
  registry.instance.logger.success(
    `Added source '${source.name}' of version '${source.version}' for organism '${source.organism}'.`,
  )
  return source
}

/** The organism whose name becomes that of the source; saved where records of the registry belong to one. */
async function organismOf(
  { meta, instance }: BoundRegistry,
  given: Source | PublicOntology | string,
  { organism }: AddSourceOptions,
): Promise<string | undefined> {
  const named = typeof organism === 'object' ? organism.name : organism
  if (!requiresOrganism(meta)) return named
  const name = named ?? (typeof given === 'string' ? undefined : given.organism)
  if (name === undefined)
    throw new InvalidArgument('organism must be provided for organism-specific entities.')
  return (await organismNamed(instance, name)).name
}

async function factsOf(
  registry: BoundRegistry,
  given: Source | PublicOntology | string,
  options: {
    readonly version?: string
    readonly organism?: Organism | string
    readonly signal?: AbortSignal
  },
): Promise<SourceFacts> {
  if (typeof given === 'string') return factsByName(registry, given, options)
  const source = given instanceof PublicOntology ? given.sourceRecord : given
  if (source) return source
  throw new InvalidArgument('The public table has no source.')
}

async function factsByName(
  registry: BoundRegistry,
  name: string,
  options: {
    readonly version?: string
    readonly organism?: Organism | string
    readonly signal?: AbortSignal
  },
): Promise<SourceFacts> {
  const { version } = options
  const organism = typeof options.organism === 'object' ? options.organism.name : options.organism
  const entity = registry.meta.entityName
  const found = await registry.instance.registry(Source).filter({
    name,
    entity,
    ...(version !== undefined && { version }),
    ...(organism !== undefined && { organism }),
  })
  const [first, ...others] = found
  if (others.length > 0) {
    const filter = Object.entries({ name, entity, version, organism }).filter(
      ([, value]) => value !== undefined,
    )
    throw new InvalidArgument(
      `multiple existing sources found in the database for {${filter.map(([key, value]) => `'${key}': '${String(value)}'`).join(', ')}}, please specify \`version\`.`,
    )
  }
  return first ?? publicSourceNamed(registry, { name, version, organism, signal: options.signal })
}

async function getOrCreate({ meta, instance }: BoundRegistry, facts: SourceFacts): Promise<Source> {
  const sources = instance.registry(Source)
  const { name, version, organism } = facts
  const key = { entity: meta.entityName, name, version, organism }
  const existing = await sources.filter(key).oneOrNone()
  if (existing) return existing
  return sources
    .create({
      ...key,
      currentlyUsed: facts.currentlyUsed ?? false,
      description: facts.description,
      url: facts.url,
      sourceWebsite: facts.sourceWebsite,
      ...(facts.dataframeArtifactId && { dataframeArtifactId: facts.dataframeArtifactId }),
    })
    .save()
}

/** The rows to store: those given, of the file given, or of the public table that is added. */
async function tableRows(
  { meta }: BoundRegistry,
  source: Source,
  given: Source | PublicOntology | string,
  { rows, file, signal }: AddSourceOptions,
): Promise<readonly TermRow[] | undefined> {
  if (rows && file !== undefined) throw new InvalidArgument('Pass either a file or rows, not both.')
  if (rows) return [...rows].map((row) => termRow(row as TermRow))
  if (file !== undefined) {
    const content = await readContent(file, { entity: meta.name, name: source.name }, { signal })
    return ownRows(content.rows, source.name)
  }
  const hasTable = source.dataframeArtifactId !== null && source.dataframeArtifactId !== undefined
  if (hasTable || isInBucket(source.url) || !(given instanceof PublicOntology)) return undefined
  return given.toDataFrame()
}

function ownRows(rows: readonly TermRow[], name: string): readonly TermRow[] {
  const isIdentified = rows.every((row) => typeof row.ontologyId === 'string')
  return isIdentified ? rowsOfSource(rows as readonly (TermRow & { ontologyId: string })[], name) : rows
}

const inColumns = (row: TermRow): { readonly [column: string]: unknown } =>
  Object.fromEntries(Object.entries(row).map(([property, value]) => [snakeCase(property), value]))
