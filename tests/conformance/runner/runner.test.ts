import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Fields } from '../golden/fields.ts'
import type { GoldenFile } from '../golden/golden-file.ts'
import { isGoldenList, parseGoldenJson } from '../golden/golden-json.ts'
import type { CaseKind } from './case-kind.ts'
import { checkFloor } from './floor.ts'
import { reportFile, reportLine, totalReport } from './report.ts'
import { MissingDataFile, RunContext } from './run-context.ts'
import { runFile } from './run-file.ts'

/** Cases with `in`: the outcome doubles it; a negative one throws. */
const doubling: CaseKind = {
  name: 'doubling',
  accepts: (recorded) => recorded.value('rule') === 'double',
  inputs: ['in'],
  messages: 'all',
  call: (recorded) => {
    const input = recorded.integer('in')
    if (input < 0) throw new RangeError(`${input} is negative`)
    return { out: BigInt(input * 2), extra: 'x' }
  },
}

function fileOf(text: string): GoldenFile {
  const content = Fields.of(parseGoldenJson(text))
  const cases = content.value('cases')
  return {
    name: 'file',
    path: 'file.json',
    content,
    cases: isGoldenList(cases) ? cases.map((item) => Fields.of(item)) : undefined,
  }
}

describe('the runner', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runner-'))
  })
  afterEach(async () => rm(folder, { recursive: true }))

  async function results(text: string): Promise<string[]> {
    await using context = await RunContext.create(folder)
    const lines: string[] = []
    const kinds = { cases: [doubling], dataSets: [] }
    for await (const { id, failure } of runFile(fileOf(text), kinds, context))
      lines.push(`${id}: ${failure ?? 'passed'}`)
    return lines
  }

  it('compares every recorded field that is neither input nor information', async () => {
    expect(
      await results(`{"cases": [
        {"id": "a", "rule": "double", "in": 2, "out": 4, "log": ["x"]},
        {"id": "b", "rule": "double", "in": 2, "out": 5},
        {"id": "c", "rule": "double", "in": 2, "out": 4, "missing": 1}]}`),
    ).toEqual(['a: passed', 'b: out: expected 5, got 4', 'c: missing: expected 1, got nothing'])
  })

  it('compares errors, and fails on those that nothing expects or that do not come', async () => {
    expect(
      await results(`{"cases": [
        {"id": "a", "rule": "double", "in": -1, "error": {"class": "RangeError", "message": "-1 is negative"}},
        {"id": "b", "rule": "double", "in": -1, "error": {"class": "RangeError", "message": "other"}},
        {"id": "c", "rule": "double", "in": -1, "out": 0},
        {"id": "d", "rule": "double", "in": 1, "error": {"class": "ValueError", "message": ""}},
        {"id": "e", "rule": "double", "in": -1, "out": 1, "ours": {"error": "RangeError"}}]}`),
    ).toEqual([
      'a: passed',
      'b: expected the message "other", got "-1 is negative"',
      'c: unexpected RangeError: -1 is negative',
      'd: expected InvalidArgument, but the call succeeded',
      'e: passed',
    ])
  })

  it('leaves out what is not compared and counts what nothing runs as failed', async () => {
    expect(
      await results(`{"cases": [
        {"id": "a", "rule": "double", "in": 1, "out": 9, "ours": {"skip": "why"}},
        {"id": "b", "rule": "double", "compare": false},
        {"id": "c", "rule": "other"}]}`),
    ).toEqual(['c: no kind runs this case yet: other'])
    expect(await results('{"checks": ["n", "rows"]}')).toEqual([
      'n: no kind reads this data set yet',
      'rows: no kind reads this data set yet',
    ])
  })

  it('reports a line per file and the total', async () => {
    const shown: string[] = []
    async function* cases(): AsyncIterable<{ id: string; failure: string | undefined }> {
      yield { id: 'a', failure: undefined }
      yield { id: 'b', failure: 'why' }
    }
    const report = await reportFile('uids', cases(), (line) => shown.push(line))
    expect([reportLine(report), ...shown]).toEqual(['uids: 1 passed, 1 failed', '  uids b: why'])
    expect(reportLine(totalReport([report, report]))).toBe('total: 2 passed, 2 failed')
  })

  it('finds data files in the folder and those directly below', async () => {
    await using context = await RunContext.create(folder)
    await writeFile(join(folder, 'a.obo'), '')
    expect(await context.dataFile('a.obo')).toBe(join(folder, 'a.obo'))
    await expect(context.dataFile('b.obo')).rejects.toThrow(MissingDataFile)
  })

  it('keeps a floor that only rises', async () => {
    const floor = join(folder, 'floor.json')
    await writeFile(floor, '{"passed": 5}')
    expect(await checkFloor(floor, 4, true)).toContain('4 cases passed, 5 are the floor')
    expect(await checkFloor(floor, 6, false)).toBeUndefined()
    expect(await readFile(floor, 'utf8')).toBe('{"passed": 5}')
    expect(await checkFloor(floor, 6, true)).toBeUndefined()
    expect(JSON.parse(await readFile(floor, 'utf8'))).toEqual({ passed: 6 })
  })
})
