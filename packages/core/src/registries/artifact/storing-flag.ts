import type { Artifact } from '../artifact.ts'

type Aux = { readonly [key: string]: unknown } | null | undefined

/** Set while content is on its way into storage: the row does not claim that the content is there. */
const STORING = 'so'
/** Beside {@link STORING}: key of content that the running `replace()` makes obsolete. */
const STALE_KEY = 'laminx_stale_key'
/** Where content is being moved: `<storage id>/<storage key>`. */
const MOVED_TO = 'laminx_moved_to'

/** True from the moment that the row is written until the content is in storage. */
export const isStoring = (artifact: Artifact): boolean => artifact._aux?.[STORING] === 1

export function staleKeyOf(artifact: Artifact): string | undefined {
  const key = artifact._aux?.[STALE_KEY]
  return typeof key === 'string' ? key : undefined
}

/** Sets the flag; other settings in `_aux` stay. */
export function markStoring(artifact: Artifact, staleKey: string | undefined): void {
  artifact._aux = { ...artifact._aux, [STORING]: 1, ...(staleKey !== undefined && { [STALE_KEY]: staleKey }) }
}

/** Clears the flag and what belongs to it; an empty `_aux` becomes null. */
export function markStored(artifact: Artifact): void {
  artifact._aux = without(artifact._aux, STORING, STALE_KEY)
}

export const movedTo = (artifact: Artifact): unknown => artifact._aux?.[MOVED_TO]

export function markMoving(artifact: Artifact, target: string): void {
  artifact._aux = { ...artifact._aux, [STORING]: 1, [MOVED_TO]: target }
}

export function markMoved(artifact: Artifact): void {
  artifact._aux = without(artifact._aux, STORING, MOVED_TO)
}

function without(aux: Aux, ...keys: readonly string[]): { [key: string]: unknown } | null {
  const rest = Object.entries(aux ?? {}).filter(([key]) => !keys.includes(key))
  return rest.length === 0 ? null : Object.fromEntries(rest)
}
