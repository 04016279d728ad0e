import type { ModuleNames } from '../module-names.ts'

/** The sources of a new module but its migrations, by path in the package. */
export function sourceFiles(names: ModuleNames): { readonly [path: string]: string } {
  return {
    'src/index.ts': indexFile(names),
    [`src/${kebab(names.module)}-module.ts`]: moduleFile(names),
    [`src/${kebab(names.module)}-registries.ts`]: registriesFile(names),
    [`src/registries/${names.file}.ts`]: registryFile(names),
    [`src/registries/contributions.ts`]: contributionsFile(names),
    'src/migrations/migrations.ts': migrationsFile(),
    [`src/${names.file}.test.ts`]: testFile(names),
  }
}

const kebab = (module: string): string => module.replaceAll('_', '-')

const indexFile = (
  n: ModuleNames,
): string => `export { ${n.declaration} } from './${kebab(n.module)}-module.ts'
export type { ${n.registries} } from './${kebab(n.module)}-registries.ts'
export { ${n.link}, ${n.registry} } from './registries/${n.file}.ts'
// Nothing but what it declares: the relations of other registries to these.
export type {} from './registries/contributions.ts'
`

const moduleFile = (n: ModuleNames): string => `import { defineModule } from '@lamindb/core'

import { migrations } from './migrations/migrations.ts'
import { contributions } from './registries/contributions.ts'
import { ${n.link}, ${n.registry} } from './registries/${n.file}.ts'

/** The whole module: what is not listed here is not part of it. */
export const ${n.declaration} = defineModule({
  name: '${n.module}',
  version: '0.1.0',
  dependsOn: ['core'],
  requiresCore: '^0.1.0',
  entities: [${n.registry}, ${n.link}],
  contributes: contributions,
  migrations,
})
`

const registriesFile = (
  n: ModuleNames,
): string => `import type { ${n.registry} } from './registries/${n.file}.ts'

/** \`db.${n.module}\` */
export interface ${n.registries} {
  readonly ${n.registry}: typeof ${n.registry}
}

declare module '@lamindb/core' {
  interface Instance {
    readonly ${n.module}: ${n.registries}
  }
}
`

const registryFile = (n: ModuleNames): string => `import {
  Artifact,
  Feature,
  bigId,
  defineEntity,
  id,
  linked,
  randomUidColumn,
  registry,
  sqlRecord,
  text,
  toMany,
  toOne,
  tracksRun,
  tracksUpdates,
  varchar,
} from '@lamindb/core'

export const ${n.registry}Entity = defineEntity({
  name: '${n.registry}',
  tableName: '${n.table}',
  properties: {
    id: id(),
    uid: randomUidColumn(12),
    name: varchar(150).index(),
    description: text().nullable(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    artifacts: () => linked(Artifact, () => ${n.link}).inverse('${n.members}'),
    linksArtifact: () => toMany(${n.link}, '${n.member}'),
  },
})

export class ${n.registry} extends registry(${n.registry}Entity, { nameField: 'name', canCurate: true }) {}

/** Rows that join artifacts and ${n.members}; with a feature, the ${n.member} is a value of that feature. */
export const ${n.link}Entity = defineEntity({
  name: '${n.link}',
  tableName: '${n.linkTable}',
  uniques: [{ properties: ['artifact', '${n.member}', 'feature'] }],
  properties: {
    id: bigId(),
    artifact: () => toOne(Artifact).cascade().inverse('${n.links}'),
    ${n.member}: () => toOne(${n.registry}).inverse('linksArtifact'),
    feature: () => toOne(Feature).nullable(),
    ...tracksRun(),
  },
})

export class ${n.link} extends registry(${n.link}Entity, { isLink: true }) {}
`

const contributionsFile = (
  n: ModuleNames,
): string => `import { Artifact, linkedBy, toMany, type Contribution, type RelatedSet } from '@lamindb/core'

import { ${n.link}, ${n.registry} } from './${n.file}.ts'

/** What artifacts gain by this module; the interface below tells the compiler about it. */
export const contributions: readonly Contribution[] = [
  {
    on: Artifact,
    properties: {
      ${n.members}: () => linkedBy(${n.registry}, 'artifacts'),
      ${n.links}: () => toMany(${n.link}, 'artifact'),
    },
  },
]

declare module '@lamindb/core' {
  interface Artifact {
    ${n.members}: RelatedSet<${n.registry}>
    ${n.links}: RelatedSet<${n.link}>
  }
}
`

const migrationsFile = (): string => `import type { MigrationDef } from '@lamindb/core/migrations'

import { initial } from './0001-initial.ts'

/** Every migration of the module, in the order in which they run. */
export const migrations: readonly MigrationDef[] = [initial]
`

const testFile = (n: ModuleNames): string => `import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { createTestInstance } from '@lamindb/core/testing'
import { describe, expect, it } from 'vitest'

import { ${n.declaration} } from './index.ts'

describe('${n.members}', () => {
  it('are saved and found by name', async () => {
    await using test = await createTestInstance({ modules: [${n.declaration}] })
    const { ${n.registry} } = test.db.${n.module}
    const saved = await ${n.registry}.create({ name: 'first' }).save()
    expect(saved.uid).toMatch(/^[0-9A-Za-z]{12}$/)
    expect((await ${n.registry}.get({ name: 'first' })).uid).toBe(saved.uid)
  })

  it('annotate artifacts, which are found by them', async () => {
    await using test = await createTestInstance({ modules: [${n.declaration}] })
    const { db } = test
    const path = join(test.files, 'reads.txt')
    await writeFile(path, 'ACGT')
    const artifact = await db.Artifact.create(path, { key: 'reads.txt' }).save()
    await artifact.${n.members}.add(await db.${n.module}.${n.registry}.create({ name: 'first' }).save())
    const found = await db.Artifact.filter({ ${n.members}: { name: 'first' } })
    expect(found.map(({ key }) => key)).toEqual(['reads.txt'])
  })
})
`
