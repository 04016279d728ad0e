import type { DatabaseTransaction } from '../database/database.ts'
import type { Dialect } from '../database/dialect.ts'
import type { Clock } from '../identity/index.ts'
import type { ModuleSeed } from './module-setup.ts'

/** Lets the modules of a new instance write their first rows, in the given order. */
export async function seedModuleRows(
  trx: DatabaseTransaction,
  modules: readonly { readonly seed?: ModuleSeed | undefined }[],
  { dialect, userId, clock }: { readonly dialect: Dialect; readonly userId: number; readonly clock: Clock },
): Promise<void> {
  const now = clock.now().toSql() + (dialect === 'postgresql' ? '+00' : '')
  for (const module of modules) await module.seed?.(trx, { dialect, now, userId })
}
