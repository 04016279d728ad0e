import { uidFromText } from '@lamindb/core/identity'

const uidLength = 8

/** What tells sources apart. */
export interface SourceKey {
  readonly entity: string
  readonly name: string
  readonly organism: string
  readonly version: string
}

/** Uid of a `Source` row: 8 characters that depend on its key alone. */
export function sourceUid({ entity, name, organism, version }: SourceKey): string {
  // Missing parts are named later, when required fields are checked.
  return uidFromText([entity, name, organism, version].join(''), uidLength)
}
