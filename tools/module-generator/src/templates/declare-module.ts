import {
  Artifact,
  Feature,
  bigId,
  defineEntity,
  defineModule,
  id,
  linked,
  linkedBy,
  randomUidColumn,
  registry,
  sqlRecord,
  text,
  toMany,
  toOne,
  tracksRun,
  tracksUpdates,
  varchar,
  type LaminModule,
} from '@lamindb/core'

import type { ModuleNames } from '../module-names.ts'

/**
 * The declaration that the files of a new module make once they are written, so that its first migration can be made
 * before its dependencies are installed. A test holds the two together.
 */
export function declareModule(names: ModuleNames): LaminModule {
  const RegistryEntity = untypedEntity({
    name: names.registry,
    tableName: names.table,
    properties: {
      id: id(),
      uid: randomUidColumn(12),
      name: varchar(150).index(),
      description: text().nullable(),
      ...sqlRecord(),
      ...tracksRun(),
      ...tracksUpdates(),
      artifacts: () => linked(Artifact, () => Link).inverse(names.members),
      linksArtifact: () => toMany(Link, names.member),
    },
  })
  class Registry extends registry(RegistryEntity) {}
  const LinkEntity = untypedEntity({
    name: names.link,
    tableName: names.linkTable,
    uniques: [{ properties: ['artifact', names.member, 'feature'] }],
    properties: {
      id: bigId(),
      artifact: () => toOne(Artifact).cascade().inverse(names.links),
      [names.member]: () => toOne(Registry).inverse('linksArtifact'),
      feature: () => toOne(Feature).nullable(),
      ...tracksRun(),
    },
  })
  class Link extends registry(LinkEntity, { isLink: true }) {}
  return defineModule({
    name: names.module,
    version: '0.1.0',
    dependsOn: ['core'],
    requiresCore: '^0.1.0',
    entities: [Registry, Link],
    contributes: [
      {
        on: Artifact,
        properties: {
          [names.members]: () => linkedBy(Registry, 'artifacts'),
          [names.links]: () => toMany(Link, 'artifact'),
        },
      },
    ],
    migrations: [{ name: '0001_initial', up: { sqlite: async () => [], postgresql: async () => [] } }],
  })
}

/** The names of its members are values here, which leaves nothing for the compiler to infer. */
function untypedEntity(meta: object): { readonly properties: object } {
  return defineEntity(meta as never)
}
