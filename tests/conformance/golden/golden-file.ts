import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Fields } from './fields.ts'
import { isGoldenList, parseGoldenJson } from './golden-json.ts'

const unzip = promisify(gunzip)
/** What an instance written by the reference must show lies in a file of this name beside its storage folder. */
const INSTANCE_FILE = 'expected.json'

/** A golden file with its content. */
export interface GoldenFile {
  /** file name without `.json` or `.json.gz`; the folder's name for an instance */
  readonly name: string
  readonly path: string
  readonly content: Fields
  /** the cases of a file of cases; `undefined` for a file that is one data set */
  readonly cases: readonly Fields[] | undefined
}

/**
 * Paths of the golden files in folders: JSON files directly in them, gzipped or not, and instances, which are folders
 * with `expected.json` and `storage`. A folder may itself be an instance.
 *
 * @returns sorted by path within each folder, folders in the order given
 */
export async function findGoldenFiles(folders: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const folder of folders) {
    const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )
    for (const entry of entries) {
      if (entry.isFile() && isGoldenName(entry.name)) found.push(join(folder, entry.name))
      else if (entry.isDirectory() && (await isFile(join(folder, entry.name, INSTANCE_FILE)))) {
        found.push(join(folder, entry.name, INSTANCE_FILE))
      }
    }
  }
  return found
}

/** Reads a golden file, gzipped or not. */
export async function readGoldenFile(path: string): Promise<GoldenFile> {
  const bytes = await readFile(path)
  const text = (path.endsWith('.gz') ? await unzip(bytes) : bytes).toString('utf8')
  const content = Fields.of(parseGoldenJson(text), path)
  const cases = content.value('cases')
  return {
    name: goldenName(path),
    path,
    content,
    cases: isGoldenList(cases) ? cases.map((item) => Fields.of(item, 'cases')) : undefined,
  }
}

function goldenName(path: string): string {
  const name = basename(path)
  return name === INSTANCE_FILE ? basename(join(path, '..')) : name.replace(/\.json(?:\.gz)?$/u, '')
}

function isGoldenName(name: string): boolean {
  return /\.json(?:\.gz)?$/u.test(name)
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
