import { InvalidArgument, ValidationError } from '../../errors.ts'

/** One registry in a categorical dtype, split into its parts but not looked up. */
export interface CategoricalMember {
  readonly registry: string
  /** Empty if the text names none. */
  readonly field: string
  /** Uid of the type that values must have; only `Record` and `ULabel` have types in dtypes. */
  readonly typeUid: string | undefined
  /** Filters that values must meet, as `parseFilters` reads them; empty if there are none. */
  readonly filters: string
}

const typedRegistries: ReadonlySet<string> = new Set(['Record', 'ULabel'])

/** Whether dtypes can name a type of this registry by its uid. */
export function hasTypesInDtypes(registry: string): boolean {
  return typedRegistries.has(registry)
}

/**
 * Splits one member of a categorical dtype: `Registry`, `module.Registry.field`, `Record[<type uid>, <filters>].field`.
 *
 * @throws {@link InvalidArgument} when a bracket is not closed
 * @throws {@link ValidationError} when a dot is followed by nothing
 */
export function splitCategoricalMember(text: string): CategoricalMember {
  const open = text.indexOf('[')
  if (open === -1) return { ...splitName(text), typeUid: undefined, filters: '' }
  const close = closingBracket(text, open)
  const before = splitNameBeforeBracket(text.slice(0, open))
  const after = text.slice(close + 1)
  return {
    registry: before.registry,
    field: (after.startsWith('.') ? after.slice(1) : '') || before.field,
    ...splitPayload(before.registry, text.slice(open + 1, close)),
  }
}

/** Writes what {@link splitCategoricalMember} reads. */
export function joinCategoricalMember({ registry, field, typeUid, filters }: CategoricalMember): string {
  const payload = [typeUid, filters].filter(Boolean).join(', ')
  const name = field === '' ? registry : `${registry}.${field}`
  if (payload === '') return name
  // Before a bracket two parts are always read as module and registry, so there only three can carry a field.
  return registry.includes('.') || field === '' ? `${name}[${payload}]` : `${registry}[${payload}].${field}`
}

/** The error for a member that names no registry of artifacts. */
export function invalidDtypeRegistry(registry: string): ValidationError {
  return new ValidationError(
    `'${registry}' is an invalid dtype, has to be registry, e.g. ULabel or bionty.CellType`,
  )
}

function splitName(text: string): { registry: string; field: string } {
  const parts = text.split('.')
  const [first = '', second = '', third = ''] = parts
  if (parts.includes('') && parts.length > 1)
    throw invalidDtypeRegistry(first === '' && second !== '' ? first : text)
  if (parts.length === 3) return { registry: `${first}.${second}`, field: third }
  if (parts.length === 2 && /^\p{Lu}/u.test(second)) return { registry: text, field: '' }
  return { registry: first, field: second }
}

function splitNameBeforeBracket(text: string): { registry: string; field: string } {
  const parts = text.split('.')
  return parts.length === 3 ? splitName(text) : { registry: text, field: '' }
}

function closingBracket(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '[') depth++
    else if (text[i] === ']' && --depth === 0) return i
  }
  throw new InvalidArgument(`Unmatched brackets in dtype string: ${text}`)
}

function splitPayload(registry: string, payload: string): { typeUid: string | undefined; filters: string } {
  if (!hasTypesInDtypes(registry) || payload === '') return { typeUid: undefined, filters: payload }
  if (!payload.includes('=')) return { typeUid: payload, filters: '' }
  const comma = payload.indexOf(',')
  const first = (comma === -1 ? payload : payload.slice(0, comma)).trim()
  if (first === '' || first.includes('=')) return { typeUid: undefined, filters: payload }
  return { typeUid: first, filters: payload.slice(comma + 1).trim() }
}
