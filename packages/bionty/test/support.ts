import { copyFile, mkdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

import type { Instance } from '@lamindb/core'
import { createTestInstance, type TestInstance } from '@lamindb/core/testing'

import { biontyModule } from '../src/index.ts'
import type { Source } from '../src/registries/source.ts'
import { ontologyFileName, tableFileName, type SourceKey } from '../src/sources/index.ts'

export const fixture = (name: string): string =>
  fileURLToPath(new URL(`./fixtures/sources/${name}`, import.meta.url))

/** An instance with biological registries that never asks the network. */
export async function openBionty(database: 'sqlite' | 'postgresql'): Promise<TestInstance> {
  const test = await createTestInstance({
    database,
    postgresServerUrl: inject('postgresServerUrl'),
    modules: [biontyModule],
  })
  test.db.bionty.settings.download = false
  return test
}

/** Puts a file into the cache folder as the content of a source. */
export async function putContent(db: Instance, source: SourceKey, name: string): Promise<void> {
  const { sourceFolder } = db.bionty.settings
  await mkdir(sourceFolder, { recursive: true })
  const isOntology = name.endsWith('.obo')
  const target = isOntology
    ? ontologyFileName(source)
    : tableFileName(source).replace('.parquet', extname(name))
  await copyFile(fixture(name), join(sourceFolder, target))
}

export const cells = (version: string): SourceKey => ({
  entity: 'bionty.CellType',
  name: 'cl',
  organism: 'all',
  version,
})

/** Registers a release of the cells with its content, in use. */
export async function addCells(db: Instance, version = '2024-01-01', name = 'cells-1.obo'): Promise<Source> {
  await putContent(db, cells(version), name)
  const source = await db.bionty.Source.create(cells(version)).save()
  source.currentlyUsed = true
  return source.save()
}

/** Puts the tables of genes, proteins and markers into the cache, for the default sources. */
export async function putTables(db: Instance): Promise<void> {
  const tables: readonly (readonly [entity: string, organism: string, file: string])[] = [
    ['bionty.Gene', 'human', 'genes-human.csv'],
    ['bionty.Gene', 'mouse', 'genes-mouse.csv'],
    ['bionty.Gene', 'saccharomyces cerevisiae', 'genes-yeast.csv'],
    ['bionty.Protein', 'human', 'proteins-human.tsv'],
    ['bionty.CellMarker', 'human', 'markers-human.csv'],
  ]
  for (const [entity, organism, file] of tables) {
    const source = await db.bionty.Source.get({ entity, organism })
    await putContent(db, source, file)
  }
}

/** Child → parent, by ontology id, sorted. */
export async function linksOf(registry: { filter(): PromiseLike<unknown[]> }): Promise<string[]> {
  const records = (await registry.filter()) as { ontologyId: string; parents: PromiseLike<unknown[]> }[]
  const links: string[] = []
  for (const record of records) {
    for (const parent of (await record.parents) as { ontologyId: string }[])
      links.push(`${record.ontologyId} ${parent.ontologyId}`)
  }
  return links.toSorted()
}
