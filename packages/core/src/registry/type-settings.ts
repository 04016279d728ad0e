import { InvalidArgument } from '../errors.ts'
import { fieldOf, isNew, metaOf, setField } from './record-state.ts'
import { RegistryRecord, type BoundRegistry } from './record.ts'

/** Key of `_aux` for the policy: 1 for the space of the type itself, else the uid of a space. */
const POLICY = 'ss'

interface Aux {
  readonly [key: string]: unknown
}

/** Records that may be types of others. */
export interface HasTypeSettings {
  /** Settings of a type, for the records that are of it. */
  readonly settings: TypeSettings
}

/** Settings of a type, for the records that are of it; saved with the type. */
export class TypeSettings {
  readonly #type: RegistryRecord

  constructor(type: RegistryRecord) {
    this.#type = type
  }

  /**
   * Whether all records of the type lie in one space: in that of the type (`true`), in the one of this uid, or wherever
   * they are put (`false`). New records go there; stored ones stay where they are.
   */
  get singleSpace(): boolean | string {
    const policy = policyOf(this.#type)
    return typeof policy === 'string' ? policy : policy === 1
  }
  /** @throws InvalidArgument on a record that is no type, and for anything but a truth value or a saved `Space` */
  set singleSpace(policy: boolean | RegistryRecord) {
    const { name } = metaOf(this.#type)
    if (fieldOf(this.#type, 'isType') !== true)
      throw new InvalidArgument(`Only types have settings; the ${name} is none.`)
    const { [POLICY]: _old, ...others } = auxOf(this.#type)
    const aux = policy === false ? others : { ...others, [POLICY]: storedPolicy(policy) }
    setField(this.#type, '_aux', Object.keys(aux).length === 0 ? null : aux)
  }
}

function storedPolicy(policy: unknown): 1 | string {
  if (policy === true) return 1
  const isSpace = policy instanceof RegistryRecord && metaOf(policy).name === 'Space' && !isNew(policy)
  if (!isSpace) throw new InvalidArgument('singleSpace takes true, false or a saved Space.')
  return String(fieldOf(policy, 'uid'))
}

const auxOf = (record: RegistryRecord): Aux => (fieldOf(record, '_aux') as Aux | null | undefined) ?? {}

const policyOf = (type: RegistryRecord): unknown => auxOf(type)[POLICY]

/** Arguments of constructors with the spaces that policies of their types say, where they say none themselves. */
export async function withSpacesOfTypes<Given extends { readonly fields: object }>(
  { instance }: BoundRegistry,
  many: readonly Given[],
): Promise<readonly Given[]> {
  const types = many.map(({ fields }) => typeWithPolicy(fields))
  if (!types.some(Boolean)) return many
  const uids = types.map((type) => type && policyOf(type)).filter((policy) => typeof policy === 'string')
  const rows =
    uids.length === 0
      ? []
      : await instance.queries
          .selectFrom('lamindb_space')
          .select(['id', 'uid'])
          .where('uid', 'in', uids)
          .execute()
  const byUid = new Map(rows.map(({ id, uid }) => [uid, Number(id)]))
  return many.map((given, index) => {
    const type = types[index]
    if (!type) return given
    const policy = policyOf(type)
    const spaceId = policy === 1 ? fieldOf(type, 'spaceId') : byUid.get(policy)
    return spaceId === undefined ? given : { ...given, fields: { ...given.fields, spaceId } }
  })
}

/** The type among the arguments of a constructor, if it has a say in where the record goes. */
function typeWithPolicy(fields: object): RegistryRecord | undefined {
  const { type, space, spaceId } = fields as {
    readonly type?: unknown
    readonly space?: unknown
    readonly spaceId?: unknown
  }
  const isPlaced = (space ?? spaceId ?? undefined) !== undefined
  return !isPlaced && type instanceof RegistryRecord && policyOf(type) !== undefined ? type : undefined
}
