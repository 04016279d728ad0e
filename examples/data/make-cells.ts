/**
 * Makes `cells.csv`: a thousand cells as they come from several hands, with synonyms, differing case, typing errors, a cell
 * type that no ontology knows, and a column of numbers in which somebody wrote a percent sign now and then. The same bytes on
 * every run.
 *
 * node examples/data/make-cells.ts > examples/data/cells.csv
 */

/** Mulberry32 by Tommy Ettinger: numbers in [0, 1) from a seed. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How the people who annotated the cells write each type, and how often, in per mille. */
const spellings: readonly (readonly [name: string, perMille: number])[] = [
  ['T cell', 180],
  ['T-cell', 60],
  ['t cell', 25],
  ['T lymphocyte', 15],
  ['alpha-beta T cell', 70],
  ['gamma-delta T cell', 30],
  ['gammadelta T cell', 10],
  ['B cell', 120],
  ['B-cell', 35],
  ['b cell', 15],
  ['plasma cell', 40],
  ['plasmacyte', 10],
  ['monocyte', 110],
  ['Monocyte', 20],
  ['macrophage', 50],
  ['histiocyte', 7],
  ['neutrophil', 60],
  ['neutrofil', 5],
  ['plasmacytoid dendritic cell', 25],
  ['pDC', 20],
  ['conventional dendritic cell', 20],
  ['cDC', 15],
  ['mast cell', 15],
  ['platelet', 25],
  ['platlet', 8],
  ['doublet', 10],
]

const cells = 1000
const random = createRandom(20260102)
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T

function pickSpelling(): string {
  let left = random() * spellings.reduce((sum, [, perMille]) => sum + perMille, 0)
  for (const [name, perMille] of spellings) {
    left -= perMille
    if (left < 0) return name
  }
  return 'T cell'
}

function barcode(): string {
  return Array.from({ length: 16 }, () => pick(['A', 'C', 'G', 'T'])).join('')
}

const lines = ['cell_id,donor,cell_type,n_genes,percent_mito']
for (let cell = 0; cell < cells; cell += 1) {
  const genes = Math.round(700 + 1800 * random() ** 2)
  const mito = (1 + 9 * random() ** 3).toFixed(2)
  const donor = `D${1 + Math.floor(random() * 4)}`
  const sign = random() < 0.012 ? '%' : ''
  lines.push([barcode(), donor, pickSpelling(), genes, `${mito}${sign}`].join(','))
}
process.stdout.write(`${lines.join('\n')}\n`)
