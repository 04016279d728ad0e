import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Artifact, Instance } from '@lamindb/core'
import { rowsToTable, tableToSource, writeParquet } from '@lamindb/formats'

/** Kind of artifacts that users do not look for. */
const HIDDEN_KIND = '__lamindb_run__'

/** Stores the table of a source as an artifact of no run, in parquet as the reference does. */
export async function storeTable(
  instance: Instance,
  key: string,
  rows: readonly { readonly [column: string]: unknown }[],
): Promise<Artifact> {
  const folder = await mkdtemp(join(tmpdir(), 'lamin-source-'))
  try {
    const path = join(folder, key)
    await writeParquet(tableToSource(await rowsToTable(rows)), path)
    const artifact = await instance.Artifact.fromDataFrame(path, { key, run: false })
    artifact.kind = HIDDEN_KIND
    return await artifact.save()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
