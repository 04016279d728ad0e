import type { Artifact } from '../registries/artifact.ts'
import type { Schema } from '../registries/schema.ts'

/** The first ones of many slots are named. */
const SHOWN_SLOTS = 3

/** `DataFrameCurator(Schema: name, slots: ['attrs'], unvalidated)` */
export function describeCurator(
  name: string,
  schema: Schema,
  artifact: Artifact | undefined,
  { isValidated, slots = [] }: { readonly isValidated: boolean; readonly slots?: readonly string[] },
): string {
  const of = artifact ? `, artifact: ${artifact.uid}` : ''
  const otype = schema.otype ? ` (${schema.otype})` : ''
  const state = isValidated ? 'validated' : 'unvalidated'
  const more = slots.length > SHOWN_SLOTS ? `... +${slots.length - SHOWN_SLOTS} more` : undefined
  const named = slots.slice(0, SHOWN_SLOTS).map((slot) => `'${slot}'`)
  const parts = slots.length > 0 ? `, slots: [${[...named, ...(more ? [more] : [])].join(', ')}]` : ''
  return `${name}${of}(Schema: ${schema.name ?? `uid=${schema.uid}`}${otype}${parts}, ${state})`
}
