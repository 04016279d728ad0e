import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Meter } from '../measure.ts'
import { report } from '../measure.ts'
import { runProcess, type ProcessUsage } from '../process-usage.ts'
import type { Work } from '../run-group.ts'

const root = join(import.meta.dirname, '..', '..')
const lamin = join(root, 'packages', 'cli', 'bin', 'lamin.mjs')

/** Whole processes, run from the built packages by the Node that the project brings. */
export async function run({ meter, folder }: Work): Promise<void> {
  const init = ['init', '--storage', './mydata', '--modules', 'bionty']
  // The first process after a build compiles; the reference has its bytecode.
  newHome(join(folder, 'first')).run(lamin, ...init)
  const { run } = newHome(join(folder, 'home'))
  measureProcess(meter, 'cli-version', 3, () => run(lamin, '--version'))
  const made = run(lamin, ...init)
  if (meter.wants('init')) report({ name: 'init', n: 1, ...made, peakMb: undefined })
  measureProcess(meter, 'cli-info', 3, () => run(lamin, 'info'))
  const query = join(root, 'benchmarks', '.query.tmp.mjs')
  writeFileSync(
    query,
    "import { connect } from 'lamindb'\nawait using db = await connect()\nawait db.Artifact.filter().count()\n",
  )
  measureProcess(meter, 'process-connect-query', 3, () => run(query))
  // A program imports modules as types only (`import type {} from '@lamindb/bionty'`), which leaves nothing to load.
  const importing = join(root, 'benchmarks', '.import.tmp.mjs')
  writeFileSync(importing, "import 'lamindb'\n")
  measureProcess(meter, 'import', 3, () => run(importing))
}

/** Runs Node in a folder of its own, with a home that no other process has. */
function newHome(home: string): { readonly run: (...args: readonly string[]) => ProcessUsage } {
  const env = { ...process.env, HOME: home, LAMIN_SETTINGS_DIR: home, XDG_CACHE_HOME: join(home, 'cache') }
  const cwd = join(home, 'work')
  mkdirSync(cwd, { recursive: true })
  return { run: (...args) => runProcess([process.execPath, ...args], { cwd, env }) }
}

function measureProcess(
  meter: Meter,
  name: string,
  repeats: number,
  once: () => { seconds: number; cpu: number },
): void {
  if (!meter.wants(name)) return
  const runs = Array.from({ length: repeats }, once)
  const best = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a))
  report({ name, n: 1, ...best, peakMb: undefined })
}
