import { InvalidArgument } from '../../errors.ts'

/** The row that the type uid of a dtype leads to. */
export interface DtypeType {
  /** Class name of its registry. */
  readonly registry: string
  readonly name: string | null
  readonly uid: string
  readonly isType: boolean
}

/**
 * Checks that a row found by the type uid of a dtype is a type.
 *
 * @throws {@link InvalidArgument} if it is not
 */
export function checkDtypeType({ registry, name, uid, isType }: DtypeType): void {
  if (isType) return
  throw new InvalidArgument(
    `The resolved ${registry} '${name}' (uid='${uid}') is not a type: is_type is False.`,
  )
}
