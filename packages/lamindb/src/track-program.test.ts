import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { createTestInstance } from '@lamindb/core/testing'
import { describe, expect, it } from 'vitest'

import type { Program } from './program.ts'
import { trackProgram } from './track-program.ts'

interface ScriptedProgram extends Program {
  print: (text: string) => void
}

async function scriptIn(folder: string, args: readonly string[] = []): Promise<ScriptedProgram> {
  const path = join(folder, 'align.ts')
  await mkdir(folder, { recursive: true })
  await writeFile(path, 'export {}\n')
  let hear: ((text: string) => void) | undefined
  return {
    path,
    args,
    write: () => undefined,
    listen: (listener) => {
      hear = listener
      return () => {
        hear = undefined
      }
    },
    print: (text) => hear?.(text),
  }
}

describe('tracking a program', () => {
  it('takes the script that was started, and its arguments', async () => {
    await using test = await createTestInstance()
    const db = trackProgram(test.db, await scriptIn(test.files, ['--threads', '4']))
    const run = await db.track()
    expect(run?.cliArgs).toBe('--threads 4')
    expect(db.context.transform).toMatchObject({ key: 'align.ts', kind: 'script', sourceCode: 'export {}\n' })
    await db.finish()
  })

  it('gives way to a call that says itself what the transform is', async () => {
    await using test = await createTestInstance()
    const db = trackProgram(test.db, await scriptIn(test.files))
    await db.track({ sourceCode: 'select 1', key: 'query.sql' })
    expect(db.context.transform?.key).toBe('query.sql')
    await db.finish()
    await db.track({ transform: await db.Transform.create({ key: 'align.nf', kind: 'pipeline' }).save() })
    expect(db.context.transform?.key).toBe('align.nf')
  })

  it('keeps what the program prints as the report of the run, progress lines in their last state', async () => {
    await using test = await createTestInstance()
    const program = await scriptIn(test.files)
    const db = trackProgram(test.db, program)
    const run = await db.track()
    program.print('one\ntw')
    program.print('o\n')
    program.print('10 %\r50 %\r100 %\nend')
    await db.finish()
    program.print('not heard')
    const report = await (await db.Run.get(run?.id ?? 0)).report
    expect(await readFile((await report?.path()) ?? '', 'utf8')).toBe(
      '→ connected lamindb: anonymous/test\none\ntwo\n100 %\nend\n',
    )
  })
})
