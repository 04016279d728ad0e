import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** One import or re-export of a source file. */
export interface SourceImport {
  /** Path of the importing file, relative to the folder that was read. */
  readonly file: string
  readonly specifier: string
  /** `type` when nothing of it is left at run time, `dynamic` for `import(…)`. */
  readonly kind: 'value' | 'type' | 'dynamic'
}

const statement =
  /^[ \t]*(?:import|export)[ \t]+(?<type>type[ \t]+)?(?<names>[^'"]*?)from[ \t]+'(?<from>[^']+)'|^[ \t]*import[ \t]+'(?<effect>[^']+)'|\bimport\(\s*'(?<dynamic>[^']+)'\s*\)/gm

/** What one source text imports; comments and texts that only show an import begin their lines otherwise. */
export function importsOf(file: string, text: string): SourceImport[] {
  return [...text.matchAll(statement)].map(({ groups = {} }) => {
    const { type, names = '', from, effect, dynamic } = groups
    if (dynamic !== undefined) return { file, specifier: dynamic, kind: 'dynamic' }
    if (effect !== undefined) return { file, specifier: effect, kind: 'value' }
    const isType = type !== undefined || namesOnlyTypes(names)
    return { file, specifier: from as string, kind: isType ? 'type' : 'value' }
  })
}

function namesOnlyTypes(names: string): boolean {
  const listed = /^\s*\{([\s\S]*)\}\s*$/.exec(names)?.[1]?.split(',') ?? []
  const filled = listed.map((name) => name.trim()).filter((name) => name !== '')
  return filled.length > 0 && filled.every((name) => name.startsWith('type '))
}

/** Imports of all sources below a folder but tests and what only tests use (`test-*.ts`). */
export async function importsBelow(folder: string): Promise<SourceImport[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(
      (entry) => entry.isFile() && /(?<!\.test|\.d)\.ts$/.test(entry.name) && !entry.name.startsWith('test-'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const imports = await Promise.all(
    files.map(async (file) => importsOf(relative(folder, file), await readFile(file, 'utf8'))),
  )
  return imports.flat()
}
