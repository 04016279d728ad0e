import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { publicSources } from './public-sources.ts'
import { ontologyFileName, tableFileName } from './source-files.ts'
import { sourceSeeds } from './source-seed.ts'
import { sourceUid } from './source-uid.ts'

const csv = readFileSync(new URL('../../test/fixtures/sources/public-sources.csv', import.meta.url), 'utf8')
const [header = '', ...lines] = csv.trimEnd().split('\n')
const columns = header.split(',')
const recorded = lines.map((line) =>
  Object.fromEntries(line.split(',').map((cell, i) => [columns[i] ?? '', cell])),
)

describe('the sources of a new instance', () => {
  it('are those that the reference starts with, in its order', () => {
    expect(sourceSeeds()).toEqual(
      recorded.map((row) => ({
        uid: row['uid'],
        entity: row['entity'],
        organism: row['organism'],
        name: row['name'],
        version: row['version'],
        inDb: false,
        currentlyUsed: row['currently_used'] === 'true',
        description: row['description'],
        url: row['url'],
        sourceWebsite: row['source_website'],
      })),
    )
  })

  it('are 43, of which 37 are in use', () => {
    expect(sourceSeeds()).toHaveLength(43)
    expect(sourceSeeds().filter(({ currentlyUsed }) => currentlyUsed)).toHaveLength(37)
  })

  it('have the file names that the reference caches them under', () => {
    expect(publicSources.map((source) => [tableFileName(source), ontologyFileName(source)])).toEqual(
      recorded.map((row) => [row['table_filename'], row['ontology_filename']]),
    )
  })

  it('have addresses with a place for the version', () => {
    for (const { urlPattern, url, version } of publicSources) {
      expect(urlPattern).toContain('{version}')
      expect(urlPattern.replaceAll('{version}', version)).toBe(url)
    }
  })
})

describe('the uid of a source', () => {
  it.each([
    ['bionty.Disease', 'mondo', 'all', '2023-04-04', 'Hgw08Vk3'],
    ['bionty.CellType', 'cl', 'all', '2025-12-17', '6Z0wRdof'],
  ])('%s %s %s %s is %5$s', (entity, name, organism, version, uid) => {
    expect(sourceUid({ entity, name, organism, version })).toBe(uid)
  })
})

describe('file names', () => {
  const yeast = {
    entity: 'bionty.Gene',
    name: 'ensembl',
    organism: 'Saccharomyces cerevisiae',
    version: 'release-116',
  }

  it('write the organism in lower case with hyphens', () => {
    expect(tableFileName(yeast)).toBe('df_saccharomyces-cerevisiae__ensembl__release-116__Gene.parquet')
    expect(ontologyFileName(yeast)).toBe('ontology_saccharomyces-cerevisiae__ensembl__release-116__Gene')
  })

  it('have no blanks in that of the ontology', () => {
    expect(ontologyFileName({ ...yeast, name: 'my own', version: 'v 1' })).toBe(
      'ontology_saccharomyces-cerevisiae__my_own__v_1__Gene',
    )
  })

  it.each(['../human', String.raw`a\b`])('refuse the organism %s', (organism) => {
    expect(() => tableFileName({ ...yeast, organism })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    )
    expect(() => ontologyFileName({ ...yeast, organism })).toThrow(organism)
  })
})
