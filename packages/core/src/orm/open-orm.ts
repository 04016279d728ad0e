import type { MikroORM } from '@mikro-orm/core'

import type { Database } from '../database/index.ts'
import type { DeclaredEntity } from '../module/declared-entities.ts'
import { entitySchemas } from './entity-schemas.ts'

/** MikroORM over an opened database, with the given entities. Only the driver in use is loaded. */
export async function openOrm(
  database: Database,
  entities: ReadonlyMap<string, DeclaredEntity>,
): Promise<MikroORM> {
  const { MikroORM } =
    database.dialect === 'sqlite' ? await import('@mikro-orm/sqlite') : await import('@mikro-orm/postgresql')
  return (await MikroORM.init({
    dbName: 'lamindb',
    entities: entitySchemas(entities, database.dialect),
    driverOptions: database.kyselyDialect,
    discovery: { warnWhenNoEntities: false, checkDuplicateTableNames: true },
    connect: false,
  } as never)) as MikroORM
}
