import { describe, expect, it } from 'vitest'

import { statementsOf } from '../../registry/test-statements.ts'
import { openTest, writeText } from '../../registries/artifact/test-artifacts.ts'
import type { Artifact } from '../../registries/artifact.ts'
import { databases, type TestInstance } from '../../testing/index.ts'

/** Runs a step that reads artifacts and makes others. */
async function step(
  { db, files }: TestInstance,
  name: string,
  inputs: string[],
  outputs: string[],
): Promise<void> {
  await db.track({ key: name, sourceCode: `${name}()` })
  for (const key of inputs) await (await db.Artifact.get({ key })).cache()
  for (const key of outputs) await db.Artifact.create(await writeText(files, key, key), { key }).save()
  await db.finish()
}

const get = ({ db }: TestInstance, key: string): Promise<Artifact> => db.Artifact.get({ key })

/** The names in a text graph, without uids and times. */
const shape = (text: string): string[] =>
  text.split('\n').map((line) => line.replace(/ \((?:artifact|collection|run) [^)]*\)/, ''))

describe.each(databases)('the lineage of an artifact on %s', (database) => {
  it('shows the runs that led to it and those that followed, with what they read and made', async () => {
    await using test = await openTest(database)
    await step(test, 'fetch', [], ['raw.txt', 'other.txt'])
    await step(test, 'align', ['raw.txt'], ['reads.txt'])
    await step(test, 'count', ['reads.txt'], ['counts.txt'])
    await step(test, 'unrelated', [], ['alone.txt'])
    const reads = await get(test, 'reads.txt')
    expect(shape(await reads.viewLineage())).toEqual([
      'fetch',
      '├── → raw.txt',
      '└── → other.txt',
      'align',
      '├── ← raw.txt',
      '└── → reads.txt *',
      'count',
      '├── ← reads.txt *',
      '└── → counts.txt',
    ])
    expect(shape(await reads.viewLineage({ withChildren: false }))).not.toContain('count')
    const dot = await reads.viewLineage({ as: 'dot' })
    expect(dot).toMatch(/^digraph artifact_\w{20} \{/)
    expect(dot).toContain('reads.txt')
    expect(dot).not.toContain('alone.txt')
  })

  it('says so when there is none', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' }).save()
    expect(await artifact.viewLineage()).toContain('has no lineage')
  })

  it('ends in circles, and shows what a run read and made as made', async () => {
    await using test = await openTest(database)
    const { db } = test
    await step(test, 'first', [], ['a.txt'])
    await step(test, 'second', ['a.txt'], ['b.txt'])
    const first = await db.Run.filter().orderBy('id').first()
    await (await get(test, 'b.txt')).load({ isRunInput: first })
    const artifact = await get(test, 'a.txt')
    expect(shape(await artifact.viewLineage())).toEqual([
      'first',
      '├── ← b.txt',
      '└── → a.txt *',
      'second',
      '├── ← a.txt *',
      '└── → b.txt',
    ])
    const links = db.queries.insertInto('lamindb_artifact_input_of_runs')
    await links.values({ artifact_id: artifact.id, run_id: first?.id }).execute()
    expect(shape(await artifact.viewLineage()).slice(0, 3)).toEqual(['first', '├── ← b.txt', '└── → a.txt *'])
  })

  it('takes a number of queries that does not depend on how many runs stand side by side', async () => {
    await using test = await openTest(database)
    await step(test, 'source', [], ['source.txt'])
    const counts: number[] = []
    for (const width of [2, 6]) {
      const missing = Array.from({ length: width }, (_, i) => i).filter((i) => counts.length === 0 || i >= 2)
      for (const i of missing) await step(test, `step ${i}`, ['source.txt'], [`${i}.txt`])
      const source = await get(test, 'source.txt')
      counts.push((await statementsOf(test.db, () => source.viewLineage())).length)
    }
    expect(counts[1]).toBe(counts[0])
  })
})
