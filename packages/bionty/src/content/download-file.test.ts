import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { downloadFile, type Fetch } from './download-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lamin-download-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const url = 'https://example.org/x.obo'
const never: Fetch = (_, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))

describe('a download', () => {
  it('gives the md5 of the file, which is there as a whole', async () => {
    const seen: object[] = []
    const fetch: Fetch = async () => new Response('hello', { headers: { 'content-length': '5' } })
    const path = join(folder, 'new', 'x.obo')
    const md5 = await downloadFile(fetch, url, path, { onProgress: (progress) => seen.push(progress) })
    expect(md5).toBe('5d41402abc4b2a76b9719d911017c592')
    expect(await readFile(path, 'utf8')).toBe('hello')
    expect(await readdir(join(folder, 'new'))).toEqual(['x.obo'])
    expect(seen).toEqual([{ done: 5, total: 5 }])
  })

  it.each([
    [404, "URL not found (404): 'https://example.org/x.obo'. Check for typos."],
    [503, 'HTTP error (503): https://example.org/x.obo.'],
  ])('that is answered with %i is a named error', async (status, message) => {
    const fetch: Fetch = async () => new Response('no', { status })
    await expect(downloadFile(fetch, url, join(folder, 'x'))).rejects.toMatchObject({
      code: 'SOURCE_DOWNLOAD_FAILED',
      status,
      message,
    })
    expect(await readdir(folder)).toEqual([])
  })

  it('that breaks off leaves nothing behind', async () => {
    const fetch: Fetch = async () => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(Buffer.from('part'))
        },
        pull(controller) {
          controller.error(new Error('reset by peer'))
        },
      })
      return new Response(body)
    }
    await expect(downloadFile(fetch, url, join(folder, 'x'))).rejects.toMatchObject({
      code: 'SOURCE_DOWNLOAD_FAILED',
      status: undefined,
      message: expect.stringContaining('reset by peer'),
    })
    expect(await readdir(folder)).toEqual([])
  })

  it('is not waited for without end, and ends when it is aborted', async () => {
    await expect(downloadFile(never, url, join(folder, 'x'), { patience: 20 })).rejects.toThrow(
      'no answer within',
    )
    const abort = new AbortController()
    const download = downloadFile(never, url, join(folder, 'x'), { signal: abort.signal })
    abort.abort()
    await expect(download).rejects.toMatchObject({ name: 'AbortError' })
  })
})
