#!/usr/bin/env node
// Plain JavaScript that any Node parses: under a Node that is too old the SQLite driver crashes the process instead of
// failing, so the version is checked before anything else is loaded.
import module, { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
// Imported as a module it would load its streams, which takes longer than to print a version.
const { existsSync } = require('node:fs')

const [major, minor] = process.versions.node.split('.').map(Number)
const isTooOld = major < 22 || (major === 22 && minor < 17)
const built = new URL('../dist/main.js', import.meta.url)
const source = new URL('../src/main.ts', import.meta.url)
// A clone of the repository works before it is built: Node strips the types of workspace packages.
const isClone = !existsSync(built) && existsSync(source)

if (isTooOld) await runAgain(suitableNode() ?? refuse())
else if (isClone && !process.execArgv.includes('--conditions=lamin-source')) await runAgain(process.execPath)
else if (process.argv.length === 3 && ['-V', '--version'].includes(process.argv[2])) {
  process.stdout.write(`${require('../package.json').version}\n`)
} else {
  // Programs that are started from here may start lamin again.
  delete process.env.LAMIN_REEXEC
  module.enableCompileCache?.()
  await import((isClone ? source : built).href)
}

function suitableNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const names = [`node-${platform}-${process.arch}/bin/node`, `node-${platform}-${process.arch}/bin/node.exe`]
  for (const name of names) {
    try {
      return require.resolve(name)
    } catch {
      // Not installed under this name.
    }
  }
  return undefined
}

function refuse() {
  process.stderr.write(`lamin needs Node.js 22.17 or newer (this is ${process.version}).\n`)
  return process.exit(1)
}

async function runAgain(node) {
  const { spawnSync } = await import('node:child_process')
  if (process.env.LAMIN_REEXEC) refuse()
  const flags = isClone ? ['--conditions=lamin-source'] : []
  const { status, signal } = spawnSync(
    node,
    [...flags, fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, LAMIN_REEXEC: '1' } },
  )
  if (signal) process.kill(process.pid, signal)
  process.exit(status ?? 1)
}
