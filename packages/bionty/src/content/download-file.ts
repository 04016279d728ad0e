import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

import { randomUid } from '@lamindb/core/identity'
import { token, type Token } from '@lamindb/core'

import { SourceDownloadFailed } from '../errors.ts'

/** How addresses are fetched: the runtime's own `fetch`, or what a test or a proxy puts in its place. */
export type Fetch = (
  url: string,
  init: { readonly signal: AbortSignal; readonly method?: string },
) => Promise<Response>

export const fetchToken: Token<Fetch> = token('bionty.Fetch')

/** How far a download is, in bytes; the total where the server says it. */
export interface DownloadProgress {
  readonly done: number
  readonly total: number | undefined
}

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined
  /** How long a server may take to begin its answer, in milliseconds. */
  readonly patience?: number
}

/**
 * Downloads an address into a file, which is there only when it is complete.
 *
 * @returns md5 of the content
 * @throws {@link SourceDownloadFailed} with the status of the answer, or without one when no server answered
 */
export async function downloadFile(
  fetch: Fetch,
  url: string,
  path: string,
  options: DownloadOptions = {},
): Promise<string> {
  const response = await answered(fetch, url, options)
  const total = Number(response.headers.get('content-length')) || undefined
  await mkdir(dirname(path), { recursive: true })
  const partial = `${path}.${randomUid(8)}.part`
  try {
    const md5 = await writeBody(
      response,
      url,
      partial,
      (done) => options.onProgress?.({ done, total }),
      options.signal,
    )
    await rename(partial, path)
    return md5
  } finally {
    await rm(partial, { force: true })
  }
}

/** Sends a request and waits for the head of a successful answer. */
export async function answered(
  fetch: Fetch,
  url: string,
  { signal, patience = 30_000, method }: DownloadOptions & { readonly method?: string } = {},
): Promise<Response> {
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(new Error(`no answer within ${patience / 1000} s`)), patience)
  const signals = signal ? [waiting.signal, signal] : [waiting.signal]
  try {
    const response = await fetch(url, { signal: AbortSignal.any(signals), ...(method && { method }) })
    if (response.ok) return response
    await response.body?.cancel()
    throw new SourceDownloadFailed(url, response.status)
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof SourceDownloadFailed ? error : new SourceDownloadFailed(url, undefined, error)
  } finally {
    clearTimeout(timer)
  }
}

async function writeBody(
  response: Response,
  url: string,
  path: string,
  report: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  const hash = createHash('md5')
  await using file = await open(path, 'wx')
  let done = 0
  try {
    for await (const chunk of response.body ?? []) {
      signal?.throwIfAborted()
      hash.update(chunk)
      await file.writeFile(chunk)
      done += chunk.length
      report(done)
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw new SourceDownloadFailed(url, undefined, error)
  }
  await file.sync()
  return hash.digest('hex')
}
