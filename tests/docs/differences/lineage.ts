import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect } from 'vitest'

import { codeOf, fileOf, instance, type Probes } from './probe.ts'

/** Programs and their executions. */
export const lineageProbes: Probes = {
  async 'Environment of a run'() {
    await using test = await instance()
    const path = await fileOf(test, 'a.ts', 'export {}\n')
    await writeFile(join(test.files, 'package-lock.json'), '{ "lockfileVersion": 3 }\n')
    const run = await test.db.track({ path })
    const environment = await run?.environment
    expect(environment?.description).toBe('package-lock.json')
  },

  async 'The program'() {
    await using test = await instance()
    expect(await codeOf(test.db.track())).toBe('MISSING_CONTEXT_UID')
    const run = await test.db.track({ path: await fileOf(test, 'a.ts', 'export {}\n') })
    expect((await run?.transform)?.kind).toBe('script')
  },
}
