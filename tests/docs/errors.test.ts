import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { describe, expect, it } from 'vitest'

import { errorCatalogue } from '../../tools/docs/error-catalogue.ts'
import { errorsPage } from '../../tools/docs/errors-page.ts'

const root = join(import.meta.dirname, '..', '..')
const catalogue = await errorCatalogue(root)
const page = await readFile(join(root, 'docs', 'errors.md'), 'utf8')

type ErrorClass = new (...args: never[]) => Error & { readonly code: string }

const isErrorClass = (value: unknown): value is ErrorClass =>
  typeof value === 'function' && value.prototype instanceof Error

/** Entries through which users meet error classes. */
const entries = [
  'packages/core/src/index.ts',
  'packages/core/src/errors.ts',
  'packages/core/src/database/index.ts',
  'packages/core/src/migrations/index.ts',
  'packages/lamindb/src/index.ts',
  'packages/setup/src/index.ts',
  'packages/storage/src/index.ts',
  'packages/formats/src/index.ts',
  'packages/bionty/src/index.ts',
  'packages/pertdb/src/index.ts',
  'packages/cli/src/index.ts',
  'tools/module-generator/src/index.ts',
]

const load = async (file: string): Promise<{ [name: string]: unknown }> =>
  (await import(pathToFileURL(join(root, file)).href)) as { [name: string]: unknown }

describe('the page of errors', () => {
  it('is what `node tools/docs/write-errors-page.ts` writes', () => {
    expect(page).toBe(errorsPage(catalogue))
  })

  it('lists every error class that a package exports', async () => {
    const known = new Set(catalogue.map(({ name }) => name))
    const bases = new Set(['LaminError', 'StorageError', 'FormatError', 'SetupError'])
    const missing: string[] = []
    for (const entry of entries) {
      const exported = Object.entries(await load(entry)).filter(([, value]) => isErrorClass(value))
      const names = exported.map(([name]) => name).filter((name) => !known.has(name) && !bases.has(name))
      missing.push(...names.map((name) => `${entry}: ${name}`))
    }
    expect(missing).toEqual([])
  })

  it('says of every error when it is thrown', () => {
    expect(catalogue.length).toBeGreaterThan(100)
    for (const { code, when } of catalogue) expect(`${code}: ${when}`).toMatch(/: \S.*\.$/)
  })
})

describe('the classes of errors', () => {
  it('are all thrown somewhere', () => {
    expect(catalogue.filter(({ isThrown }) => !isThrown).map(({ name }) => name)).toEqual([])
  })
})

describe('the codes of errors', () => {
  it('each stand for one class; packages that do not import each other may both have it', () => {
    for (const [code, errors] of Map.groupBy(catalogue, (error) => error.code)) {
      const names = new Set(errors.map(({ name }) => name))
      const packages = new Set(errors.map((error) => error.package))
      expect({ code, classes: [...names], packages: packages.size }).toEqual({
        code,
        classes: [errors[0]?.name],
        packages: errors.length,
      })
    }
  })

  it('are those that the classes pass on', async () => {
    const wrong: string[] = []
    for (const { code, name, file } of catalogue) {
      if (!isErrorClass((await load(file))[name])) wrong.push(`${file} does not export ${name}`)
      const values = (await readFile(join(root, file), 'utf8')).replaceAll(/<[^<>]*>/g, '')
      if (!values.includes(`'${code}'`)) wrong.push(`${name} does not pass on ${code}`)
    }
    expect(wrong).toEqual([])
  })
})
