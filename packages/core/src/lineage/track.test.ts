import { describe, expect, it } from 'vitest'

import {
  InvalidArgument,
  MissingContextUid,
  TrackNotCalled,
  UpdateContext,
  ValidationError,
} from '../errors.ts'
import { openInstance } from '../instance/open-instance.ts'
import { logged, openTest, writeText } from '../registries/artifact/test-artifacts.ts'
import { databases, ScriptedPrompt } from '../testing/index.ts'

describe.each(databases)('tracking a program on %s', (database) => {
  it('makes one transform of a script, stored with its code, and a run each time', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 'align.ts', 'const api_key = "abc"\n')
    const first = await db.track({
      path,
      params: { threads: 4 },
      cli: { program: 'align.ts', args: ['--fast'] },
    })
    const transform = await first?.transform
    expect([transform?.key, transform?.kind, transform?.description]).toEqual([
      'align.ts',
      'script',
      'CLI: align.ts',
    ])
    expect(transform?.sourceCode).toBe('const api_key = "***REDACTED***"\n')
    expect([first?.status, first?.params, first?.cliArgs]).toEqual(['started', { threads: 4 }, '--fast'])
    await db.finish()
    expect((await db.Run.get(first?.id ?? 0)).status).toBe('completed')
    const second = await db.track({ path })
    expect([second?.transformId, second?.id === first?.id]).toEqual([transform?.id, false])
    await db.finish()
    await writeText(files, 'align.ts', 'const x = 2\n')
    const third = await db.track({ path })
    expect((await third?.transform)?.uid).toBe(`${transform?.uid.slice(0, 12)}0001`)
    expect((await third?.transform)?.isLatest).toBe(true)
  })

  it('says where new records come from until the run is finished', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    await db.Project.create({ name: 'Atlas' }).save()
    const run = await db.track({ key: 'job', sourceCode: 'work()', project: 'Atlas' })
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' }).save()
    const label = await db.ULabel.create({ name: 'a' }).save()
    expect([artifact.runId, label.runId]).toEqual([run?.id, run?.id])
    expect((await artifact.projects).map(({ name }) => name)).toEqual(['Atlas'])
    expect((await label.projects).map(({ name }) => name)).toEqual(['Atlas'])
    await db.finish()
    expect((await db.ULabel.create({ name: 'b' }).save()).runId).toBeNull()
    await expect(db.finish()).rejects.toThrow(TrackNotCalled)
  })

  it('records what is made once more as recreated, and not as read', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 'a.txt', 'a')
    const make = () => db.Artifact.create(path, { key: 'a.txt' }).save()
    const track = () => db.track({ key: 'job', sourceCode: 'work()' })
    const first = await track()
    const artifact = await make()
    await db.finish()
    const second = await track()
    await (await make()).cache()
    expect((await artifact.recreatingRuns).map(({ id }) => id)).toEqual([second?.id])
    expect(await artifact.inputOfRuns.count()).toBe(0)
    await db.finish()
    const third = await track()
    await (await db.Artifact.get({ key: 'a.txt' })).cache()
    await make()
    expect((await artifact.inputOfRuns).map(({ id }) => id)).toEqual([third?.id])
    expect(await artifact.recreatingRuns.count()).toBe(1)
    expect((await db.Artifact.get({ key: 'a.txt' })).runId).toBe(first?.id)
  })

  it('stores the lock file as the environment, once for all runs that have it', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 'app/src/main.ts', 'run()\n')
    await writeText(files, 'app/package-lock.json', '{"packages": {}}')
    const environments = []
    for (let i = 0; i < 2; i++) {
      environments.push(await (await db.track({ path }))?.environment)
      await db.finish({ report: await writeText(files, `log_${i}.txt`, `printed ${i}`) })
    }
    expect(environments.map((environment) => environment?.description)).toEqual([
      'package-lock.json',
      'package-lock.json',
    ])
    expect(environments[1]?.id).toBe(environments[0]?.id)
    expect([environments[0]?.kind, environments[0]?.runId]).toEqual(['__lamindb_run__', null])
    const other = await db.track({ path, environment: false })
    expect(other?.environmentId).toBeNull()
    const reports = await db.Artifact.filter({ description: { $startsWith: 'log streams of run' } })
    expect(await Promise.all(reports.map((report) => report.load({ isRunInput: false })))).toEqual([
      'printed 0',
      'printed 1',
    ])
  })

  it('asks what became of source code that is known under another key', async () => {
    const prompt = new ScriptedPrompt(0, 1)
    await using test = await openTest(database, { prompt })
    const { db } = test
    const first = await db.track({ key: 'a', sourceCode: 'work()' })
    await db.finish()
    const renamed = await db.track({ key: 'b', sourceCode: 'work()' })
    expect([renamed?.transformId, (await db.Transform.all()).map(({ key }) => key)]).toEqual([
      first?.transformId,
      ['b'],
    ])
    await db.finish()
    const copied = await db.track({ key: 'c', sourceCode: 'work()' })
    expect(copied?.transformId).not.toBe(first?.transformId)
    expect(prompt.asked).toHaveLength(2)
  })

  it('takes the version that a uid names, and refuses changed code under it', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 's.ts', 'one()\n')
    const run = await db.track({ path, transform: 'abcdefghijkl' })
    expect((await run?.transform)?.uid).toBe('abcdefghijkl0000')
    await db.finish()
    await writeText(files, 's.ts', 'two()\n')
    await expect(db.track({ path, transform: 'abcdefghijkl0000' })).rejects.toThrow(UpdateContext)
    await expect(db.track({ path, transform: 'abcdefghijkl0000' })).rejects.toThrow('"abcdefghijkl0001"')
    await expect(db.track({ path, transform: 'short' })).rejects.toThrow(InvalidArgument)
    const next = await db.track({ path, transform: 'abcdefghijkl' })
    expect((await next?.transform)?.uid).toBe('abcdefghijkl0001')
  })

  it('recognises a script by the folders in its path, not by its name alone', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const known = await db.Transform.create({
      key: 'one/main.ts',
      kind: 'script',
      sourceCode: 'old()',
    }).save()
    const inOne = await writeText(files, 'one/main.ts', 'new()\n')
    const inTwo = await writeText(files, 'two/main.ts', 'other()\n')
    expect((await (await db.track({ path: inOne }))?.transform)?.uid).toBe(`${known.uid.slice(0, 12)}0001`)
    await db.finish()
    const other = await (await db.track({ path: inTwo }))?.transform
    expect(other?.uid.slice(0, 12)).not.toBe(known.uid.slice(0, 12))
    expect(logged(test, 'info').join('\n')).toContain('ignoring transform with same filename')
  })

  it('describes a notebook by its title, continues my latest run of it, and stores its cells at the end', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const cells = [
      { cell_type: 'markdown', source: '# My analysis', metadata: {} },
      { cell_type: 'code', source: 'x = 1', metadata: {}, outputs: [] },
    ]
    const path = await writeText(files, 'n.ipynb', JSON.stringify({ cells, metadata: {} }))
    const run = await db.track({ path })
    const transform = await run?.transform
    expect([transform?.kind, transform?.description, transform?.sourceCode]).toEqual([
      'notebook',
      'My analysis',
      null,
    ])
    const resumed = await db.track({ path })
    expect([resumed?.id, resumed?.status]).toEqual([run?.id, 'restarted'])
    await db.finish()
    const sourceCode = '# %% [markdown]\n#\n\n# %%\nx = 1\n'
    expect((await db.Transform.get(transform?.uid ?? '')).sourceCode).toBe(sourceCode)
    const next = await (await db.track({ path }))?.transform
    expect([next?.uid.slice(12), next?.sourceCode]).toEqual(['0001', null])
    await db.finish()
    expect(await db.Transform.all().count()).toBe(1)
    expect(await db.Run.filter({ transformId: transform?.id ?? 0 }).count()).toBe(2)
  })

  it('annotates the run with values of features, and refuses those that do not hold', async () => {
    await using test = await openTest(database)
    const { db } = test
    await db.Feature.create({ name: 'rate', dtype: 'float' }).save()
    const code = { key: 'job', sourceCode: 'work()' }
    const run = await db.track({ ...code, features: { rate: 0.5 } })
    expect(await run?.features.getValues()).toEqual({ rate: 0.5 })
    await expect(db.track({ ...code, features: { rate: 'fast' } })).rejects.toThrow(ValidationError)
  })

  it('needs to know what the program is and refuses what it does not know', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    await expect(db.track()).rejects.toThrow(MissingContextUid)
    await expect(db.track({ sourceCode: 'x' })).rejects.toThrow(InvalidArgument)
    const code = { key: 'job', sourceCode: 'work()' }
    for (const options of [{ project: 'none' }, { space: 'none' }, { branch: 'none' }, { plan: 'none' }]) {
      await expect(db.track({ ...code, ...options })).rejects.toThrow(InvalidArgument)
    }
    const script = await db.Transform.create({ key: 's', kind: 'script' }).save()
    await expect(db.track({ transform: script })).rejects.toThrow(InvalidArgument)
    await expect(db.track({ path: `${files}/none.ts` })).rejects.toThrow('none.ts')
    expect(await db.Run.all().count()).toBe(0)
  })
})

describe('a connection for reading', () => {
  it('is not tracked', async () => {
    await using test = await openTest('sqlite')
    const lines: string[] = []
    const { createLogger } = await import('../instance/logger.ts')
    const logger = createLogger((_, message) => lines.push(message))
    await using db = await openInstance({ ...test.config, readOnly: true }, [], { logger })
    expect(await db.track({ key: 'job', sourceCode: 'work()' })).toBeUndefined()
    expect(lines).toEqual(['skipping track(), connected in read-only mode'])
  })
})
