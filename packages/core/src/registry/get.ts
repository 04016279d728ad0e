import { DoesNotExist, InvalidArgument, MultipleResultsFound } from '../errors.ts'
import { isField } from './feature-conditions.ts'
import type { QuerySet } from './query-set.ts'
import type { BoundRegistry } from './record.ts'
import type { Where } from './record-types.ts'
import { uidStartsWith } from './uid-prefix.ts'
import { unknownField } from './where.ts'

/**
 * One record by id, uid or uid prefix, or condition. Versioned registries give the latest version of a family.
 *
 * @throws DoesNotExist @throws MultipleResultsFound @throws FieldError for a name that is no field
 * @throws InvalidArgument for an empty text, `null` and the like, which would mean any record
 */
export async function getRecord<R>(set: QuerySet<R>, key: string | number | Where<R>): Promise<R> {
  if (!isKey(key)) throw noKey(set.registry, key)
  if (typeof key === 'number') return only(set, { id: key }, key)
  if (typeof key === 'string') return getByUid(set, key)
  const { meta } = set.registry
  // Features describe many records: they find by filter(), here a name that is no field is a mistake.
  const unknown = Object.keys(key as object).find((name) => !isField(meta, name))
  if (unknown !== undefined) throw unknownField(meta, unknown)
  if (
    !meta.isVersioned ||
    'isLatest' in (key as object) ||
    'id' in (key as object) ||
    'uid' in (key as object)
  )
    return only(set, key, undefined)
  const latest = await set.filter({ ...key, isLatest: true }).limit(2)
  if (latest.length === 1) return latest[0] as R
  if (latest.length > 1) throw ambiguous(set.registry, undefined)
  const [newest] = await set.filter(key).orderBy('-createdAt', '-id').limit(1)
  if (!newest) throw notFound(set.registry, undefined)
  return newest
}

const isKey = (key: unknown): boolean =>
  typeof key === 'string' ? key !== '' : typeof key === 'number' || (typeof key === 'object' && key !== null)

const noKey = ({ meta }: BoundRegistry, key: unknown): InvalidArgument =>
  new InvalidArgument(
    `${meta.name}.get() needs an id, a uid or a condition, got ${key === '' ? 'an empty text' : String(key)}.`,
  )

async function getByUid<R>(set: QuerySet<R>, uid: string): Promise<R> {
  const { meta } = set.registry
  const stem = meta.options.stemLength
  const matches = (extra: object): QuerySet<R> =>
    set.filter({ branch: null, ...extra } as unknown as Where<R>).where(uidStartsWith(set.registry.meta, uid))
  if (stem !== undefined && uid.length <= stem) {
    const [head] = await matches({ isLatest: true }).orderBy('-createdAt', '-id').limit(1)
    const [any] = head ? [head] : await matches({}).orderBy('-createdAt', '-id').limit(1)
    if (!any) throw notFound(set.registry, uid)
    return any
  }
  const found = await matches({}).limit(2)
  const exact = found.filter((record) => (record as unknown as { uid: string }).uid === uid)
  const hits = exact.length > 0 ? exact : found
  if (hits.length > 1) throw ambiguous(set.registry, uid)
  if (!hits[0]) throw notFound(set.registry, uid)
  return hits[0]
}

async function only<R>(set: QuerySet<R>, where: object, key: number | undefined): Promise<R> {
  const [record, second] = await set.filter(where).limit(2)
  if (second) throw ambiguous(set.registry, undefined)
  if (!record) throw notFound(set.registry, key)
  return record
}

export function notFound({ meta }: BoundRegistry, key: string | number | undefined): DoesNotExist {
  if (typeof key === 'string') {
    return new DoesNotExist(
      `No record found with uid '${key}'. Did you forget a keyword as in ${meta.name}.get(${meta.nameField}='${key}')?`,
    )
  }
  return new DoesNotExist(
    key === undefined ? `No ${meta.name} meets the condition.` : `There is no ${meta.name} with id ${key}.`,
  )
}

const ambiguous = ({ meta }: BoundRegistry, uid: string | undefined): MultipleResultsFound =>
  new MultipleResultsFound(
    uid === undefined
      ? `More than one ${meta.name} meets the condition.`
      : `More than one ${meta.name} has a uid that starts with '${uid}'.`,
  )
