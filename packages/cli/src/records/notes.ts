import { resolve } from 'node:path'

import type { RegistryRecord } from '@lamindb/core'

import { UsageError } from '../errors.ts'
import type { AnyRegistry } from './find-registry.ts'
import { readTextFile } from './read-text-file.ts'

/** A readme, of which a record has one with versions, or one of its comments. */
export interface Note {
  readonly kind: 'readme' | 'comment'
  readonly content: string
}

/** Whether records of a registry have readmes and comments. */
export const hasNotes = ({ meta }: AnyRegistry): boolean => meta.relations.get('ablocks')?.kind === 'toMany'

/** Adds a note to a saved record of a registry that {@link hasNotes}. A readme that says the same already stays. */
export async function addNote({ meta }: AnyRegistry, record: RegistryRecord, note: Note): Promise<void> {
  const relation = meta.relations.get('ablocks')
  if (relation?.kind !== 'toMany') return
  const { target, foreignColumn } = relation
  const host = [...target.columns.values()].find(({ column }) => column === foreignColumn)
  if (host === undefined) return
  const blocks = target.registry as AnyRegistry
  const fields: object = { ...note, [host.property]: record.id }
  await blocks.create(fields).save()
}

/** A file that holds a readme, and the text of a comment. */
export interface NoteOptions {
  readonly readme: string | undefined
  readonly comment: string | undefined
}

/**
 * The notes that a command line asks for.
 *
 * @throws {@link UsageError} for a file that is no text, and for notes without text
 */
export async function readNotes(
  { readme, comment }: NoteOptions,
  workingDirectory: string,
): Promise<readonly Note[]> {
  const notes: Note[] = []
  if (readme !== undefined)
    notes.push({ kind: 'readme', content: await readTextFile(resolve(workingDirectory, readme)) })
  if (comment !== undefined) notes.push({ kind: 'comment', content: comment })
  if (notes.some(({ content }) => content.trim() === ''))
    throw new UsageError('A readme or comment without text says nothing. Nothing was changed.')
  return notes
}
