import { geneInstance } from '../gene-instance.ts'
import type { Work } from '../run-group.ts'
import { seededRandom } from '../seeded-random.ts'

const VALUES = 100_000

export async function run({ meter, shared }: Work): Promise<void> {
  const { test, genes } = await geneInstance(meter, shared)
  await using _ = test
  const { Gene, Organism } = test.db.bionty
  const human = await Organism.get({ name: 'human' })
  const random = seededRandom(1)
  const pick = (): number => Math.floor(random() * genes.length)
  const ids = Array.from({ length: VALUES }, (_, i) =>
    i % 50 === 0 ? `bad${i / 50}` : (genes[pick()]?.ensembl_gene_id as string),
  )
  const symbols = Array.from({ length: VALUES }, () => genes[pick()]?.symbol as string)
  await meter.measure(
    'validate-100k',
    () => Gene.validate(ids, { field: 'ensemblGeneId', organism: human }),
    { n: VALUES },
  )
  await meter.measure('inspect-100k', () => Gene.inspect(ids, { field: 'ensemblGeneId', organism: human }), {
    n: VALUES,
    repeats: 2,
  })
  await meter.measure(
    'standardize-100k',
    () => Gene.standardize(symbols, { field: 'symbol', organism: human }),
    { n: VALUES, repeats: 2 },
  )
  const queries = ['BRCA2', 'tumor protein p53', 'CD8', 'interleukn 6', 'HLA']
  const searchAll = async (): Promise<void> => {
    for (const query of queries) await Gene.search(query, { limit: 20 })
  }
  await meter.measure('search-79k', searchAll, { n: queries.length })
  await meter.measure('to-dataframe-79k', () => Gene.filter().toDataFrame({ limit: null }), {
    n: genes.length,
    repeats: 2,
  })
}
