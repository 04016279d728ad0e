import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A gene as the public table has it. */
export interface GeneRow {
  readonly ensembl_gene_id: string
  readonly symbol: string
  readonly biotype: string
  readonly [column: string]: unknown
}

/** The 78,894 human genes of the shared data, sorted by identifier. */
export function geneTable(shared: string): GeneRow[] {
  const text = gunzipSync(readFileSync(join(shared, 'data/genes/genes_homo_sapiens.csv.gz'))).toString()
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): GeneRow => {
      const [ensembl_gene_id = '', symbol = '', , , biotype = ''] = line.trim().split(',')
      return { ensembl_gene_id, symbol, biotype }
    })
  return rows.sort((a, b) => (a.ensembl_gene_id < b.ensembl_gene_id ? -1 : 1))
}
