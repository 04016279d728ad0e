import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { rolldown } from 'rolldown'

/** The parts of a `package.json` that say what to bundle. */
interface Manifest {
  readonly exports: {
    readonly [subpath: string]: string | { readonly 'lamin-source'?: string; readonly default?: string }
  }
  readonly bundle?: {
    /** Further files that are loaded by their address: output without `.js` → source. */
    readonly entries?: { readonly [output: string]: string }
    /** Dependencies that are made part of the bundle: libraries of hundreds of small files. */
    readonly include?: readonly string[]
  }
}

/**
 * Bundles the package in the working directory: each entry of its `exports` becomes one file, what they share goes to
 * `dist/chunks`, and dynamic imports stay dynamic. Finding and compiling hundreds of small files takes most of the start
 * of a process.
 */
async function bundle(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
  const { entries = {}, include = [] } = manifest.bundle ?? {}
  const input: { [output: string]: string } = {}
  for (const entry of Object.values(manifest.exports)) {
    if (typeof entry === 'string' || !entry['lamin-source'] || !entry.default) continue
    input[outputName(entry.default)] = join(folder, entry['lamin-source'])
  }
  for (const [output, source] of Object.entries(entries)) input[output] = join(folder, source)
  await removeUnpublished(join(folder, 'dist'))
  const made = await rolldown({
    input,
    cwd: folder,
    platform: 'node',
    external: (id) => isPackage(id) && !include.includes(id),
    onLog: (level, log) => {
      if (level === 'warn' && log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') throw new Error(log.message)
    },
  })
  await made.write({
    dir: join(folder, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  })
  await made.close()
  await writeLicences(folder, include)
}

/** `./dist/identity/index.js` → `identity/index` */
const outputName = (path: string): string => path.replace(/^\.\/dist\//, '').replace(/\.js$/, '')

const isPackage = (id: string): boolean => !id.startsWith('.') && !id.startsWith('/')

/** Scripts that an earlier build left, and the declarations that `tsc` writes for tests. */
async function removeUnpublished(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true }).catch(() => [])
  for (const file of files) if (/\.js$|\.test\.d\.ts$/.test(file)) await rm(join(folder, file))
}

/** Our licence, and those of libraries that are part of the bundle: they ask to go with every copy. */
async function writeLicences(folder: string, include: readonly string[]): Promise<void> {
  await copyFile(join(import.meta.dirname, '../../LICENSE'), join(folder, 'dist', 'LICENSE'))
  if (include.length === 0) return
  const { resolve } = createRequire(join(folder, 'package.json'))
  const texts = include.map(async (name) => {
    const text = await readFile(join(packageFolder(resolve(name), name), 'LICENSE'), 'utf8')
    return `${name}\n\n${text.trim()}\n`
  })
  await writeFile(
    join(folder, 'dist', 'LICENSES-of-bundled-libraries.txt'),
    (await Promise.all(texts)).join('\n'),
  )
}

/** `…/node_modules/kysely/dist/index.js` → `…/node_modules/kysely` */
function packageFolder(file: string, name: string): string {
  const end = join('node_modules', name)
  let folder = dirname(file)
  while (!folder.endsWith(end) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

await bundle(process.cwd())
