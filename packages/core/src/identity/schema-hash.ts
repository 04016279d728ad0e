import { compareCodePoints } from './code-point-order.ts'
import { hashString } from './hash.ts'
import { pyStr } from './python-text.ts'

/** A feature or another member that a schema counts in its hash. */
export interface SchemaHashMember {
  readonly uid: string
  readonly optional: boolean
}

/** What enters the hash of a schema. `undefined` and `null` alike mean that a part is not set. */
export interface SchemaHashInput {
  readonly dtype?: string | null
  /** `Feature`, a registry, or a registry and a field. */
  readonly itype?: string | null
  readonly minimalSet?: boolean | null
  readonly orderedSet?: boolean | null
  readonly maximalSet?: boolean | null
  /** Default: true if {@link SchemaHashInput.nMembers} is not set, else false. */
  readonly flexible?: boolean | null
  readonly coerce?: boolean | null
  /** Canonical suffix that datasets must have. */
  readonly suffix?: string | null
  readonly nMembers?: number | null
  /** Uid of the index feature. */
  readonly indexUid?: string | null
  /** Members with the index among them, in the order of their links. */
  readonly members?: readonly SchemaHashMember[]
  /** Hash of the component in each slot; `null` for a component without hash. */
  readonly slots?: ReadonlyMap<string, string | null>
}

/** The hash of a schema and the sorted texts it is made of. */
export interface SchemaHash {
  readonly parts: readonly string[]
  readonly hash: string
}

/**
 * Hash of a schema: that of its parts, `<code>=<value>` in Python's notation, sorted and joined by `:`. Names, types,
 * descriptions and format constraints do not count; types (`is_type`) have no hash at all.
 */
export function schemaHash(input: SchemaHashInput): SchemaHash {
  const flexibleByDefault = isUnset(input.nMembers)
  const flexible = input.flexible ?? flexibleByDefault
  const candidates: readonly (readonly [string, unknown])[] = [
    ['a', input.dtype],
    ['b', input.itype],
    ['c', input.minimalSet],
    ['d', input.orderedSet],
    ['e', input.maximalSet],
    ['f', flexible === flexibleByDefault ? undefined : flexible],
    ['g', input.coerce || undefined],
    ['m', input.suffix],
    ['h', input.nMembers],
    ['k', input.indexUid],
    ['j', membersHash(input)],
    ['l', slotsHash(input)],
  ]
  const parts = candidates
    .filter(([, value]) => !isUnset(value))
    .map(([code, value]) => `${code}=${pyStr(value)}`)
    .sort(compareCodePoints)
  return { parts, hash: hashString(parts.join(':')) }
}

/** Uids of the schemas that have the same one in every instance, by hash. */
const wellKnownUids: ReadonlyMap<string, string> = new Map([
  ['kMi7B_N88uu-YnbTLDU-DA', '0000000000000000'], // features of any kind
  ['1gocc_TJ1RU2bMwDRK-WUA', '0000000000000001'], // Ensembl gene ids of any kind
  ['aqGWHvyY49W_PHELUMiBMw', '0000000000000002'], // AnnData with both of them, in var.T and obs
  ['UR_ozz2VI2sY8ckXop2RAg', '0000000000000002'], // the same, as stored with itype `Composite`
])

/** The uid that a schema with this hash has in every instance; `undefined` for all but a few. */
export function wellKnownSchemaUid(hash: string): string | undefined {
  return wellKnownUids.get(hash)
}

function membersHash({ members, orderedSet }: SchemaHashInput): string | undefined {
  if (members === undefined || members.length === 0) return undefined
  const texts = members.map(({ uid, optional }) => (optional ? `${uid}(i)` : uid))
  return hashString((orderedSet ? texts : texts.sort(compareCodePoints)).join(':'))
}

function slotsHash({ slots }: SchemaHashInput): string | undefined {
  if (slots === undefined || slots.size === 0) return undefined
  const texts = [...slots].map(([slot, hash]) => `${slot}=${pyStr(hash)}`)
  return hashString(texts.sort(compareCodePoints).join(':'))
}

function isUnset(value: unknown): value is null | undefined {
  return value === null || value === undefined
}
