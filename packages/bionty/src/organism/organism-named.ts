import { bound, type Instance } from '@lamindb/core'
import { DoesNotExist } from '@lamindb/core/errors'

import { sourceTablesOf } from '../content/source-tables.ts'
import type { TermRow } from '../content/term-row.ts'
import { OrganismNotSet } from '../errors.ts'
import { Organism } from '../registries/organism.ts'
import { Source } from '../registries/source.ts'
import { chooseSource } from '../sources/index.ts'
import { recordsFromRows } from '../terms/records-from-rows.ts'

/** Stands for every organism in sources, and for no organism. */
export const ANY_ORGANISM = 'all'

/** Sets the strain apart in names such as `mouse - balb/cj`. */
const STRAIN_DELIMITER = ' - '

/**
 * The row of an organism, by its common or scientific name: of the registry, else made from the public source and saved.
 *
 * @throws {@link OrganismNotSet} when neither knows the name
 */
export async function organismNamed(instance: Instance, name: string): Promise<Organism> {
  const organism = name === ANY_ORGANISM ? undefined : await findOrganism(instance, name)
  if (organism) return organism
  throw new OrganismNotSet(
    'Organism',
    `Organism ${name} can't be created from the source, check your spelling or create it manually.`,
  )
}

/** As {@link organismNamed}, or nothing. */
export async function findOrganism(instance: Instance, name: string): Promise<Organism | undefined> {
  return (
    (await storedOrganism(instance, name)) ??
    (await fromSource(instance, (row) => row.name === name)) ??
    (await fromSource(instance, (row) => row['scientificName'] === name)) ??
    (await fromTaxonomy(instance, (row) => row['scientificName'] === name))
  )
}

/**
 * The row of the organism that a source is for. Sources write scientific names in lower case.
 *
 * @throws {@link OrganismNotSet} when neither registry nor sources know the name
 */
export async function organismOfSource(instance: Instance, name: string): Promise<Organism> {
  const stored = await instance
    .registry(Organism)
    .filter({ scientificName: { $iexact: name } })
    .first()
  const isNamed = (row: TermRow): boolean => String(row['scientificName']).toLowerCase() === name
  return (
    stored ??
    (await findOrganism(instance, name)) ??
    (await fromSource(instance, isNamed)) ??
    organismNamed(instance, name)
  )
}

/**
 * The row of an organism by its common name alone, as settings name it.
 *
 * @throws DoesNotExist when neither the registry nor the public source know the name
 */
export async function organismCalled(instance: Instance, name: string): Promise<Organism> {
  const stored = await instance.registry(Organism).filter({ name }).orderBy('id').first()
  const organism = stored ?? (await fromSource(instance, (row) => row.name === name))
  if (organism) return organism
  throw new DoesNotExist(`no Organism found in source for the given field value: name='${name}'`)
}

/** The row of an organism in the registry, by its common or, if there is none, scientific name. */
async function storedOrganism(instance: Instance, name: string): Promise<Organism | undefined> {
  const organisms = instance.registry(Organism)
  const found = await organisms.filter({ $or: [{ name }, { scientificName: name }] }).orderBy('id')
  return found.find((organism) => organism.name === name) ?? found[0]
}

/**
 * The row of the organism of a taxon, whatever its name: of the registry, else made from a public source and saved; of
 * several rows of a source the one that is no strain.
 */
export async function organismOfTaxon(instance: Instance, ontologyId: string): Promise<Organism | undefined> {
  const stored = await instance.registry(Organism).filter({ ontologyId }).orderBy('id').first()
  if (stored) return stored
  const isTaxon = (row: TermRow): boolean => row.ontologyId === ontologyId
  return (await fromSource(instance, isTaxon)) ?? (await fromTaxonomy(instance, isTaxon))
}

type Condition = (row: TermRow) => boolean

/** Looks at what is on the machine, at what comes with this package, and only then at the network. */
async function fromSource(instance: Instance, condition: Condition): Promise<Organism | undefined> {
  const sources = await instance.registry(Source).filter({ entity: 'bionty.Organism' }).orderBy('id')
  if (sources.length === 0) return undefined
  const source = chooseSource(sources, {
    entity: 'bionty.Organism',
    requiresOrganism: false,
    isOrganismPassed: false,
  })
  const tables = sourceTablesOf(instance)
  const isHere = (await tables.onMachine(source)) !== undefined
  const known = isHere ? undefined : tables.builtIn(source)?.rows.filter(condition)
  const rows = known && known.length > 0 ? known : (await tables.lookUp(source)).rows.filter(condition)
  return savedOrganism(instance, rows, source)
}

/** NCBITaxon has millions of rows: it is asked if it is on this machine, and never downloaded for a single name. */
async function fromTaxonomy(instance: Instance, condition: Condition): Promise<Organism | undefined> {
  const source = await instance
    .registry(Source)
    .filter({ entity: 'bionty.Organism', name: 'ncbitaxon' })
    .orderBy('id')
    .first()
  const tables = sourceTablesOf(instance)
  if (!source || (await tables.onMachine(source)) === undefined) return undefined
  return savedOrganism(instance, (await tables.table(source)).rows.filter(condition), source)
}

/** A row with the same taxon is that organism, under whatever name it was registered. */
async function savedOrganism(
  instance: Instance,
  rows: readonly TermRow[],
  source: Source,
): Promise<Organism | undefined> {
  const row = rows.find(({ name }) => !name?.includes(STRAIN_DELIMITER)) ?? rows[0]
  if (!row) return undefined
  const organisms = instance.registry(Organism)
  const { ontologyId } = row
  const stored = ontologyId ? await organisms.filter({ ontologyId }).orderBy('id').first() : undefined
  if (stored) return stored
  const [made] = await recordsFromRows(bound(organisms), [row], { source })
  return (await made?.save()) as Organism | undefined
}
