import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from 'vitest'

import type { Probes } from './probe.ts'

const lamin = join(import.meta.dirname, '../../../packages/cli/bin/lamin.mjs')

/** What the command line does otherwise. */
export const commandLineProbes: Probes = {
  async 'Flags of artifacts for a script'() {
    const home = await mkdtemp(join(tmpdir(), 'lamin-differences-'))
    try {
      await writeFile(join(home, 'align.py'), 'print(1)\n')
      const flags = ['--conditions=lamin-source', lamin, 'save', 'align.py', '--key', 'x.py']
      const env = { PATH: process.env['PATH'], HOME: home }
      const { status, stderr } = spawnSync(process.execPath, flags, { cwd: home, env, encoding: 'utf8' })
      expect({ status, stderr }).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('A transform takes no --key') as string,
      })
    } finally {
      await rm(home, { recursive: true })
    }
  },
}
