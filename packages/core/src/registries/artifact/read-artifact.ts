import { readFile, stat } from 'node:fs/promises'

import type { TableSource } from '@lamindb/formats'

import { InvalidJson, NotSupported } from '../../errors.ts'
import { pyLoads } from '../../identity/index.ts'
import type { Artifact } from '../artifact.ts'
import { trackRunInputs, type RunInput } from '../run-inputs.ts'
import { checkReadable } from './artifact-path.ts'
import { cachedPath } from './cache-artifact.ts'

export interface ReadOptions {
  /** Whether the artifact becomes an input of the current run, or of which run; as the settings say by default. */
  readonly isRunInput?: RunInput
}

/** Endings of tables, packed ones included. */
const TABLE_SUFFIX = /^\.(?:parquet|csv|tsv|arrow|feather|ipc)(?:\.gz)?$/
const JSON_SUFFIX = /(?:^|\.)json$/
const TEXT_SUFFIX =
  /^\.(?:c|css|fasta|fa|gff3?|gtf|html?|js|log|md|mjs|nwk|obo|pl|py|qmd|r|rmd|sh|sql|svg|toml|ts|txt|vcf|xml|ya?ml)$/

/** Local path of the content, downloaded if need be. */
export async function cacheContent(artifact: Artifact, { isRunInput }: ReadOptions): Promise<string> {
  checkReadable(artifact)
  const path = await cachedPath(artifact)
  await trackRunInputs([artifact], isRunInput)
  return path
}

/** The content in memory. */
export async function loadContent(artifact: Artifact, { isRunInput }: ReadOptions): Promise<unknown> {
  checkReadable(artifact)
  const content = await readContent(await cachedPath(artifact), artifact)
  await trackRunInputs([artifact], isRunInput)
  return content
}

/** The content as a table that is read batch by batch. */
export async function openContent(artifact: Artifact, { isRunInput }: ReadOptions): Promise<TableSource> {
  checkReadable(artifact)
  const { openTable } = await import('@lamindb/formats')
  const table = await openTable(await cachedPath(artifact), suffixOption(artifact))
  await trackRunInputs([artifact], isRunInput)
  return table
}

/** The suffix of the row counts, unless the format is one that rows do not know. */
const suffixOption = ({ suffix, key }: Artifact): { suffix?: string } =>
  suffix === '' ? { ...(key !== null && { suffix: key.toLowerCase() }) } : { suffix }

async function readContent(path: string, { suffix, uid }: Artifact): Promise<unknown> {
  if ((await stat(path)).isDirectory()) {
    throw new NotSupported(`The artifact '${uid}' is a folder: there is nothing that loads it as a whole.`, {
      hint: 'Take its path from cache() and read the files in it.',
    })
  }
  if (TABLE_SUFFIX.test(suffix)) {
    const { openTable, readTable } = await import('@lamindb/formats')
    await using table = await openTable(path, { suffix })
    // Awaited here, because the table is closed when this block ends.
    return await readTable(table)
  }
  if (JSON_SUFFIX.test(suffix)) return readJson(path)
  return TEXT_SUFFIX.test(suffix) ? readFile(path, 'utf8') : readFile(path)
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8')
  try {
    return pyLoads(text)
  } catch (error) {
    if (error instanceof InvalidJson) throw new InvalidJson(text, error.offset, error.expected, path)
    throw error
  }
}
