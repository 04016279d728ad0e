import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  await removeUnpublished(join(folder, 'dist'), './testing' in manifest.exports)
  const made = await rolldown({
    input,
    cwd: folder,
    platform: 'node',
    external: (id) => isPackage(id) && !include.includes(id),
    onLog: (level, log) => {
      if (level === 'warn' && log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') throw new Error(log.message)
    },
  })
  const { output } = await made.write({
    dir: join(folder, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  })
  await made.close()
  await writeLicences(
    folder,
    output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])),
  )
}

/** `./dist/identity/index.js` → `identity/index` */
const outputName = (path: string): string => path.replace(/^\.\/dist\//, '').replace(/\.js$/, '')

const isPackage = (id: string): boolean => !id.startsWith('.') && !id.startsWith('/')

/** Scripts that an earlier build left, and the declarations that `tsc` writes for tests and, unless published, their helpers. */
async function removeUnpublished(folder: string, keepsHelpers: boolean): Promise<void> {
  const files = await readdir(folder, { recursive: true }).catch(() => [])
  for (const file of files) {
    const isHelper = /(?:^|[\\/])(?:testing[\\/].*|test-[^\\/]+)\.d\.ts$/.test(file)
    if (/\.js$|\.test\.d\.ts$/.test(file) || (isHelper && !keepsHelpers)) await rm(join(folder, file))
  }
}

/** Our licence, and those of libraries that are part of the bundle: they ask to go with every copy. */
async function writeLicences(folder: string, modules: readonly string[]): Promise<void> {
  await copyFile(join(import.meta.dirname, '../../LICENSE'), join(folder, 'dist', 'LICENSE'))
  const libraries = new Set(modules.flatMap((path) => libraryFolder.exec(path)?.[0] ?? []))
  if (libraries.size === 0) return
  const texts = await Promise.all([...libraries].sort().map(licenceOf))
  await writeFile(join(folder, 'dist', 'LICENSES-of-bundled-libraries.txt'), texts.join('\n'))
}

/** `…/node_modules/kysely/dist/index.js` → `…/node_modules/kysely` */
const libraryFolder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/

async function licenceOf(library: string): Promise<string> {
  const file = (await readdir(library)).find((name) => /^licen[cs]e/i.test(name))
  if (file === undefined) throw new Error(`${library} has no licence to go with the bundle.`)
  const { name } = JSON.parse(await readFile(join(library, 'package.json'), 'utf8')) as { name: string }
  return `${name}\n\n${(await readFile(join(library, file), 'utf8')).trim()}\n`
}

await bundle(process.cwd())
