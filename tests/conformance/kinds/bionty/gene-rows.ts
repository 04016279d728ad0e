import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'
import { Fields, UnexpectedForm } from '../../golden/fields.ts'

/** A row of the table of a gene source. */
export interface GeneRow {
  readonly [column: string]: string | null
}

interface GeneFacts {
  readonly ncbiGeneIds: readonly (string | null)[]
  readonly description: string | null
  readonly synonyms: string | null
}

const NO_FACTS: GeneFacts = { ncbiGeneIds: [null], description: null, synonyms: null }

/**
 * The table of a gene source: a CSV file without header (Ensembl id, symbol, version, length, biotype) with the facts
 * that golden files give of some genes. A gene with two NCBI ids has two rows.
 *
 * @param facts - by Ensembl id
 */
export async function geneRows(path: string, facts: Fields | undefined): Promise<GeneRow[]> {
  const known = new Map((facts?.names() ?? []).map((id) => [id, factsOf(facts?.value(id))]))
  const rows: GeneRow[] = []
  const stream = createReadStream(path)
  const text = path.endsWith('.gz') ? stream.pipe(createGunzip()) : stream
  for await (const line of createInterface({ input: text })) {
    const [id = '', symbol = '', , , biotype = ''] = cellsOf(line)
    if (id === '') continue
    const { ncbiGeneIds, description, synonyms } = known.get(id) ?? NO_FACTS
    for (const ncbi of ncbiGeneIds) {
      rows.push({ ensembl_gene_id: id, symbol, ncbi_gene_id: ncbi, biotype, description, synonyms })
    }
  }
  return rows.sort(byId)
}

const byId = (a: GeneRow, b: GeneRow): number => {
  const [left, right] = [a['ensembl_gene_id'] ?? '', b['ensembl_gene_id'] ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}

/** Cells of a line; a quoted one may hold commas. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )
}

/** Facts are `{ncbi_gene_ids, description, synonyms}`, or a list of these three. */
function factsOf(value: GoldenJson | undefined): GeneFacts {
  if (isGoldenList(value)) {
    const [ncbi = null, description = null, synonyms = null] = value
    return { ncbiGeneIds: idsOf(ncbi), description: textOf(description), synonyms: textOf(synonyms) }
  }
  if (!isGoldenObject(value)) throw new UnexpectedForm('facts', 'facts of a gene', value)
  const fields = new Fields(value)
  return {
    ncbiGeneIds: idsOf(fields.value('ncbi_gene_ids') ?? null),
    description: textOf(fields.value('description') ?? null),
    synonyms: textOf(fields.value('synonyms') ?? null),
  }
}

function idsOf(value: GoldenJson): (string | null)[] {
  return isGoldenList(value) ? value.map(textOf) : [textOf(value)]
}

const textOf = (value: GoldenJson): string | null => (typeof value === 'string' ? value : null)
