import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findGoldenFiles, readGoldenFile } from './golden-file.ts'

describe('golden files', () => {
  let folder = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golden-'))
    await mkdir(join(folder, 'mini/storage'), { recursive: true })
    await mkdir(join(folder, 'data'))
    await writeFile(join(folder, 'b.json'), '{"cases": [{"id": "1"}]}')
    await writeFile(join(folder, 'a.json.gz'), gzipSync('{"n_rows": 5}'))
    await writeFile(join(folder, 'README.md'), '')
    await writeFile(join(folder, 'mini/expected.json'), '{"files": {}}')
    await writeFile(join(folder, 'data/other.json'), '{}')
  })
  afterEach(async () => rm(folder, { recursive: true }))

  it('are found directly in a folder, instances one level below', async () => {
    const paths = ['a.json.gz', 'b.json', 'mini/expected.json'].map((name) => join(folder, name))
    expect(await findGoldenFiles([folder])).toEqual(paths)
    expect(await findGoldenFiles([join(folder, 'mini')])).toEqual([paths[2]])
  })

  it('are read with their cases, gzipped or not', async () => {
    const [zipped, plain, instance] = await Promise.all((await findGoldenFiles([folder])).map(readGoldenFile))
    expect([zipped?.name, plain?.name, instance?.name]).toEqual(['a', 'b', 'mini'])
    expect(zipped?.cases).toBeUndefined()
    expect(zipped?.content.integer('n_rows')).toBe(5)
    expect(plain?.cases?.map((item) => item.text('id'))).toEqual(['1'])
  })

  it('say which field has another form than expected', async () => {
    const { content } = await readGoldenFile(join(folder, 'a.json.gz'))
    expect(() => content.text('n_rows')).toThrow("'n_rows' should be a text, found 5")
    expect(() => content.required('rows')).toThrow("'rows' should be given, found nothing")
  })
})
