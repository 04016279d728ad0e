import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'

import { describe, expect, it } from 'vitest'

import { blocksOf } from './page-blocks.ts'
import { importsBelow, importsOf, type SourceImport } from './source-imports.ts'

const root = join(import.meta.dirname, '..', '..')
const core = join(root, 'packages', 'core', 'src')
const page = await readFile(join(root, 'docs', 'architecture.md'), 'utf8')

/** The folders of core from the bottom up, as the page lists them. */
const order = (blocksOf(page).find(({ text }) => /^identity\//m.test(text))?.text ?? '')
  .split('\n')
  .flatMap((line) => /^(\w+)\//.exec(line)?.[1] ?? [])

/** Types that a folder may take from above beside those of `instance/`: a declaration of a module names what it declares. */
const typesFromAbove: ReadonlySet<string> = new Set(['module → registry', 'module → migrations'])

/** `registry/where.ts` → `registry`; files beside the folders stand for themselves. */
const roomOf = (file: string): string => file.split('/')[0] as string

function targetOf({ file, specifier }: SourceImport): string {
  return roomOf(relative(core, resolve(core, dirname(file), specifier)))
}

const inner = (await importsBelow(core)).filter(({ specifier }) => specifier.startsWith('.'))

describe('the folders of core', () => {
  it('are all on the page, in an order', async () => {
    const folders = (await readdir(core, { withFileTypes: true })).filter((entry) => entry.isDirectory())
    expect([...order].sort()).toEqual(folders.map(({ name }) => name).sort())
    expect(inner.length).toBeGreaterThan(500)
  })

  it('import only from folders below, and from instance/ types at most', () => {
    const upward = inner.filter((one) => {
      const [from, to] = [roomOf(one.file), targetOf(one)]
      if (order.indexOf(to) <= order.indexOf(from) || !order.includes(from)) return false
      return one.kind !== 'type' || (to !== 'instance' && !typesFromAbove.has(`${from} → ${to}`))
    })
    expect(upward).toEqual([])
  })

  it('need every exception that is made for them', () => {
    const used = inner
      .filter(({ kind }) => kind === 'type')
      .map((one) => `${roomOf(one.file)} → ${targetOf(one)}`)
    for (const exception of typesFromAbove) expect(used).toContain(exception)
  })

  it('are composed in instance/, testing/ and the files beside them', () => {
    const composing = new Set(['instance', 'testing', 'core-module.ts', 'index.ts'])
    const others = inner.filter(
      (one) => /^(?:core-module|index)\.ts$/.test(targetOf(one)) && !composing.has(roomOf(one.file)),
    )
    expect(others).toEqual([])
  })
})

/** Rows of the table of packages: which of ours each imports. */
const packages = new Map(
  [...page.matchAll(/^\| `(?<folder>packages\/\w+)` \| `(?<name>[@\w/-]+)` \| (?<imports>[^|]*) \|/gm)].map(
    ({ groups = {} }) => [
      groups['name'] as string,
      {
        folder: groups['folder'] as string,
        imports: [...(groups['imports'] as string).matchAll(/`([@\w/-]+)`( lazily)?/g)].map(
          ([, name, lazily]) => ({ name: name as string, isLazy: lazily !== undefined }),
        ),
      },
    ],
  ),
)

/** Entries that cost nothing to load: no ORM, no driver. */
const light: ReadonlySet<string> = new Set(['@lamindb/core/errors', '@lamindb/core/identity'])

const packageOf = (specifier: string): string | undefined =>
  /^(@lamindb\/[\w-]+|lamindb)(?:\/|$)/.exec(specifier)?.[1]

describe('the packages', () => {
  it('are all on the page', async () => {
    const folders = (await readdir(join(root, 'packages'))).map((name) => `packages/${name}`)
    expect([...packages.values()].map(({ folder }) => folder).sort()).toEqual(folders.sort())
  })

  it.each([...packages])(
    '%s imports what the page says, lazily where it says so',
    async (_name, declared) => {
      const source = join(root, declared.folder, 'src')
      const imports = (await importsBelow(source)).filter(
        ({ specifier, file }) => packageOf(specifier) !== undefined && !file.startsWith('testing/'),
      )
      const imported = new Set(imports.map(({ specifier }) => packageOf(specifier) as string))
      expect([...imported].sort()).toEqual(declared.imports.map((one) => one.name).sort())
      const lazy = new Set(declared.imports.filter(({ isLazy }) => isLazy).map((one) => one.name))
      const eager = imports.filter(
        ({ specifier, kind }) =>
          kind === 'value' && lazy.has(packageOf(specifier) as string) && !light.has(specifier),
      )
      expect(eager).toEqual([])
    },
  )

  it.each([...packages])('%s depends on what it imports', async (_name, { folder, imports }) => {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as {
      dependencies?: { [name: string]: string }
    }
    const ours = Object.keys(manifest.dependencies ?? {}).filter((one) => packageOf(one) !== undefined)
    expect(ours.sort()).toEqual(imports.map((one) => one.name).sort())
  })
})

describe('reading imports', () => {
  it('tells types, values and dynamic imports apart, and passes over comments and texts', () => {
    const source = `import { a } from './a.ts'
import type { B } from './b.ts'
import {
  type C,
  type D,
} from './c.ts'
import 'e'
export { f } from './f.ts'
/** import { g } from './g.ts' */
const h = await import('./h.ts')
`
    expect(importsOf('x.ts', source).map(({ specifier, kind }) => `${kind} ${specifier}`)).toEqual([
      'value ./a.ts',
      'type ./b.ts',
      'type ./c.ts',
      'value e',
      'value ./f.ts',
      'dynamic ./h.ts',
    ])
  })
})
