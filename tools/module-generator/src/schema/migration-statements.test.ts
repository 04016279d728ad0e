import {
  Artifact,
  bigId,
  coreModule,
  defineEntity,
  defineModule,
  id,
  integer,
  json,
  linked,
  linkedBy,
  registry,
  sqlRecord,
  text,
  toMany,
  toOne,
  tracksRun,
  tracksUpdates,
  uid,
  varchar,
} from '@lamindb/core'
import { describe, expect, it } from 'vitest'

import { dialects } from './dialects.ts'
import { migrationStatements } from './migration-statements.ts'

function labModule(columns: object = {}) {
  const DonorEntity = defineEntity({
    name: 'Donor',
    tableName: 'lab_donor',
    properties: {
      id: id(),
      uid: uid(12),
      name: varchar(150).index(),
      notes: text().nullable(),
      extra: json().nullable(),
      ...columns,
      ...sqlRecord(),
      ...tracksRun(),
      ...tracksUpdates(),
      artifacts: () => linked(Artifact, () => ArtifactDonor).inverse('donors'),
      linksArtifact: () => toMany(ArtifactDonor, 'donor'),
    },
  })
  class Donor extends registry(DonorEntity) {}
  const ArtifactDonorEntity = defineEntity({
    name: 'ArtifactDonor',
    tableName: 'lab_artifactdonor',
    uniques: [{ properties: ['artifact', 'donor'] }],
    properties: {
      id: bigId(),
      donor: () => toOne(Donor).cascade().inverse('linksArtifact'),
      artifact: () => toOne(Artifact).cascade().inverse('linksDonor'),
      ...tracksRun(),
    },
  })
  class ArtifactDonor extends registry(ArtifactDonorEntity, { isLink: true }) {}
  return defineModule({
    name: 'lab',
    version: '0.1.0',
    dependsOn: ['core'],
    requiresCore: '^0.1.0',
    entities: [Donor, ArtifactDonor],
    contributes: [
      {
        on: Artifact,
        properties: {
          donors: () => linkedBy(Donor, 'artifacts'),
          linksDonor: () => toMany(ArtifactDonor, 'artifact'),
        },
      },
    ],
    migrations: [{ name: '0001_initial', up: { sqlite: async () => [], postgresql: async () => [] } }],
  })
}

describe.each(dialects)('statements for %s', (dialect) => {
  it('create the tables, and nothing once they are there', async () => {
    const first = await migrationStatements(labModule(), undefined, dialect)
    expect(first.statements.filter((one) => one.startsWith('create table'))).toHaveLength(2)
    const again = await migrationStatements(labModule(), first.snapshot, dialect)
    expect(again.statements).toEqual([])
    expect(again.snapshot).toBe(first.snapshot)
  })

  it('say what becomes of rows when Python deletes what they refer to', async () => {
    const { statements } = await migrationStatements(labModule(), undefined, dialect)
    const all = statements.join('\n').replaceAll(/[`"]/g, '')
    expect(all).toMatch(/foreign key \(artifact_id\) references lamindb_artifact \(id\) on delete cascade/)
    expect(all).toMatch(/foreign key \(run_id\) references lamindb_run \(id\) on delete set null/)
    expect(all).toMatch(/foreign key \(donor_id\) references lab_donor \(id\) on delete cascade/)
    expect(all).not.toMatch(/references lamindb_\w+ \(id\)(?! on delete (cascade|set null))/)
    expect(all).toMatch(/index lab_donor_run_id_index on lab_donor \(run_id\)/)
  })

  it('let the database fill in the time of an insert', async () => {
    const { statements } = await migrationStatements(labModule(), undefined, dialect)
    const now = dialect === 'sqlite' ? "(STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW'))" : 'statement_timestamp()'
    expect(statements.join('\n')).toContain(`not null default ${now}`)
  })

  it('add a column to a table that is there', async () => {
    const before = await migrationStatements(labModule(), undefined, dialect)
    const { statements } = await migrationStatements(
      labModule({ age: integer().nullable() }),
      before.snapshot,
      dialect,
    )
    expect(statements.join('\n').replaceAll(/[`"]/g, '')).toMatch(/alter table lab_donor add (column )?age/)
  })
})

it('leaves the tables of core alone', async () => {
  const { statements } = await migrationStatements(labModule(), undefined, 'sqlite')
  const tables = coreModule.entities.map((entity) => entity.schema.tableName)
  expect(
    tables.filter((table) => statements.some((one) => one.includes(`create table \`${table}\``))),
  ).toEqual([])
})
