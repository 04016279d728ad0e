import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

const sources = fileURLToPath(new URL('.', import.meta.url))

describe('starting up', () => {
  it('loads no other package: what is imported from them are types, or waits until it is needed', async () => {
    const names = (await readdir(sources, { recursive: true })).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'),
    )
    const statements = await Promise.all(
      names.map(async (name) => {
        const text = await readFile(join(sources, name), 'utf8')
        return [...text.matchAll(/^(?:import|export)(?: type)? (?:\{[^}]*\}|[\w*, ]+) from '([^']+)'/gm)].map(
          ([all, from = '']) => ({
            name,
            from,
            isType: /^(?:import|export) type\b/.test(all),
          }),
        )
      }),
    )
    const eager = statements
      .flat()
      .filter(({ from, isType }) => !isType && !from.startsWith('.') && !from.startsWith('node:'))
    expect(statements.flat().length).toBeGreaterThan(100)
    expect(eager).toEqual([])
  })
})
