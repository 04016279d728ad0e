import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

interface Manifest {
  readonly name: string
  readonly dependencies?: { readonly [name: string]: string }
}

async function manifests(): Promise<Manifest[]> {
  const folders = (await readdir(join(root, 'packages'))).map((name) => join(root, 'packages', name))
  return Promise.all(
    folders.map(
      async (folder) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest,
    ),
  )
}

it('gives a reason for every runtime dependency, and for no other', async () => {
  const text = await readFile(join(root, 'docs', 'dependencies.md'), 'utf8')
  const cells = text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1] ?? '')
  const documented = new Set(
    cells.flatMap((cell) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) =>
        /^(sql|sqlite|postgresql)$/.test(name) ? `@mikro-orm/${name}` : name,
      ),
    ),
  )
  const used = new Set(
    (await manifests())
      .flatMap(({ dependencies = {} }) => Object.keys(dependencies))
      .filter((name) => !/^(@lamindb\/|lamindb$)/.test(name)),
  )
  expect([...documented].sort()).toEqual([...used].sort())
})

it('pins every dependency exactly', async () => {
  for (const { name, dependencies = {} } of await manifests()) {
    for (const [dependency, version] of Object.entries(dependencies)) {
      expect(`${name} → ${dependency}@${version}`).toMatch(/@\d+\.\d+\.\d+(-[\w.]+)?$/)
    }
  }
})
