/** Dtypes without registry, as they are stored. */
export const simpleDtypes = [
  'num',
  'int',
  'float',
  'str',
  'bool',
  'datetime',
  'datetime64[ns, UTC]',
  'date',
  'dict',
  'path',
  'url',
  'object',
] as const

export type SimpleDtype = (typeof simpleDtypes)[number]

const simple: ReadonlySet<string> = new Set(simpleDtypes)

export function isSimpleDtype(dtype: string): dtype is SimpleDtype {
  return simple.has(dtype)
}

/** The dtype of the items of a list, `undefined` for a dtype that is no list. */
export function listItemDtype(dtype: string): string | undefined {
  return dtype.startsWith('list[') && dtype.endsWith(']') ? dtype.slice('list['.length, -1) : undefined
}

/** Whether the values of this dtype, or the items of its lists, are rows of registries. */
export function isCategoricalDtype(dtype: string): boolean {
  const item = listItemDtype(dtype)
  return item === undefined ? categoricalMembers(dtype) !== undefined : isCategoricalDtype(item)
}

/**
 * What stands between the brackets of `cat[…]`, `undefined` for another dtype. As in the reference, `cat[` counts wherever
 * it stands: members are read from what is left.
 */
export function categoricalMembers(dtype: string): string | undefined {
  return dtype.startsWith('cat[') && dtype.endsWith(']')
    ? dtype.replaceAll('cat[', '').slice(0, -1)
    : undefined
}
