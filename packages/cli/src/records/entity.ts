import type { Instance } from '@lamindb/core'

import { findRegistry, type AnyRegistry } from './find-registry.ts'

/** The field, beside the uid, by which a record is found on the command line. */
export type Identifier = 'key' | 'name'

const byKey: ReadonlySet<string> = new Set(['Artifact', 'Transform', 'Collection'])

/** How records of a registry are found: by key, by name, or by nothing but the uid, as runs. */
export function identifierOf({ meta }: AnyRegistry): Identifier | undefined {
  if (byKey.has(meta.name) && meta.module === 'core') return 'key'
  return meta.has(meta.nameField) && meta.nameField !== 'uid' && meta.name !== 'Run' ? 'name' : undefined
}

/** Flags with which a record of the registry can be named. */
export function identifierFlags(registry: AnyRegistry): readonly string[] {
  const identifier = identifierOf(registry)
  return identifier === undefined ? ['--uid'] : ['--uid', `--${identifier}`]
}

/** The registry that a word names, `artifact` by default. */
export function entityRegistry(db: Instance, word: string | undefined): AnyRegistry {
  return findRegistry(db, word ?? 'artifact')
}
