import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { groups } from './groups.ts'
import type { Measurement } from './measure.ts'
import { measureReference } from './reference.ts'
import { formatTable } from './table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string' },
    shared: { type: 'string', default: join(import.meta.dirname, '..', '..', 'shared') },
    markdown: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(`npm run bench [-- --python PATH/TO/python] [--shared DIR] [--markdown] [name …]

Measures the work of the reference benchmark by this project and, where a Python with LaminDB is given, by the reference in
the same run. Names: ${groups.flatMap((group) => group.names).join(' ')}`)
  process.exit(0)
}

const wanted = new Set(positionals)
const work = mkdtempSync(join(tmpdir(), 'lamin-bench-'))
const ours = new Map<string, Measurement>()
for (const group of groups) {
  const names = group.names.filter((name) => wanted.size === 0 || wanted.has(name))
  if (names.length > 0) for (const line of runGroup(group.work, names)) ours.set(line.name, line)
}
const names = groups.flatMap((group) => group.names).filter((name) => wanted.size === 0 || wanted.has(name))
const theirs = values.python
  ? measureReference({ python: values.python, shared: values.shared, work: join(work, 'reference'), names })
  : new Map<string, Measurement>()
rmSync(work, { recursive: true, force: true })
console.log(formatTable(names, ours, theirs, { markdown: values.markdown }))

/** Runs a group in a process of its own, so that its memory is its own. */
function runGroup(module: string, names: readonly string[]): Measurement[] {
  const folder = mkdtempSync(join(work, 'group-'))
  const script = join(import.meta.dirname, 'run-group.ts')
  const done = spawnSync(process.execPath, ['--expose-gc', script, module, folder, values.shared, ...names], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  })
  rmSync(folder, { recursive: true, force: true })
  if (done.status !== 0) throw new Error(`The measurements ${names.join(', ')} failed.`)
  return done.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Measurement)
}
