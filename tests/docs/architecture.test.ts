import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const page = await readFile(join(root, 'docs', 'architecture.md'), 'utf8')

/** Rows of journeys: room, file, function. */
const steps = [
  ...page.matchAll(/^\| (?:→ )*(?<room>[\w/]+) \| `(?<file>packages\/[^`]+)` \| `(?<name>\w+)` \|/gm),
].map(
  ({ groups = {} }) =>
    [groups['file'] as string, groups['name'] as string, groups['room'] as string] as const,
)

describe('the journeys of the page', () => {
  it('are four, of several steps', () => {
    expect(page.match(/^### /gm)).toHaveLength(4)
    expect(steps.length).toBeGreaterThan(40)
  })

  it('enters no room twice while an artifact is saved', () => {
    const [, journey = ''] = /^### Save an artifact\n([^]*?)^### /m.exec(page) ?? []
    const open: string[] = []
    const entered: string[] = []
    for (const [, arrows = '', room = ''] of journey.matchAll(/^\| ((?:→ )*)([\w/]+) \| `/gm)) {
      const depth = arrows.length / '→ '.length
      if (open[depth] !== room) entered.push(room)
      open.splice(depth, open.length, room)
    }
    expect(entered).toEqual(['core/registries', 'storage/hashing', 'core/registry', 'storage/local'])
  })

  it.each(steps)('%s defines %s, in the room %s', async (file, name, room) => {
    const text = await readFile(join(root, file), 'utf8')
    const definition = new RegExp(
      String.raw`^(?:export )?(?:async )?(?:function\*?|const) ${name}\b|^  (?:async )?${name}[(<]`,
      'm',
    )
    expect(text).toMatch(definition)
    const [packageName, folder] = room.split('/')
    expect(file).toMatch(new RegExp(`^packages/${packageName as string}/src/${folder ?? ''}`))
  })
})

describe('paths on the page', () => {
  const named = [...page.matchAll(/`((?:packages|tools|tests|docs|examples)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  )

  it.each([...new Set(named)])('%s is there', async (path) => {
    await expect(access(join(root, path))).resolves.toBeUndefined()
  })
})

describe('the rooms of packages', () => {
  const rows = [...page.matchAll(/^\| (?<name>\w+) \| (?<rooms>`\w[\w-]*\/`.*) \|$/gm)].map(
    ({ groups = {} }) => [groups['name'] as string, groups['rooms'] as string] as const,
  )

  it.each(rows)('%s has those on the page, and no others', async (name, text) => {
    const listed = [...text.matchAll(/`([\w-]+)\/`/g)].map(([, room = '']) => room)
    const entries = await readdir(join(root, 'packages', name, 'src'), { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    expect(listed.sort()).toEqual(folders.map((folder) => folder.name).sort())
  })

  it('are listed for all packages that have some', () => {
    expect(rows.map(([name]) => name)).toEqual(['storage', 'formats', 'setup', 'bionty', 'pertdb', 'cli'])
  })
})

describe('links of all pages', async () => {
  const entries = await readdir(join(root, 'docs'), { recursive: true })
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    ...entries.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ]

  it.each(pages)('%s leads to files that are there', async (path) => {
    const text = await readFile(join(root, path), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => target,
    )
    const missing: string[] = []
    for (const link of links) {
      await access(join(root, path, '..', link)).catch(() => missing.push(link))
    }
    expect(missing).toEqual([])
  })
})
