import type { DatabaseTransaction } from '../../database/database.ts'
import type { Instance } from '../../instance/instance.ts'
import { resolveAll, token, type Token } from '../../module/token.ts'
import { NotSupported } from '../../errors.ts'
import type { Record } from '../record.ts'

/** What records need of annotation: their types may be frames, whose schema they must satisfy. */
export interface FrameCuration {
  /**
   * Checks records that have become rows of frames since they were read.
   *
   * @throws ValidationError for a record that lacks required features or has values that do not fit
   */
  check(records: readonly Record[]): Promise<void>

  /** Before records are written: checks what was not checked, and looks up what their values name. @throws ValidationError */
  prepare(records: readonly Record[]): Promise<void>

  /** Writes the values that records were made with. */
  write(transaction: DatabaseTransaction, records: readonly Record[]): Promise<void>
}

export const frameCurationToken: Token<FrameCuration> = token<FrameCuration>('frame-curation')

/** @throws NotSupported when the instance was put together without annotation */
export function frameCurationOf(instance: Instance): FrameCuration {
  const [curation] = resolveAll(instance.container, frameCurationToken)
  if (curation) return curation
  throw new NotSupported('Nothing in this instance checks the values of records.')
}
