import type { Instance } from '@lamindb/core'

import { MAIN_BRANCH, TRASH_BRANCH } from '../import/branches.ts'
import { Source } from '../registries/source.ts'
import { compareVersions, sourceSeeds } from '../sources/index.ts'

export interface SyncPublicSourcesOptions {
  /** Make the newest version of each source that is in use the one in use. */
  readonly updateCurrentlyUsed?: boolean
}

/**
 * Brings the registry of sources up to the list of this release: registers what is new, out of use at first, and renews
 * what the list says about the others; those in the trash come back.
 */
export async function syncPublicSources(
  instance: Instance,
  { updateCurrentlyUsed = false }: SyncPublicSourcesOptions = {},
): Promise<void> {
  instance.assertWritable()
  const sources = instance.registry(Source)
  const stored = new Map((await sources.all()).map((source) => [keyOf(source), source]))
  const changed: Source[] = []
  for (const { uid: _uid, currentlyUsed: _used, inDb: _inDb, ...facts } of sourceSeeds()) {
    const existing = stored.get(keyOf(facts))
    if (existing && isUpToDate(existing, facts)) continue
    const source = existing ?? (await sources.create({ ...facts, currentlyUsed: false }))
    source.set(existing ? { ...facts, branchId: MAIN_BRANCH } : facts)
    if (!existing) instance.logger.success(`added new source: ${source.toString()}`)
    changed.push(source)
  }
  await instance.save(changed)
  if (updateCurrentlyUsed) await useNewest(instance)
  instance.logger.success('synced up Source registry with the latest public sources')
}

function isUpToDate(source: Source, facts: object): boolean {
  const current = source as unknown as { readonly [field: string]: unknown }
  const isTrashed = source.branchId === TRASH_BRANCH
  return !isTrashed && Object.entries(facts).every(([field, value]) => current[field] === value)
}

const keyOf = ({ entity, organism, name, version }: KeyFields): string =>
  [entity, organism, name, version].join('\n')

type KeyFields = Pick<Source, 'entity' | 'organism' | 'name' | 'version'>

async function useNewest(instance: Instance): Promise<void> {
  const all = await instance.registry(Source).filter()
  const groups = Map.groupBy(all, ({ entity, organism, name }) => [entity, organism, name].join('\n'))
  const newest: Source[] = []
  for (const group of groups.values()) {
    const [first] = group.toSorted((a, b) => compareVersions(b.version, a.version))
    if (!first || !group.some(({ currentlyUsed }) => currentlyUsed)) continue
    const isDone = first.currentlyUsed && group.filter(({ currentlyUsed }) => currentlyUsed).length === 1
    if (isDone) continue
    first.currentlyUsed = true
    newest.push(first)
  }
  await instance.save(newest)
}
