import {
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs'
import { constants, copyFile, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SourceChanged } from '../errors.ts'
import { mapConcurrently } from '../map-concurrently.ts'
import type { StorageCallOptions } from '../storage.ts'
import { listLocalFiles } from './local-listing.ts'
import { smallFileBytes } from './small-files.ts'

/** Waiting for the disk dominates, so more copies than processors run at once. */
const concurrentCopies = 8

/**
 * Copies one file to a new path and makes the copy durable.
 *
 * @param expected - size of the source at the start, in bytes
 * @returns what the system says of the copy
 * @throws `SourceChanged` when the copy has another size
 */
export async function copyOneFile(
  source: string,
  target: string,
  expected: number,
  options: StorageCallOptions = {},
): Promise<Stats> {
  options.signal?.throwIfAborted()
  return expected <= smallFileBytes
    ? copySmallFile(source, target, expected)
    : copyInThreads(source, target, expected, options)
}

async function copyInThreads(
  source: string,
  target: string,
  expected: number,
  options: StorageCallOptions,
): Promise<Stats> {
  if (options.signal === undefined) await copyFile(source, target, constants.COPYFILE_FICLONE)
  else await pipeline(createReadStream(source), createWriteStream(target), { signal: options.signal })
  await using copy = await open(target, 'r+')
  const stats = await copy.stat()
  if (stats.size !== expected) throw new SourceChanged(source, expected, stats.size)
  await copy.sync()
  return stats
}

function copySmallFile(source: string, target: string, expected: number): Stats {
  const content = readFileSync(source)
  if (content.length !== expected) throw new SourceChanged(source, expected, content.length)
  const copy = openSync(target, 'wx', statSync(source).mode)
  try {
    writeFileSync(copy, content)
    fsyncSync(copy)
    return fstatSync(copy)
  } finally {
    closeSync(copy)
  }
}

/** Copies the files of a folder, at all depths, to a new folder; which files, {@link listLocalFiles} says. */
export async function copyFolder(
  source: string,
  target: string,
  options: StorageCallOptions = {},
): Promise<void> {
  await mkdir(target, { recursive: true })
  const made = new Set([target])
  await mapConcurrently(
    listLocalFiles(source, options),
    concurrentCopies,
    async ({ relativePath, stats }) => {
      const path = join(target, relativePath)
      const folder = dirname(path)
      if (!made.has(folder)) {
        await mkdir(folder, { recursive: true })
        made.add(folder)
      }
      await copyInThreads(join(source, relativePath), path, stats.size, options)
    },
  )
}
