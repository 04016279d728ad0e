import { createReadStream } from 'node:fs'
import {
  ontologyTable,
  rowsOfSource,
  type OntologyRow,
} from '../../../../packages/bionty/src/ontology/ontology-table.ts'
import { readOntology } from '../../../../packages/bionty/src/ontology/read-ontology.ts'
import { canonicalHash, compareCodePoints, type GoldenRow } from '../../golden/canonical-rows.ts'
import { failed, passed, type CaseResult } from '../../golden/case-result.ts'
import { compareGolden, describeDifference } from '../../golden/compare.ts'
import { expectationOf } from '../../golden/expectation.ts'
import { Fields } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { isGoldenList, type GoldenJson } from '../../golden/golden-json.ts'
import type { DataSetKind } from '../../runner/data-set-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'

/** The table of an ontology file by bionty's rule: counts, hash and sampled rows. */
export const ONTOLOGY_TERMS_KIND: DataSetKind = {
  name: 'table of an ontology file',
  accepts: (content) =>
    ['file', 'entity', 'id_prefixes', 'include_rel', 'row_columns'].every((name) => content.has(name)) ||
    isUnreadable(content),
  run: runTerms,
}

/** A file that the reference could not read has its table in `ours` alone. */
function isUnreadable(content: Fields): boolean {
  return content.has('as_is') && content.has('entity') && content.optionalFields('ours')?.has('rows') === true
}

async function* runTerms(file: GoldenFile, context: RunContext): AsyncIterable<CaseResult> {
  const { fields: expected, skip } = expectationOf(file.content)
  if (skip !== undefined) return
  const names = quantityNames(expected)
  let table: readonly OntologyRow[]
  try {
    table = await readTable(expected, context)
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    const rows = expectedRows(expected).map(idOf)
    for (const id of [...names, ...rows]) yield failed(id, why)
    return
  }
  const rows = table.map(goldenRow)
  const actual = quantities(rows, rowsOfSource(table, expected.text('source')).length)
  for (const name of names) yield compared(name, expected.required(name), actual[name])
  const byId = new Map(rows.map((row) => [idOf(row), row]))
  for (const row of expectedRows(expected)) yield compared(idOf(row), row, byId.get(idOf(row)))
}

async function readTable(expected: Fields, context: RunContext): Promise<readonly OntologyRow[]> {
  const path = await context.dataFile(expected.text('file'))
  const ontology = await readOntology({ name: path, open: (signal) => createReadStream(path, { signal }) })
  const idPrefixes = expected.value('id_prefixes') ? expected.texts('id_prefixes') : undefined
  return ontologyTable(ontology, {
    idPrefixes,
    // Where ids are IRIs, what they have in common is no part of the id.
    stripPrefix: idPrefixes?.find((prefix) => prefix.includes('://')),
    includePartOf: expected.optionalText('include_rel') === 'part_of',
  })
}

function goldenRow({ ontologyId, name, definition, synonyms, parents }: OntologyRow): GoldenRow {
  const sorted = (texts: readonly string[]): string[] => texts.toSorted(compareCodePoints)
  return [
    ontologyId,
    name,
    definition,
    synonyms === null ? null : sorted(synonyms.split('|')),
    sorted(parents),
  ]
}

function quantities(rows: readonly GoldenRow[], shown: number): Readonly<Record<string, GoldenJson>> {
  const count = (isCounted: (row: GoldenRow) => boolean): bigint => BigInt(rows.filter(isCounted).length)
  const ids = new Set<GoldenJson>(rows.map(idOf))
  const parents = rows.flatMap((row) => parentsOf(row))
  return {
    n_rows: BigInt(rows.length),
    sha256: canonicalHash(rows),
    n_rows_to_dataframe: BigInt(shown),
    n_named_obsolete: count(([, name]) => typeof name === 'string' && name.startsWith('obsolete')),
    n_without_definition: count((row) => row[2] === null),
    n_without_synonyms: count((row) => row[3] === null),
    n_parent_links: BigInt(parents.length),
    n_parent_links_to_absent_rows: BigInt(parents.filter((parent) => !ids.has(parent)).length),
    duplicate_ids: duplicates(rows.map(idOf)),
  }
}

function idOf([id]: GoldenRow): string {
  return typeof id === 'string' ? id : ''
}

function parentsOf(row: GoldenRow): readonly GoldenJson[] {
  return isGoldenList(row[4]) ? row[4] : []
}

function duplicates(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  const repeated = ids.filter((id) => seen.size === seen.add(id).size)
  return [...new Set(repeated)].toSorted(compareCodePoints)
}

/** Quantities that the file records, or says to be checked. */
function quantityNames(expected: Fields): string[] {
  const known = Object.keys(quantities([], 0))
  const checks = expected.has('checks') ? expected.texts('checks') : known
  return checks.filter((name) => name !== 'rows' && expected.has(name))
}

/** The sampled rows, those that `ours` changes in its form. */
function expectedRows(expected: Fields): GoldenRow[] {
  const rows = (name: string): GoldenRow[] => expected.optionalList(name).filter(isGoldenList)
  const changed = new Map(rows('rows_that_differ').map((row) => [idOf(row), row]))
  return rows('rows').map((row) => changed.get(idOf(row)) ?? row)
}

function compared(id: string, expected: GoldenJson, actual: GoldenJson | undefined): CaseResult {
  const difference = compareGolden(expected, actual)
  return difference ? failed(id, describeDifference(difference)) : passed(id)
}
