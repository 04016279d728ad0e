import { SystemClock } from '@lamindb/core/identity'
import { createTestInstance, type TestInstance } from '@lamindb/core/testing'
import { biontyModule } from '@lamindb/bionty'

import { geneTable, type GeneRow } from './gene-table.ts'
import type { Meter } from './measure.ts'

/** An instance with a vocabulary of 78,894 genes. */
export async function geneInstance(
  meter: Meter,
  shared: string,
): Promise<{ test: TestInstance; genes: GeneRow[] }> {
  const test = await createTestInstance({ modules: [biontyModule], clock: new SystemClock() })
  const { bionty } = test.db
  const genes = geneTable(shared)
  const human = await bionty.Organism.create({
    name: 'human',
    ontologyId: 'NCBITaxon:9606',
    scientificName: 'Homo sapiens',
  }).save()
  const load = () => bionty.Gene.importSource({ rows: genes, organism: human, version: 'gencode' })
  if (meter.wants('import-genes')) await meter.measure('import-genes', load, { n: genes.length, repeats: 1 })
  else await load()
  return { test, genes }
}
