import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** An error class of one of our packages, as its source says it. */
export interface CatalogueError {
  readonly code: string
  readonly name: string
  /** Name of the package. */
  readonly package: string
  /** Path of the source, relative to the repository. */
  readonly file: string
  /** What its TSDoc says: when it is thrown. */
  readonly when: string
  /** What it advises; `…` stands for what is different each time. Undefined when only the place that throws knows. */
  readonly hint: string | undefined
  /** Who can do something about it. */
  readonly families: readonly string[]
  /** Whether some source makes one. */
  readonly isThrown: boolean
}

interface ErrorClass extends Omit<CatalogueError, 'code' | 'isThrown'> {
  readonly code: string | undefined
  readonly base: string
}

const roots: ReadonlySet<string> = new Set(['LaminError', 'StorageError', 'FormatError', 'SetupError'])

/**
 * The errors of all packages, in the order of packages and sources: classes with a code of their own that derive from a
 * base class of ours.
 *
 * @param repository - path of the repository
 */
export async function errorCatalogue(repository: string): Promise<CatalogueError[]> {
  const classes: ErrorClass[] = []
  const thrown = new Set<string>()
  for (const folder of await packageFolders(repository)) {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { name: string }
    for (const file of await sourcesBelow(join(folder, 'src'))) {
      const text = await readFile(file, 'utf8')
      const place = { package: manifest.name, file: relative(repository, file) }
      classes.push(...classesOf(text).map((found) => ({ ...found, ...place })))
      for (const [, name = ''] of text.matchAll(/\bnew (?:\w+\.)?(\w+)\(/g)) thrown.add(name)
    }
  }
  const byName = Map.groupBy(classes, ({ name }) => name)
  const isOurs = ({ base }: ErrorClass): boolean =>
    roots.has(base) || (byName.get(base) ?? []).some((parent) => isOurs(parent))
  return classes.flatMap((found) =>
    found.code === undefined || !isOurs(found)
      ? []
      : [{ ...found, code: found.code, isThrown: thrown.has(found.name) }],
  )
}

async function packageFolders(repository: string): Promise<string[]> {
  const names = await readdir(join(repository, 'packages'))
  return [
    ...names.sort().map((name) => join(repository, 'packages', name)),
    join(repository, 'tools/module-generator'),
  ]
}

async function sourcesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.test|\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const classPattern =
  /^(?:\/\*\*(?<doc>(?:(?!\*\/)[\s\S])*)\*\/\n)?export class (?<name>\w+)(?<generics><[^{]*?>)? extends (?<base>\w+)(?<given><[^{]*>)?(?: implements \w+)? \{\n(?<body>[\s\S]*?)^\}/gm

function classesOf(text: string): Omit<ErrorClass, 'package' | 'file'>[] {
  return [...text.matchAll(classPattern)].map(({ groups = {} }) => {
    const { doc = '', name = '', generics = '', base = '', given = '', body = '' } = groups
    return {
      name,
      base,
      code: /'([A-Z][A-Z_]+)'/.exec(`${given} ${generics}`)?.[1],
      when: sentences(doc),
      hint: hintOf(body),
      families: familiesOf(body),
    }
  })
}

/** The text of a TSDoc comment without its frame, its tags and the braces of its links. */
function sentences(doc: string): string {
  const lines = doc.split('\n').map((line) => line.replace(/^\s*\*? ?/, ''))
  const end = lines.findIndex((line) => line.startsWith('@'))
  const text = (end < 0 ? lines : lines.slice(0, end)).join(' ').trim()
  return text.replaceAll(/\{@link (\w+)\}/g, '`$1`').replaceAll(/\s+/g, ' ')
}

const literal = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/.source

/** The text after `hint:`, or the default of a parameter of that name. */
function hintOf(body: string): string | undefined {
  const found = new RegExp(String.raw`\bhint(?::| =)\s*(${literal})`).exec(body)?.[1]
  if (found === undefined) return undefined
  const text = found.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1')
  return found.startsWith('`') ? text.replaceAll(/\$\{[^}]*\}/g, '…').replaceAll(/…+/g, '…') : text
}

function familiesOf(body: string): readonly string[] {
  const line = /\bfamily: ([^\n]*)/.exec(body)?.[1] ?? "'user'"
  const named = [...line.matchAll(/'(user|environment|bug)'/g)].map(([, family = '']) => family)
  return named.length > 0 ? named : ['user']
}
