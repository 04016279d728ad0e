import { describe, expect, it } from 'vitest'

import { createTestInstance } from '../testing/index.ts'

describe('addresses of new projects and references', () => {
  it('are those that can be opened', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const good = [
      'https://example.org',
      'http://localhost:8000/x',
      'ftp://a.b-c.org/d?e=f',
      'https://127.0.0.1/',
    ]
    for (const url of good) expect((await db.Project.create({ name: 'p', url })).url).toBe(url)
    for (const url of ['not a url', 'example.org', 'https://example', 'mailto:a@b.org', 'https://a b.org'])
      await expect(db.Project.create({ name: 'p', url })).rejects.toThrow(
        `\n  url: ${url} is not valid\n    → Enter a valid URL.\n  `,
      )
  })

  it('are identifiers of documents', async () => {
    await using test = await createTestInstance()
    const { db } = test
    for (const doi of ['10.1000/xyz', 'doi:10.1000/xyz', 'https://doi.org/10.1000/xyz'])
      expect((await db.Reference.create({ name: 'r', doi })).doi).toBe(doi)
    await expect(db.Reference.create({ name: 'r', doi: 'nodoi', url: 'x' })).rejects.toThrow(
      /^\n {2}url: x is not valid\n.*\n {2}doi: nodoi is not valid\n {4}→ Must be a DOI/,
    )
    expect((await db.Reference.create({ name: 'r', doi: null })).doi).toBeNull()
  })
})
