import { mkdir, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { rowsToTable, tableToSource, writeParquet } from '@lamindb/formats'
import { commonOrganisms } from '../../../../packages/bionty/src/organism/common-organisms.ts'
import { ontologyFileName, tableFileName } from '../../../../packages/bionty/src/sources/index.ts'
import type { Fields } from '../../golden/fields.ts'
import { readGoldenFile, type GoldenFile } from '../../golden/golden-file.ts'
import { isGoldenList, type GoldenJson } from '../../golden/golden-json.ts'
import { MissingDataFile, type RunContext } from '../../runner/run-context.ts'
import { geneRows } from './gene-rows.ts'

/** A public source as golden files name it. */
export interface SourceRow {
  readonly uid: string | undefined
  readonly entity: string
  readonly name: string
  readonly version: string
  readonly organism: string
  /** data file, where the golden file names it */
  readonly file: string | undefined
}

/** Columns of the tables that golden files give as lists. */
const PROTEIN_COLUMNS = 'uniprotkb_id name length gene_symbol ensembl_gene_ids description synonyms'.split(
  ' ',
)
const MARKER_COLUMNS = 'name gene_symbol ncbi_gene_id uniprotkb_id synonyms'.split(' ')
/** Suffixes of ontology files, those that the reference read first. */
const SYNTAXES = ['obo.gz', 'owl.gz', 'obo', 'owl', 'json.gz', 'json']

/**
 * The folder in which bionty looks for contents of sources: ontology files under the names that it expects, gene tables
 * with the facts of a golden file, and the small tables that the file gives.
 */
export class SourceFolder {
  readonly path: string
  readonly #context: RunContext
  readonly #content: Fields
  readonly #goldenFolder: string

  private constructor(path: string, context: RunContext, file: GoldenFile) {
    this.path = path
    this.#context = context
    this.#content = file.content
    this.#goldenFolder = dirname(file.path)
  }

  static async create(context: RunContext, file: GoldenFile): Promise<SourceFolder> {
    const folder = new SourceFolder(await context.newFolder('sources'), context, file)
    await mkdir(folder.path, { recursive: true })
    return folder
  }

  /** Puts the content of a source in place. */
  async put(source: SourceRow): Promise<void> {
    if (source.entity === 'bionty.Gene') {
      const path = await this.#context.dataFile(source.file?.split(' ')[0] ?? this.#geneFile(source.organism))
      await this.putRows(source, await geneRows(path, await this.#geneFacts(source)))
      return
    }
    const target = join(this.path, ontologyFileName(source))
    await symlink(resolve(await this.#ontologyFile(source)), target)
  }

  /** Puts rows in place as the ready-made table of a source. */
  async putRows(source: SourceRow, rows: readonly object[]): Promise<void> {
    const table = await rowsToTable(rows as Record<string, unknown>[])
    await writeParquet(tableToSource(table), join(this.path, tableFileName(source)))
  }

  /** Puts the tables in place that the golden file gives: species, proteins, markers. */
  async putGivenTables(): Promise<void> {
    const tables: readonly (readonly [
      name: string,
      source: SourceRow,
      rows: (row: GoldenJson[]) => object,
    ])[] = [
      ['species', sourceRow('bionty.Organism', 'ensembl', 'release-116', 'vertebrates'), speciesRow],
      ['proteins', sourceRow('bionty.Protein', 'uniprot', '2026-01', 'human'), named(PROTEIN_COLUMNS)],
      ['markers', sourceRow('bionty.CellMarker', 'cellmarker', '2.0', 'human'), named(MARKER_COLUMNS)],
    ]
    for (const [name, source, rowOf] of tables) {
      const rows = this.#content.optionalList(name).filter(isGoldenList)
      if (rows.length > 0)
        await this.putRows(
          source,
          rows.map((row) => rowOf([...row])),
        )
    }
  }

  /** Facts of genes are in the file itself, or in another one: `… with gene_facts of other.json`. */
  async #geneFacts({ file }: SourceRow): Promise<Fields | undefined> {
    const [, other] = / with gene_facts of (\S+)$/u.exec(file ?? '') ?? []
    if (other === undefined) return this.#content.optionalFields('gene_facts')
    const found = await readGoldenFile(join(this.#goldenFolder, other)).catch(() => undefined)
    return found?.content.optionalFields('gene_facts')
  }

  /** Files of genes are called by the scientific name, which the file or bionty knows. */
  #geneFile(organism: string): string {
    const species = this.#content.optionalList('species').filter(isGoldenList)
    const [, listed] = species.find(([name]) => name === organism) ?? []
    const common = commonOrganisms.find(({ name }) => name === organism)?.scientificName
    const scientific = listed ?? (common ?? organism).toLowerCase().replaceAll(' ', '_')
    return `genes_${String(scientific)}.csv.gz`
  }

  /** Files are called by name and version, or by name; a syntax at the end of a version is no part of it. */
  async #ontologyFile({ name, version, file }: SourceRow): Promise<string> {
    if (file !== undefined) return this.#context.dataFile(file)
    const [, base = version, syntax] = /^(.*?)(?:-(obo|owl|json))?$/u.exec(version) ?? []
    const preferred = SYNTAXES.filter((suffix) => syntax === undefined || suffix.startsWith(syntax))
    const stems = [`${name}-${version}`, `${name}-${base}`, name]
    for (const candidate of stems.flatMap((stem) => preferred.map((suffix) => `${stem}.${suffix}`))) {
      const found = await this.#context.dataFile(candidate).catch((error: unknown) => {
        if (error instanceof MissingDataFile) return undefined
        throw error
      })
      if (found !== undefined) return found
    }
    throw new MissingDataFile(`${name}-${version}.*`, 'the data folder')
  }
}

/** `[uid, entity, name, version, organism]`, or `[entity, name, version, organism, file]`. */
export function readSourceRow(row: readonly GoldenJson[]): SourceRow {
  const texts = row.map(String)
  const isNamed = texts[0]?.includes('.') === true
  const [entity = '', name = '', version = '', organism = '', file] = isNamed ? texts : texts.slice(1)
  return { uid: isNamed ? undefined : texts[0], entity, name, version, organism, file }
}

function sourceRow(entity: string, name: string, version: string, organism: string): SourceRow {
  return { uid: undefined, entity, name, version, organism, file: undefined }
}

function named(columns: readonly string[]): (row: GoldenJson[]) => object {
  return (row) => Object.fromEntries(columns.map((column, index) => [column, plain(row[index])]))
}

const plain = (value: GoldenJson | undefined): unknown =>
  typeof value === 'bigint' ? Number(value) : (value ?? null)

/** `[common name, species, taxon]` */
function speciesRow([name = '', species = '', taxon = '']: GoldenJson[]): object {
  const [first = '', ...rest] = String(species).split('_')
  return {
    name: String(name),
    scientific_name: [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' '),
    ontology_id: `NCBITaxon:${String(taxon)}`,
    synonyms: null,
  }
}
