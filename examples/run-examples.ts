/** Runs every example of this folder but the demo, each in a folder of its own that is removed afterwards. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = import.meta.dirname
const others = new Set(['demo.ts', 'run-examples.ts'])

/** @returns what the example wrote, and the exit code */
async function runExample(file: string): Promise<{ readonly code: number; readonly output: string }> {
  const place = await mkdtemp(join(tmpdir(), 'lamin-example-'))
  const work = join(place, 'work')
  await mkdir(work)
  // HOME decides where settings go: nothing of the machine's own settings is read or written.
  const env = { PATH: process.env['PATH'], HOME: place, LAMIN_SETTINGS_DIR: place }
  const child = spawn(process.execPath, ['--conditions=lamin-source', join(folder, file)], { cwd: work, env })
  const parts: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => parts.push(text))
  }
  try {
    const { promise, resolve } = Promise.withResolvers<number>()
    child.on('close', (code) => resolve(code ?? 1))
    return { code: await promise, output: parts.join('') }
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !others.has(file)).sort()
const failed: string[] = []
for (const file of files) {
  const start = performance.now()
  const { code, output } = await runExample(file)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${file}  ${seconds} s`)
  console.log(output.trimEnd().replaceAll(/^/gm, '    '))
  if (code !== 0) failed.push(file)
}
if (failed.length > 0) {
  console.log(`${failed.length} of ${files.length} examples failed: ${failed.join(', ')}`)
  process.exitCode = 1
}
