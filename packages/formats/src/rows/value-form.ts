/** What JavaScript values are, before an Arrow type is chosen for them. */
export type ValueForm =
  | { readonly kind: 'missing' | 'bool' | 'int' | 'bigint' | 'float' | 'text' | 'timestamp' | 'binary' }
  | { readonly kind: 'list'; readonly item: ValueForm }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, ValueForm> }

/** Nothing is known of the values yet. */
export const missingForm: ValueForm = { kind: 'missing' }

/** Form of one value; `undefined` for what no column holds, such as functions. `NaN` is a missing float. */
export function formOf(value: unknown): ValueForm | undefined {
  if (isMissing(value)) return typeof value === 'number' ? { kind: 'float' } : missingForm
  switch (typeof value) {
    case 'boolean':
      return { kind: 'bool' }
    case 'number':
      return { kind: Number.isSafeInteger(value) ? 'int' : 'float' }
    case 'bigint':
      return { kind: 'bigint' }
    case 'string':
      return { kind: 'text' }
    default:
      return objectForm(value)
  }
}

/** Whether a value stands for a missing one. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value)
}

/** The form that holds both; `undefined` when there is none. */
export function commonForm(a: ValueForm, b: ValueForm): ValueForm | undefined {
  if (a.kind === 'missing') return b
  if (b.kind === 'missing') return a
  if (a.kind === 'list' && b.kind === 'list') {
    const item = commonForm(a.item, b.item)
    return item && { kind: 'list', item }
  }
  if (a.kind === 'struct' && b.kind === 'struct') return commonStruct(a.fields, b.fields)
  if (a.kind === b.kind) return a
  const kinds = new Set([a.kind, b.kind])
  if (!kinds.has('int')) return undefined
  if (kinds.has('float')) return { kind: 'float' }
  return kinds.has('bigint') ? { kind: 'bigint' } : undefined
}

/** Name of a form for messages. */
export function formName(form: ValueForm | undefined): string {
  if (form === undefined) return 'something that no column holds'
  if (form.kind === 'list') return `lists of ${formName(form.item)}`
  if (form.kind === 'struct') return `objects with ${[...form.fields.keys()].join(', ')}`
  return names[form.kind]
}

const names = {
  missing: 'missing values',
  bool: 'booleans',
  int: 'integers',
  bigint: 'bigints',
  float: 'floats',
  text: 'text',
  timestamp: 'dates',
  binary: 'bytes',
} as const

function objectForm(value: unknown): ValueForm | undefined {
  if (value instanceof Date) return { kind: 'timestamp' }
  if (value instanceof Uint8Array) return { kind: 'binary' }
  if (Array.isArray(value)) return listForm(value)
  return isPlainObject(value) ? structForm(value) : undefined
}

function listForm(items: readonly unknown[]): ValueForm | undefined {
  let item: ValueForm | undefined = missingForm
  for (const value of items) {
    const form = formOf(value)
    item = form && item && commonForm(item, form)
    if (item === undefined) return undefined
  }
  return { kind: 'list', item }
}

function structForm(value: Record<string, unknown>): ValueForm | undefined {
  const fields = new Map<string, ValueForm>()
  for (const [key, member] of Object.entries(value)) {
    const form = formOf(member)
    if (form === undefined) return undefined
    fields.set(key, form)
  }
  return { kind: 'struct', fields }
}

function commonStruct(
  a: ReadonlyMap<string, ValueForm>,
  b: ReadonlyMap<string, ValueForm>,
): ValueForm | undefined {
  const fields = new Map(a)
  for (const [key, form] of b) {
    const common = commonForm(fields.get(key) ?? missingForm, form)
    if (common === undefined) return undefined
    fields.set(key, common)
  }
  return { kind: 'struct', fields }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
