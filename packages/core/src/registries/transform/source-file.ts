import { readFile } from 'node:fs/promises'
import { basename, relative, sep } from 'node:path'

import { hashFile, resolvePath } from '@lamindb/storage'

import { FileNotFound } from '../../errors.ts'
import { hashString } from '../../identity/index.ts'
import type { InstanceConfig } from '../../instance/instance-config.ts'
import { withStorageErrors } from '../storage/translate-storage-error.ts'
import type { TransformKind } from './create-transform.ts'
import { notebookScript, notebookTitle } from './notebook-script.ts'

/** The source code of a transform, and what identifies it. */
export interface SourceFile {
  /** Absolute path, symbolic links resolved. */
  readonly path: string
  readonly text: string
  /** Hash of the text as it is, secrets included. */
  readonly hash: string
  /** What the transform is called; not repeated in the text of a notebook. */
  readonly description: string | null
}

/**
 * Reads the source code in a file; a notebook becomes a script with its cells.
 *
 * @param describe - the description of the transform, given the first heading of a notebook
 * @throws FileNotFound @throws CorruptNotebook
 */
export async function readSourceFile(
  given: string,
  describe: (heading: string | null) => string | null,
): Promise<SourceFile> {
  const path = await resolvePath(given)
  const content = await readText(path)
  if (path.endsWith('.ipynb')) {
    const description = describe(notebookTitle(content, path))
    const text = notebookScript(content, description, path)
    return { path, text, hash: hashString(text), description }
  }
  const { hash } = await withStorageErrors(() => hashFile(path))
  // As the reference reads it: with ends of lines of one kind. The hash is that of the file.
  return { path, text: content.replaceAll(/\r\n?/g, '\n'), hash, description: describe(null) }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new FileNotFound(path, { cause: error })
    throw error
  }
}

/** `notebook` for notebooks of Jupyter, R and Quarto, else `script`. */
export function kindOfSource(path: string): TransformKind {
  return /\.(?:ipynb|Rmd|qmd)$/.test(path) ? 'notebook' : 'script'
}

/** Key of a tracked file: its path below the development folder that contains it, else its name. */
export async function keyOfSource({ devDir }: InstanceConfig, path: string): Promise<string> {
  if (devDir === undefined) return basename(path)
  const root = await resolvePath(devDir)
  const below = relative(root, path)
  const isInside = below !== '' && below !== '..' && !below.startsWith(`..${sep}`)
  return isInside ? below.split(sep).join('/') : basename(path)
}
