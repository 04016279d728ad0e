import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { databases } from '@lamindb/core/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { oraclePython } from './oracle.ts'
import { expectSameRows } from './same-rows.ts'
import { SharedInstance } from './shared-instance.ts'

const programs = join(import.meta.dirname, 'programs')
const byPython = join(programs, 'clean.py')
const byOurs = join(programs, 'clean.ts')

/** What a run looks like from Python. */
const describeRun = `
def describe(key):
    output = ln.Artifact.get(key=key)
    run, transform = output.run, output.transform
    return {
        'key': transform.key, 'kind': transform.kind, 'uid': transform.uid, 'description': transform.description,
        'source': transform.source_code, 'hash': transform.hash, 'runs': transform.runs.count(),
        'status': run.status, 'params': run.params, 'finished': run.finished_at is not None,
        'inputs': run.input_artifacts.to_list('key'), 'outputs': run.output_artifacts.to_list('key'),
        'report': run.report.load(), 'environment': run.environment is not None, 'content': output.load(),
        'latest': transform.is_latest,
    }`

describe.each(databases)('tracked programs on %s', (database) => {
  let shared: SharedInstance
  const run = async (command: string, ...args: string[]): Promise<void> => {
    const { exitCode, output } = await shared.home.run(command, args)
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
  }
  beforeAll(async () => {
    shared = await SharedInstance.create(database)
    await shared.python.run(describeRun)
    const path = await shared.file('reads.txt', 'ACGT\nAC\nGGGG\n')
    await shared.db.Artifact.create(path, { key: 'raw/reads.txt', run: false }).save()
    await run(oraclePython, byPython)
    await run(process.execPath, '--conditions=lamin-source', byOurs)
  })
  afterAll(async () => {
    await expectSameRows(shared.db, shared.python)
    await shared[Symbol.asyncDispose]()
  })

  /** The same facts from our side. */
  async function describeOurs(key: string) {
    const output = await shared.db.Artifact.get({ key })
    const found = await output.run
    const transform = await found?.transform
    if (!found || !transform) throw new Error(`The artifact ${key} has no run.`)
    return {
      key: transform.key,
      kind: transform.kind,
      uid: transform.uid,
      description: transform.description,
      source: transform.sourceCode,
      hash: transform.hash,
      runs: await transform.runs.count(),
      status: found.status,
      params: found.params,
      finished: found.finishedAt !== null,
      inputs: await found.inputArtifacts.values('key'),
      outputs: await found.outputArtifacts.values('key'),
      report: await (await found.report)?.load(),
      environment: (await found.environment) !== null,
      content: await output.load(),
      latest: transform.isLatest,
    }
  }

  it.each(['clean/by-python.txt', 'clean/by-ours.txt'])('are described alike by both: %s', async (key) => {
    const theirs = await shared.python.run(`result = describe('${key}')`)
    expect(await describeOurs(key)).toEqual(theirs)
    expect(theirs).toMatchObject({
      kind: 'script',
      status: 'completed',
      params: { minimum: 3, share: 0.5, mode: 'strict' },
      inputs: ['raw/reads.txt'],
      outputs: [key],
      finished: true,
      environment: true,
      latest: true,
      runs: 1,
    })
  })

  it('store source code and report that the other reads', async () => {
    const { source, report, content } = await describeOurs('clean/by-python.txt')
    expect([source, content]).toEqual([await readFile(byPython, 'utf8'), 'ACGT\nGGGG\n'])
    expect(String(report)).toContain('cleaned by Python')
    const theirs = await shared.python.run<Record<string, string>>(`result = describe('clean/by-ours.txt')`)
    expect([theirs['source'], theirs['content']]).toEqual([
      await readFile(byOurs, 'utf8'),
      'ACGT\nGGGG\nby ours\n',
    ])
    expect(theirs['report']).toContain('cleaned by ours')
  })

  it('run again as runs of the same transform', async () => {
    const before = await shared.db.Transform.filter().count()
    await run(oraclePython, byPython)
    await run(process.execPath, '--conditions=lamin-source', byOurs)
    expect(await shared.db.Transform.filter().count()).toBe(before)
    const runs = await shared.python.run(`
      result = [t.runs.count() for t in ln.Transform.filter(key__startswith='clean.').order_by('key')]`)
    expect(runs).toEqual([2, 2])
  })
})
