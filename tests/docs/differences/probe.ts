import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { biontyModule } from '@lamindb/bionty'
import { createTestInstance, type TestInstance } from '@lamindb/core/testing'

/** What a row of the page says of this side, by the first cell of the row. */
export interface Probes {
  readonly [what: string]: () => Promise<void>
}

/** A new instance with bionty that stays off the network. */
export async function instance(): Promise<TestInstance> {
  const test = await createTestInstance({ modules: [biontyModule] })
  test.db.bionty.settings.download = false
  return test
}

/** Code of the error that something ends in; `undefined` when it succeeds. */
export async function codeOf(work: PromiseLike<unknown> | (() => unknown)): Promise<string | undefined> {
  try {
    await (typeof work === 'function' ? work() : work)
    return undefined
  } catch (error) {
    return (error as { readonly code?: string }).code
  }
}

/** Writes a file outside of any storage location. */
export async function fileOf({ files }: TestInstance, name: string, text: string): Promise<string> {
  const path = join(files, name)
  await writeFile(path, text)
  return path
}
