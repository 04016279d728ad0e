import type { MikroORM } from '@mikro-orm/core'

import type { Database } from '../database/index.ts'
import type { LaminModule } from '../module/define-module.ts'
import type { BoundRegistry } from '../registry/record.ts'
import { readRegistryMetas, type RegistryMeta } from '../registry/registry-meta.ts'
import type { Instance } from './instance.ts'
import { bindEntities } from './bind-entities.ts'
import { defineRelations } from './define-relations.ts'

export interface OpenedOrm {
  readonly orm: MikroORM
  readonly metas: ReadonlyMap<string, RegistryMeta>
}

/** MikroORM over an opened database, with the entities of the given modules. Only the driver in use is loaded. */
export async function openOrm(database: Database, modules: readonly LaminModule[]): Promise<OpenedOrm> {
  const { schemas, declared } = bindEntities(modules)
  const { MikroORM } =
    database.dialect === 'sqlite' ? await import('@mikro-orm/sqlite') : await import('@mikro-orm/postgresql')
  const orm = (await MikroORM.init({
    dbName: 'lamindb',
    entities: [...schemas],
    driverOptions: database.kyselyDialect,
    discovery: { warnWhenNoEntities: false, checkDuplicateTableNames: true },
    connect: false,
  } as never)) as MikroORM
  const metas = readRegistryMetas([...orm.getMetadata().getAll().values()], orm.em.getPlatform(), (name) => {
    const entity = declared.get(name)
    return {
      module: entity?.module.name ?? 'core',
      options: entity?.registry.options ?? {},
      deleteRules: entity?.deleteRules ?? new Map<string, string>(),
    }
  })
  for (const [name, meta] of metas)
    bindRegistry(meta, declared.get(name)?.registry as unknown as BoundRegistry)
  return { orm, metas }
}

/** One subclass per connection, so that two instances in one process never notice each other. */
function bindRegistry(meta: RegistryMeta, declared: BoundRegistry): void {
  const { [meta.name]: made } = { [meta.name]: class extends declared {} }
  const registry = made as unknown as { meta: RegistryMeta; prototype: object }
  registry.meta = meta
  defineRelations(registry.prototype, meta)
  meta.registry = registry as unknown as BoundRegistry
}

/** Gives every class of a connection its instance. */
export function attachInstance(metas: ReadonlyMap<string, RegistryMeta>, instance: Instance): void {
  for (const meta of metas.values()) {
    ;(meta.registry as unknown as { instance: Instance }).instance = instance
  }
}
