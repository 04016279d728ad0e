import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Measurement } from './measure.ts'

export interface ReferenceRun {
  readonly python: string
  readonly shared: string
  readonly work: string
  readonly names: readonly string[]
}

/** The same measurements by Python LaminDB. */
export function measureReference({ python, shared, work, names }: ReferenceRun): Map<string, Measurement> {
  mkdirSync(dirname(work), { recursive: true })
  const script = join(shared, 'bench', 'reference.py')
  const done = spawnSync(python, [script, work, join(shared, 'data'), ...names], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      PYTHONPATH: [join(shared, 'oracle', 'offline'), join(shared, 'reference', 'make')].join(':'),
    },
  })
  if (done.status !== 0) throw new Error(`The reference failed:\n${done.stderr.slice(-3000)}`)
  const lines = done.stdout.split('\n').filter((line) => line.startsWith('{'))
  return new Map(
    lines.map((line) => {
      const { name, n, seconds, cpu, peak_mb } = JSON.parse(line) as {
        name: string
        n: number
        seconds: number
        cpu: number
        peak_mb: number
      }
      return [name, { name, n, seconds, cpu, peakMb: peak_mb }]
    }),
  )
}
