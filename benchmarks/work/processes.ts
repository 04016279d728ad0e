import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Meter } from '../measure.ts'
import { report } from '../measure.ts'
import { runProcess } from '../process-usage.ts'
import type { Work } from '../run-group.ts'

const root = join(import.meta.dirname, '..', '..')
const lamin = join(root, 'packages', 'cli', 'bin', 'lamin.mjs')

/** Whole processes, run from the built packages by the Node that the project brings. */
export async function run({ meter, folder }: Work): Promise<void> {
  const env = {
    ...process.env,
    HOME: folder,
    LAMIN_SETTINGS_DIR: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
  }
  const run = (cwd: string, ...args: string[]) => runProcess([process.execPath, ...args], { cwd, env })
  const instance = join(folder, 'work')
  mkdirSync(instance)
  measureProcess(meter, 'cli-version', 3, () => run(instance, lamin, '--version'))
  const init = run(instance, lamin, 'init', '--storage', './mydata', '--modules', 'bionty')
  if (meter.wants('init')) report({ name: 'init', n: 1, ...init, peakMb: undefined })
  measureProcess(meter, 'cli-info', 3, () => run(instance, lamin, 'info'))
  const query = join(root, 'benchmarks', '.query.tmp.mjs')
  writeFileSync(
    query,
    "import { connect } from 'lamindb'\nawait using db = await connect()\nawait db.Artifact.filter().count()\n",
  )
  measureProcess(meter, 'process-connect-query', 3, () => run(instance, query))
  // A program imports modules as types only (`import type {} from '@lamindb/bionty'`), which leaves nothing to load.
  const importing = join(root, 'benchmarks', '.import.tmp.mjs')
  writeFileSync(importing, "import 'lamindb'\n")
  measureProcess(meter, 'import', 3, () => run(instance, importing))
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
