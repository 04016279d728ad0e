import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { expectSameRows } from './same-rows.ts'
import { SharedInstance } from './shared-instance.ts'

describe('the command lines of both languages', () => {
  let shared: SharedInstance
  beforeAll(async () => {
    shared = await SharedInstance.create('sqlite')
  })
  afterAll(() => shared[Symbol.asyncDispose]())

  const run = async (whose: 'ours' | 'theirs', ...args: string[]): Promise<string> => {
    const { home } = shared
    const done = await (whose === 'ours' ? home.ourLamin(args) : home.lamin(args))
    expect(done.exitCode, `lamin ${args.join(' ')}\n${done.output}`).toBe(0)
    return whose === 'ours' ? done.stdout : done.output
  }

  it('save artifacts that the other finds, describes and loads', async () => {
    const path = await shared.file('by-ours.txt', 'saved by ours')
    await run('ours', 'save', path, '--key', 'cli/by-ours.txt', '--description', 'from the command line')
    const other = await shared.file('by-python.txt', 'saved by Python')
    await run('theirs', 'save', other, '--key', 'cli/by-python.txt')
    expect(await run('theirs', 'describe', 'artifact', '--key', 'cli/by-ours.txt')).toContain(
      'from the command line',
    )
    const artifact = await shared.db.Artifact.get({ key: 'cli/by-python.txt' })
    const got = await run('ours', 'list', 'artifact', '--filter', 'key=cli/by-python.txt', '--json')
    expect(JSON.parse(got)).toMatchObject([{ uid: artifact.uid, hash: artifact.hash, size: 15 }])
    expect(await artifact.load()).toBe('saved by Python')
    expect(await run('ours', 'describe', 'artifact', '--key', 'cli/by-python.txt')).toContain(artifact.uid)
  })

  it('delete to the trash what the other has saved', async () => {
    const path = await shared.file('gone.txt', 'to be deleted')
    await run('theirs', 'save', path, '--key', 'cli/gone.txt')
    await run('ours', 'delete', 'artifact', '--key', 'cli/gone.txt', '--yes')
    const seen = await shared.python.run(`
      result = ln.Artifact.filter(key='cli/gone.txt', branch__name='trash').count()`)
    expect(seen).toBe(1)
    await expectSameRows(shared.db, shared.python)
  })

  it('list what either has made', async () => {
    await shared.python.run(`ln.Branch(name='made-by-python').save()`)
    await shared.db.Branch.create({ name: 'made-by-ours' }).save()
    const ours = JSON.parse(await run('ours', 'list', 'branch', '--json')) as { name: string }[]
    const names = ours.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['main', 'made-by-ours', 'made-by-python']))
    const theirs = await run('theirs', 'list', 'branch')
    for (const name of ['main', 'made-by-ours', 'made-by-python']) expect(theirs).toContain(name)
  })

  it('show the same settings', async () => {
    const [ours, theirs] = [await run('ours', 'info'), await run('theirs', 'info')]
    for (const text of ['anonymous/shared', join(shared.home.work, 'storage')]) {
      expect(ours).toContain(text)
      expect(theirs).toContain(text)
    }
  })
})
