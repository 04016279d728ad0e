import { describe, expect, it } from 'vitest'

import type { MigrationState } from './migration-state.ts'
import { orderedMigrations } from './module-order.ts'
import { levelOf } from './schema-level.ts'

const up = { sqlite: async () => [], postgresql: async () => [] }

const migrations = orderedMigrations([
  {
    module: 'core',
    dependsOn: [],
    migrations: [
      {
        name: '0001_base',
        up,
        djangoRows: [
          { app: 'lamindb', name: '0177_squashed', kind: 'squash' },
          { app: 'lamindb', name: '0192_v2_9', kind: 'step' },
          { app: 'lamindb', name: '0193_v2_9_part_2', kind: 'step' },
          { app: 'lamindb', name: '0193_squashed', kind: 'squash' },
        ],
      },
      { name: '0002_search', up },
    ],
  },
  {
    module: 'bionty',
    dependsOn: ['core'],
    migrations: [
      { name: '0001_base', up, djangoRows: [{ app: 'bionty', name: '0065_lamindb_v2_2', kind: 'step' }] },
    ],
  },
])

const allOwn = ['core.0001_base', 'core.0002_search', 'bionty.0001_base']
const allDjango = [
  'lamindb 0177_squashed',
  'lamindb 0192_v2_9',
  'lamindb 0193_v2_9_part_2',
  'lamindb 0193_squashed',
  'bionty 0065_lamindb_v2_2',
]

function state(own: readonly string[], django: readonly string[]): MigrationState {
  return { own: new Set(own), django: new Set(django) }
}

describe('the level of a database', () => {
  it('is current when everything is recorded', () => {
    expect(levelOf(migrations, state(allOwn, allDjango))).toEqual({ state: 'current' })
  })

  it('is current on a database of Python for what Python can have done', () => {
    expect(levelOf(migrations, state(['core.0002_search'], allDjango))).toEqual({ state: 'current' })
  })

  it('does not depend on squash rows, older rows and rows of other apps', () => {
    const django = [
      'lamindb 0192_v2_9',
      'lamindb 0193_v2_9_part_2',
      'bionty 0065_lamindb_v2_2',
      'lamindb 0001_initial',
      'lamindb 0187_squashed',
      'lnschema_bionty 0999_old',
      'auth 0500_unknown',
      'pertdb 0999_later',
    ]
    expect(levelOf(migrations, state(allOwn, django))).toEqual({ state: 'current' })
  })

  it('is lower when a step of Python is missing, and Python brings it up', () => {
    const django = allDjango.filter((key) => key !== 'lamindb 0193_v2_9_part_2')
    expect(levelOf(migrations, state([], django))).toEqual({
      state: 'lower',
      missing: ['lamindb 0193_v2_9_part_2'],
      remedy: '`lamin migrate deploy` of a current Python LaminDB',
    })
  })

  it('is lower when a migration of ours is missing, and ours brings it up', () => {
    expect(levelOf(migrations, state([], allDjango))).toEqual({
      state: 'lower',
      missing: ['core.0002_search'],
      remedy: '`lamin migrate deploy`',
    })
    const withoutBionty = allDjango.filter((key) => !key.startsWith('bionty'))
    expect(levelOf(migrations, state(['core.0001_base', 'core.0002_search'], withoutBionty))).toMatchObject({
      missing: ['bionty.0001_base'],
      remedy: '`lamin migrate deploy`',
    })
    expect(levelOf(migrations, state([], []))).toMatchObject({ state: 'lower', missing: allOwn })
  })

  it('is lower when steps vanished that were recorded before', () => {
    expect(levelOf(migrations, state(allOwn, []))).toMatchObject({
      state: 'lower',
      missing: ['lamindb 0192_v2_9', 'lamindb 0193_v2_9_part_2', 'bionty 0065_lamindb_v2_2'],
    })
  })

  it('is higher above the highest known number, whatever else is missing', () => {
    expect(levelOf(migrations, state([], ['lamindb 0194_v2_13', 'lamindb 0195_v2_13_part_2']))).toEqual({
      state: 'higher',
      app: 'lamindb',
      unknown: ['0194_v2_13', '0195_v2_13_part_2'],
      newestKnown: '0193_v2_9_part_2',
    })
  })

  it('is higher when a later release of ours has recorded a migration', () => {
    expect(levelOf(migrations, state([...allOwn, 'core.0003_later'], allDjango))).toEqual({
      state: 'higher',
      app: 'core',
      unknown: ['core.0003_later'],
      newestKnown: 'core.0002_search',
    })
  })

  it('leaves modules that are not asked for out of account', () => {
    expect(levelOf(migrations, state([...allOwn, 'wetnotes.0009_x'], allDjango))).toEqual({
      state: 'current',
    })
  })
})
