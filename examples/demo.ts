/**
 * From a messy table to a curated, annotated and queryable one, offline: `npm run demo`.
 *
 * Everything goes into ./lamin-demo, settings included; running it again continues with what is there.
 */
import { mkdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'

import { init } from 'lamindb'
import type {} from '@lamindb/bionty'
import type { Table } from 'apache-arrow'

import { bad, createDemoLogger, faint, good, heading, line, paragraph, strong, table } from './demo/print.ts'
import { descendants } from './demo/descendants.ts'
import { drawLineage } from './demo/draw-lineage.ts'

const start = performance.now()
const data = join(import.meta.dirname, 'data')
const folder = resolve('lamin-demo')
await mkdir(folder, { recursive: true })
process.chdir(folder)
process.env['LAMIN_SETTINGS_DIR'] = folder
process.env['LAMIN_CACHE_DIR'] = join(folder, 'cache')

heading('An instance: SQLite, a folder, a module', "await init({ storage: './data', modules: ['bionty'] })")
const options = { logger: createDemoLogger() }
await using db = await init({ storage: './data', name: 'demo', modules: ['bionty'] }, options)
line(`${strong(db.slug)} in ${relative(resolve('..'), db.config.storageRoot)}`)

heading('An ontology, from its original file', "await CellType.importSource({ file: 'immune-cells.obo' })")
const { CellType } = db.bionty
const { source, rows, inserted, linked } = await CellType.importSource({
  file: join(data, 'immune-cells.obo'),
})
line(`Cell Ontology ${source.version}: ${rows} cell types, ${inserted} new; ${linked} new links to parents`)

heading('What a table must look like', "await db.Schema.create({ name: 'Cells', features }).save()")
const features = await db.save([
  db.Feature.create({ name: 'cell_id', dtype: 'str' }),
  db.Feature.create({ name: 'donor', dtype: 'str' }),
  db.Feature.create({ name: 'cell_type', dtype: CellType, coerce: true }),
  db.Feature.create({ name: 'n_genes', dtype: 'int' }),
  db.Feature.create({ name: 'percent_mito', dtype: 'float' }),
])
const schema = await db.Schema.create({ name: 'Cells', features }).save()
line(features.map(({ name, dtype }) => `${name}: ${faint(dtype ?? '')}`).join('   '))

heading(
  'A thousand cells as they came: types first',
  'await db.track(); await db.curate(cells, schema).inspect()',
)
const raw = await db.Artifact.create(join(data, 'cells.csv'), {
  key: 'raw/cells.csv',
  description: 'Cells as they came',
}).save()
await db.track()
const asTheyCame = (await raw.load()) as Table
const problems = (await db.curate(asTheyCame, schema).inspect()).slots['columns']?.structural ?? []
for (const { column, error } of problems) line(`${bad('✗')} ${strong(String(column))}  ${error}`)

heading('Numbers put right: now the cell types', 'await db.curate(cells, schema).inspect()')
const cells = asTheyCame.toArray().map((row) => withNumbers(row.toJSON()))
const report = (await db.curate(cells, schema).inspect()).slots['columns']?.labels['cell_type']
const { synonyms = {}, suggestions = {}, nonValidated = [], total = 0 } = report ?? {}
const unknown = nonValidated.map(String).filter((value) => !(value in synonyms))
const count = (value: string): number => cells.filter((cell) => cell.cell_type === value).length
line(`${bad('✗')} ${nonValidated.length} of ${total} names are not in the registry`)
line()
table(
  ['name', 'cells', 'finding', 'in the registry'],
  [
    ...byCount(Object.keys(synonyms)).map((value) => [
      value,
      count(value),
      'synonym of',
      synonyms[value] ?? '',
    ]),
    ...byCount(unknown).map((value) => [value, count(value), ...finding(suggestions[value]?.[0])]),
  ],
)

heading(
  'Curated, saved, annotated',
  "await curator.cat.standardize('cell_type'); await curator.saveArtifact({ key })",
)
const corrected = cells
  .map((cell) => ({ ...cell, cell_type: correction(cell.cell_type) }))
  .filter((cell) => cell.cell_type !== undefined)
const curator = db.curate(corrected, schema)
await curator.cat.standardize('cell_type')
await curator.validate()
const curated = await curator.saveArtifact({ key: 'curated/cells.parquet', description: 'Cells, curated' })
line(
  `${good('✓')} ${corrected.length} cells valid; ${cells.length - corrected.length} of unknown type left out`,
)
line()
paragraph(await curated.describe())

heading('Where it comes from', 'await artifact.run')
for (const text of await drawLineage(curated)) line(text)

heading('Datasets with any kind of T cell', 'await db.Artifact.filter({ cellTypes: { id: { $in: kinds } } })')
const kinds = await descendants(CellType, await CellType.get({ name: 'T cell' }))
const found = await db.Artifact.filter({ cellTypes: { id: { $in: kinds.map(({ id }) => id) } } })
line(`T cell and below: ${kinds.map(({ name }) => name).join(', ')}`)
line(`${good('✓')} ${found.map(({ key }) => key).join(', ')}`)

await db.finish()
const seconds = ((performance.now() - start) / 1000).toFixed(1)
console.log(`\n${good('✓')} ${seconds} s, offline, all in ./lamin-demo. Try next, in that folder:\n`)
paragraph(`export LAMIN_SETTINGS_DIR=.
npx lamin list artifact
npx lamin describe --key curated/cells.parquet
npx lamin list bionty.celltype --filter parents__name=lymphocyte
npx lamin bionty standardize CellType "T-cell" "pDC"
python -c "import lamindb as ln; ln.Artifact.get(key='curated/cells.parquet').describe()"`)

/** Percent signs do not belong into a column of numbers. */
function withNumbers(row: { readonly [column: string]: unknown }) {
  const percent = Number(String(row['percent_mito']).replace('%', ''))
  return { ...row, percent_mito: percent, cell_type: String(row['cell_type']) }
}

/** The most frequent names first. */
function byCount(values: readonly string[]): readonly string[] {
  return [...values].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))
}

function finding(suggestion: string | undefined): readonly [string, string] {
  return suggestion === undefined ? ['unknown', ''] : ['did you mean', suggestion]
}

/** The name that a typing error resembles; nothing for what is no cell type. */
function correction(value: string): string | undefined {
  return unknown.includes(value) ? suggestions[value]?.[0] : value
}
