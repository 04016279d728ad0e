import { stat } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { InvalidArgument, ProtectedError } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { openTest, writeText } from '../artifact/test-artifacts.ts'

describe.each(databases)('a run on %s', (database) => {
  it('belongs to a saved transform and says by name how it stands', async () => {
    await using test = await openTest(database)
    const { db } = test
    const transform = await db.Transform.create({ key: 'x' })
    await expect(db.Run.create({ transform })).rejects.toThrow(InvalidArgument)
    await transform.save()
    const run = await db.Run.create({ transform }).save()
    expect([run.status, run._statusCode, run.uid.length]).toEqual(['scheduled', -3, 16])
    run.status = 'errored'
    await run.save()
    expect((await db.Run.filter({ status: 'errored' })).map(({ id }) => id)).toEqual([run.id])
    expect(await transform.runs.filter({ status: { $in: ['completed', 'started'] } }).count()).toBe(0)
    await expect(db.Run.filter({ status: 'nope' as never })).rejects.toThrow('Expected one of')
    await expect(db.Run.create({ transform, status: 'completed' } as object)).rejects.toThrow(InvalidArgument)
    await expect(db.Run.create({ transform, uid: '1' })).rejects.toThrow(InvalidArgument)
    await expect(db.Run.create({})).rejects.toThrow(InvalidArgument)
  })

  it('takes its report and its environment with it, unless another run has the same', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const script = await writeText(files, 'job/s.ts', 'export const x = 1\n')
    await writeText(files, 'job/package-lock.json', '{}')
    const runs = []
    for (const text of ['one', 'two']) {
      runs.push(await db.track({ path: script }))
      await db.finish({ report: await writeText(files, `${text}.txt`, text) })
    }
    const hidden = () => db.Artifact.filter({ kind: '__lamindb_run__', branch: null }).orderBy('id')
    expect((await hidden()).map(({ description }) => description?.split(' ')[0])).toEqual([
      'package-lock.json',
      'log',
      'log',
    ])
    const report = await (await runs[0]?.report)?.path()
    await runs[0]?.delete({ permanent: true })
    expect((await hidden()).length).toBe(2)
    await expect(stat(String(report))).rejects.toThrow('ENOENT')
    await db.Run.filter({ id: runs[1]?.id ?? 0 }).delete({ permanent: true })
    expect((await hidden()).length).toBe(0)
  })

  it('cannot be deleted while artifacts say that they come from it', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const transform = await db.Transform.create({ key: 'x' }).save()
    const run = await db.Run.create({ transform }).save()
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), {
      key: 'a.txt',
      run,
    }).save()
    expect(await artifact.path()).toContain(join(test.root, '.lamindb'))
    await expect(run.delete({ permanent: true })).rejects.toThrow(ProtectedError)
    expect(await db.Run.all().count()).toBe(1)
  })
})
