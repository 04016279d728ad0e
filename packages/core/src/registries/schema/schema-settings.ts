/** Settings of a schema that have no column of their own: `_aux.af` and `_aux.zarr`. Unknown keys are kept. */

type Aux = { readonly [key: string]: unknown }

/** Keys within `_aux.af`. */
const OPTIONALS = '1'
const DISPLAY_ORDER = '2'
const INDEX = '3'
const HIDDEN = '4'

const settingsOf = (aux: Aux | null | undefined): Aux => (aux?.['af'] ?? {}) as Aux

/** Uids of the members that datasets may lack. */
export function optionalUids(aux: Aux | null | undefined): string[] {
  const uids = settingsOf(aux)[OPTIONALS]
  return Array.isArray(uids) ? uids.map(String) : []
}

/** Uid of the feature that is the index of datasets. */
export function indexUid(aux: Aux | null | undefined): string | undefined {
  const uid = settingsOf(aux)[INDEX]
  return typeof uid === 'string' ? uid : undefined
}

/** Uids of members that are shown first; `undefined` unless it is a list of texts. */
export const displayOrder = (aux: Aux | null | undefined): string[] | undefined =>
  usableUids(aux, DISPLAY_ORDER)

/** Uids of members that descriptions leave out. */
export const hiddenUids = (aux: Aux | null | undefined): string[] => usableUids(aux, HIDDEN) ?? []

function usableUids(aux: Aux | null | undefined, key: string): string[] | undefined {
  const uids = settingsOf(aux)[key]
  if (!Array.isArray(uids) || uids.length === 0) return undefined
  return uids.every((uid) => typeof uid === 'string' && uid !== '')
    ? [...new Set(uids as string[])]
    : undefined
}

/** An empty list stays where there were optional members before. */
export const withOptionals = (aux: Aux | null, uids: readonly string[]): Aux | null =>
  uids.length === 0 && settingsOf(aux)[OPTIONALS] === undefined ? aux : withSetting(aux, OPTIONALS, [...uids])

export const withIndex = (aux: Aux | null, uid: string | undefined): Aux | null =>
  withSetting(aux, INDEX, uid)

export const withoutDisplayOrder = (aux: Aux | null): Aux | null => withSetting(aux, DISPLAY_ORDER, undefined)

/** As the reference writes it: the keys of `af` in the order of their numbers; an `af` that is there stays. */
function withSetting(aux: Aux | null, key: string, value: unknown): Aux | null {
  const { [key]: _, ...others } = settingsOf(aux)
  const settings = value === undefined ? others : { ...others, [key]: value }
  const { af: __, ...rest } = aux ?? {}
  if (Object.keys(settings).length > 0 || (aux?.['af'] ?? undefined) !== undefined)
    return { af: settings, ...rest }
  return Object.keys(rest).length > 0 ? rest : null
}
