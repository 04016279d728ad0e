import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { apiProbes } from './differences/api.ts'
import { commandLineProbes } from './differences/command-line.ts'
import { curationProbes } from './differences/curation.ts'
import { databaseProbes } from './differences/database.ts'
import { lineageProbes } from './differences/lineage.ts'
import { ontologyProbes } from './differences/ontologies.ts'
import { schemaProbes } from './differences/schemas.ts'
import { settingsProbes } from './differences/settings.ts'

const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'differences.md'), 'utf8')

/** First cells of the tables with what is different. */
const rows = [...page.matchAll(/^\| (?!what \||--- )(?<what>[^|]+) \| [^|]+ \| [^|]+ \| [^|]+ \|$/gm)].map(
  ({ groups = {} }) => (groups['what'] as string).trim(),
)

const probes = {
  ...apiProbes,
  ...databaseProbes,
  ...settingsProbes,
  ...schemaProbes,
  ...curationProbes,
  ...ontologyProbes,
  ...lineageProbes,
  ...commandLineProbes,
}

describe('the page of differences', () => {
  it('has a probe for every row, and a row for every probe', () => {
    expect([...rows].sort()).toEqual(Object.keys(probes).sort())
  })

  it.each(Object.entries(probes))('%s', async (_what, probe) => {
    await expect(probe()).resolves.toBeUndefined()
  })
})
