import {
  Dictionary,
  Float64,
  Int32,
  Int64,
  makeData,
  makeVector,
  Table,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow'

import { ValidationError } from '@lamindb/core/errors'

import { geneInstance } from '../gene-instance.ts'
import type { Work } from '../run-group.ts'
import { seededRandom } from '../seeded-random.ts'

const TYPES = ['T cell', 'B cell', 'monocyte', 'natural killer cell']

export async function run({ meter, shared }: Work): Promise<void> {
  const { test, genes } = await geneInstance(meter, shared)
  await using _ = test
  const { db } = test
  await db.save(TYPES.map((name, i) => db.bionty.CellType.create({ name, ontologyId: `CL:${i}` })))
  const schema = await db.Schema.create({
    name: 'bench',
    features: await db.save([
      db.Feature.create({ name: 'cell_type', dtype: db.bionty.CellType }),
      db.Feature.create({
        name: 'gene',
        dtype: db.bionty.Gene.field('ensemblGeneId'),
        catFilters: { organism__name: 'human' },
      }),
      db.Feature.create({ name: 'n', dtype: 'int' }),
      db.Feature.create({ name: 'x', dtype: 'float' }),
    ]),
  }).save()
  const ids = genes.map((gene) => gene.ensembl_gene_id)
  const random = seededRandom(1)
  const frame = (rows: number, bad: number): Table => {
    const wrong = Math.floor(rows * bad)
    const vocabulary = [...ids, ...Array.from({ length: wrong }, (_, i) => `bad${i}`)]
    const codes = Int32Array.from({ length: rows }, (_, i) =>
      i < wrong ? ids.length + i : Math.floor(random() * ids.length),
    )
    return new Table({
      cell_type: dictionary(
        TYPES,
        Int32Array.from({ length: rows }, () => Math.floor(random() * TYPES.length)),
      ),
      gene: dictionary(vocabulary, codes),
      n: makeVector(
        makeData({
          type: new Int64(),
          data: BigInt64Array.from({ length: rows }, () => BigInt(Math.floor(random() * 100))),
        }),
      ),
      x: makeVector(makeData({ type: new Float64(), data: Float64Array.from({ length: rows }, random) })),
    })
  }
  const validate = async (table: Table) => {
    const curator = db.curate(table, schema)
    try {
      await curator.validate()
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error
    }
    return curator
  }
  const small = frame(100, 0)
  const large = frame(1_000_000, 0)
  const wrong = frame(1_000_000, 0.01)
  await meter.measure('curate-small', () => validate(small), { n: 100 })
  const saving = meter.wants('curate-1m-save')
  const curator =
    (await meter.measure('curate-1m', () => validate(large), { n: 1_000_000, repeats: 1 })) ??
    (saving ? await validate(large) : undefined)
  await meter.measure('curate-1m-bad', () => validate(wrong), { n: 1_000_000, repeats: 1 })
  await meter.measure('curate-1m-save', async () => curator?.saveArtifact({ key: 'bench.parquet' }), {
    n: 1_000_000,
    repeats: 1,
  })
}

function dictionary(values: readonly string[], codes: Int32Array): Vector {
  const type = new Dictionary(new Utf8(), new Int32())
  return makeVector(makeData({ type, data: codes, dictionary: vectorFromArray(values, new Utf8()) }))
}
