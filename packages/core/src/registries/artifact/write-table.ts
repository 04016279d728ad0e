import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

import type { TableSource, WriteCsvOptions, WriteParquetOptions } from '@lamindb/formats'
import type { Table } from 'apache-arrow'

import { InvalidArgument } from '../../errors.ts'
import { isPath, type ArtifactData, type TableData, type TableRow } from './artifact-options.ts'

/** How a table that is not in a file yet is written. */
export interface TableWriting {
  readonly parquet?: WriteParquetOptions | undefined
  readonly csv?: WriteCsvOptions | undefined
}

const SUFFIXES: { readonly [format: string]: string } = {
  parquet: '.parquet',
  '.parquet': '.parquet',
  csv: '.csv',
  '.csv': '.csv',
}

/** Suffix of the file that a table is written to. */
export function tableSuffix(format: string | undefined): string {
  const suffix = SUFFIXES[format ?? 'parquet']
  if (suffix !== undefined) return suffix
  throw new InvalidArgument(`A table cannot be stored in the format '${String(format)}'.`, {
    hint: "Known formats: 'parquet', 'csv'.",
  })
}

/**
 * Writes a table to a new file. Batches of a source are read one by one.
 *
 * @returns the number of rows
 */
export async function writeTable(data: ArtifactData, path: string, writing: TableWriting): Promise<number> {
  checkTableData(data)
  const formats = await import('@lamindb/formats')
  await mkdir(dirname(path), { recursive: true })
  const source = await tableSource(data)
  const { numRows } = path.endsWith('.csv')
    ? await formats.writeCsv(source, path, writing.csv)
    : await formats.writeParquet(source, path, writing.parquet)
  return numRows
}

/** A table in memory as a source. */
export async function tableSource(data: TableData): Promise<TableSource> {
  const { rowsToTable, tableToSource } = await import('@lamindb/formats')
  if (isSource(data)) return data
  return tableToSource(isTable(data) ? data : await rowsToTable(data))
}

/** @throws InvalidArgument for what is neither a path nor a table */
export function checkTableData(data: ArtifactData): asserts data is TableData {
  if (!isPath(data) && (isTable(data) || isSource(data) || isRows(data))) return
  throw new InvalidArgument('data has to be a string, Path, UPath', {
    hint: 'Pass the path of a file or folder, an Arrow table, a table source, or an array of row objects.',
  })
}

const isObject = (data: unknown): data is object => typeof data === 'object' && data !== null

/** Tables of another copy of apache-arrow count as well. */
const isTable = (data: unknown): data is Table =>
  isObject(data) && 'schema' in data && 'numRows' in data && Array.isArray((data as Table).batches)

const isSource = (data: unknown): data is TableSource =>
  isObject(data) && 'schema' in data && typeof (data as TableSource).batches === 'function'

const isRows = (data: unknown): data is readonly TableRow[] =>
  Array.isArray(data) && data.every((row: unknown) => isObject(row) && !Array.isArray(row))
