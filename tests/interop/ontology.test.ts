import { join } from 'node:path'

import type { Instance } from '@lamindb/core'
import { databases } from '@lamindb/core/testing'
import { init } from '@lamindb/setup'
import { describe, expect, it } from 'vitest'

import { freshDatabaseUrl } from '../postgres/fresh-database-url.ts'
import { InteropHome } from './interop-home.ts'
import { sharedFolder, type Oracle } from './oracle.ts'
import { ourRows, type PlainRow, type PlainRows } from './our-rows.ts'

/** One ontology, and the source that both languages are to import it as. */
interface OntologyImport {
  readonly registry: 'CellType' | 'DevelopmentalStage' | 'Ethnicity' | 'Phenotype'
  readonly name: string
  readonly version: string
  readonly organism: string
  readonly file: string
  /**
   * How many links there are where Python's parser loses some, others on each run: it cuts chains of a transitive
   * part-of relation short. The number stands in the golden files.
   */
  readonly allLinks?: number
}

const cellOntology: OntologyImport = {
  registry: 'CellType',
  name: 'cl',
  version: '2025-02-13',
  organism: 'all',
  file: 'cl-2025-02-13.obo.gz',
}

const ontologies: readonly OntologyImport[] = [
  cellOntology,
  { ...cellOntology, version: 'immune-slim', file: 'cl-immune-slim.owl.gz' },
  {
    registry: 'Ethnicity',
    name: 'hancestro',
    version: '2025-04-01',
    organism: 'human',
    file: 'hancestro.owl.gz',
  },
  {
    registry: 'DevelopmentalStage',
    name: 'hsapdv',
    version: '2025-01-23',
    organism: 'human',
    file: 'hsapdv.obo',
    allLinks: 1436,
  },
  { registry: 'Phenotype', name: 'pato', version: 'base', organism: 'all', file: 'pato-base.obo' },
]

const pathOf = ({ file }: OntologyImport): string => join(sharedFolder, 'data', 'ontologies', file)

async function createHome(database: string): Promise<InteropHome> {
  const home = await InteropHome.create()
  const db = database === 'sqlite' ? undefined : await freshDatabaseUrl()
  await init(home.context, { storage: './files', db, name: 'shared', modules: 'bionty' })
  return home
}

/** Lets Python find the file where it looks for what it has downloaded, and imports it. */
async function importByPython(python: Oracle, { cache, ...what }: OntologyImport & { cache: string }) {
  const { registry, name, version, organism } = what
  await python.run(`
    import bionty as bt, offline_bionty
    offline_bionty.activate('${cache}')
    offline_bionty.put_basics()
    offline_bionty.put_ontology('${registry}', '${name}', '${version}', '${organism}', '${pathOf(what)}')
    source = offline_bionty.register('bionty.${registry}', '${name}', '${version}', '${organism}')
    bt.${registry}.import_source(source=source)`)
}

async function importByOurs(db: Instance, { registry, name, version, organism, ...what }: OntologyImport) {
  const { Source, [registry]: terms } = db.bionty
  const entity = `bionty.${registry}`
  const existing = await Source.filter({ entity, name, version, organism }).oneOrNone()
  const like = await Source.filter({ entity, name, organism }).first()
  const fields = { entity, name, version, organism, description: like?.description ?? null }
  const source = existing ?? (await Source.create(fields).save())
  const file = pathOf({ registry, name, version, organism, ...what })
  return (terms as typeof db.bionty.CellType).importSource({ file, source })
}

/** Rows and links of an import by what they mean; the order of synonyms is not defined in Python. */
function imported(rows: PlainRows, { registry }: OntologyImport) {
  const table = registry.toLowerCase()
  const terms = rows[`bionty_${table}`] ?? []
  const idOf = new Map(terms.map((term) => [term['id'], String(term['ontology_id'])]))
  const sourceOf = new Map((rows['bionty_source'] ?? []).map((source) => [source['id'], source]))
  const links = (rows[`bionty_${table}_parents`] ?? []).map(
    (link) => `${idOf.get(link[`from_${table}_id`])} → ${idOf.get(link[`to_${table}_id`])}`,
  )
  const byId = terms.map((term) => [term['ontology_id'], meaning(term, sourceOf)] as const)
  return { terms: Object.fromEntries(byId) as Record<string, PlainRow>, links: links.toSorted() }
}

function meaning(term: PlainRow, sourceOf: ReadonlyMap<unknown, PlainRow>): PlainRow {
  const { id: _, created_at: _created, updated_at: _updated, source_id: sourceId, synonyms, ...rest } = term
  const { entity, name, version, organism, in_db: inDb } = sourceOf.get(sourceId) ?? {}
  const sorted = typeof synonyms === 'string' ? synonyms.split('|').toSorted() : synonyms
  return { ...rest, synonyms: sorted, source: { entity, name, version, organism, inDb } }
}

describe.each(databases)('terms imported from one file on %s', (database) => {
  it.each(database === 'sqlite' ? ontologies : [cellOntology])(
    'are the same rows and parents from both languages: $file',
    async (ontology) => {
      await using theirHome = await createHome(database)
      await using ourHome = await createHome(database)
      await using python = await theirHome.lamindb()
      await importByPython(python, { ...ontology, cache: join(theirHome.home, 'bionty') })
      await using theirs = await theirHome.connect()
      await using ours = await ourHome.connect()
      await importByOurs(ours, ontology)
      const expected = imported(await ourRows(theirs), ontology)
      const actual = imported(await ourRows(ours), ontology)
      expect(actual.terms).toEqual(expected.terms)
      const theirLinks = new Set(expected.links)
      expect(actual.links.filter((link) => theirLinks.has(link))).toEqual(expected.links)
      expect(actual.links.length).toBe(ontology.allLinks ?? theirLinks.size)
      expect(Object.keys(expected.terms).length).toBeGreaterThan(100)
      expect(expected.links.length).toBeGreaterThan(100)
    },
  )

  it('are found there when the other language imports the file again', async () => {
    await using home = await createHome(database)
    await using python = await home.lamindb()
    await using db = await home.connect()
    const first = await importByOurs(db, cellOntology)
    const rows = await ourRows(db)
    await importByPython(python, { ...cellOntology, cache: join(home.home, 'bionty') })
    expect(imported(await ourRows(db), cellOntology)).toEqual(imported(rows, cellOntology))
    const again = await importByOurs(db, cellOntology)
    expect([again.inserted, again.linked, again.rows]).toEqual([0, 0, first.rows])
    expect(await ourRows(db)).toEqual(rows)
  })
})
