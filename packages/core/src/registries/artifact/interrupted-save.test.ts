import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { hashDirectory, hashFile } from '@lamindb/storage'
import { describe, expect, it } from 'vitest'

import type { Instance } from '../../instance/instance.ts'
import { databases, ScriptedPrompt, type TestInstance } from '../../testing/index.ts'
import type { ArtifactSaveStep } from './save-steps.ts'
import { openTest, writeText, type TestDatabase } from './test-artifacts.ts'
import { interruptedSaves, type InterruptedSave } from './test-interrupted-save.ts'

const program = fileURLToPath(new URL('test-interrupted-save.ts', import.meta.url))

const storing = ['row written', 'content stored', 'row completed'] as const
const steps: readonly (readonly [InterruptedSave, readonly ArtifactSaveStep[]])[] = [
  ['a new artifact', storing],
  ['a new version', storing],
  ['a folder in the place of its former version', storing],
  [
    'other content of another suffix',
    ['row written', 'content stored', 'stale content removed', 'row completed'],
  ],
  ['a change of the suffix', ['move marked', 'content moved']],
  ['many at once', ['row written', 'content stored', 'row completed']],
]

/** An instance with what the saves build upon, and files for them. */
async function openPrepared(database: TestDatabase): Promise<TestInstance> {
  const test = await openTest(database, { prompt: new ScriptedPrompt(...Array<boolean>(9).fill(true)) })
  const { db, files } = test
  await writeText(files, 'old.csv', 'old')
  await writeText(files, 'plate/a.txt', 'a')
  await db.Artifact.create(join(files, 'old.csv'), { key: 'old.csv' }).save()
  await db.Artifact.create(join(files, 'plate'), { key: 'old_plate' }).save()
  await writeText(files, 'plate/b.txt', 'b')
  await writeText(files, 'first.csv', 'first')
  await writeText(files, 'second.csv', 'second')
  await writeText(files, 'third.tsv', 'third')
  for (let i = 0; i < 30; i++) await writeText(files, `many/${i}.txt`, `number ${i}`)
  return test
}

/** Runs a save in a process of its own. @returns the signal that ended it */
async function saveElsewhere(
  { config, files }: TestInstance,
  save: InterruptedSave,
  end: { readonly step: ArtifactSaveStep } | { readonly killedAfter: number },
): Promise<string | null> {
  const args = [program, JSON.stringify(config), files, save]
  const child = spawn(
    process.execPath,
    ['--conditions=lamin-source', '--no-warnings', ...args, ...('step' in end ? [end.step] : [])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>
  if ('killedAfter' in end) {
    await once(child.stdout, 'data')
    setTimeout(() => child.kill('SIGKILL'), end.killedAfter)
  }
  const [code, signal] = await exit
  expect([0, null]).toContain(code)
  return signal
}

/** Every row that does not say that its content is on its way has content, and it is the one that the row describes. */
async function expectNoFalseClaims(db: Instance): Promise<void> {
  for (const artifact of await db.Artifact.all()) {
    const aux = artifact._aux as { so?: unknown; laminx_moved_to?: unknown } | null
    const isOldFolder = artifact._overwriteVersions && !artifact.isLatest
    if (aux?.so !== undefined || aux?.laminx_moved_to !== undefined || isOldFolder) continue
    const path = await artifact.path()
    const isFolder = (await stat(path)).isDirectory()
    expect((await (isFolder ? hashDirectory(path) : hashFile(path))).hash).toBe(artifact.hash)
  }
}

async function expectComplete(db: Instance): Promise<void> {
  await expectNoFalseClaims(db)
  const artifacts = await db.Artifact.all()
  expect(artifacts.filter(({ _aux }) => _aux !== null)).toEqual([])
  for (const family of Map.groupBy(artifacts, ({ uid }) => uid.slice(0, 16)).values()) {
    expect(family.filter(({ isLatest }) => isLatest)).toHaveLength(1)
  }
}

const everyStep = steps.flatMap(([save, of]) => of.map((step) => [save, step] as const))
// What differs by database is the commit; the steps around it need not be tried on both.
const plan = {
  sqlite: { steps: everyStep, moments: [0, 5, 12, 25] },
  postgresql: { steps: everyStep.filter(([save]) => save === 'a new version'), moments: [12] },
} as const

describe.each(databases)('a process on %s that is killed', (database) => {
  it.each(plan[database].steps)(
    'while saving %s, at "%s", leaves no false claim, and a second attempt succeeds',
    { timeout: 60_000 },
    async (save, step) => {
      await using test = await openPrepared(database)
      expect(await saveElsewhere(test, save, { step })).toBe('SIGKILL')
      await using db = await test.reopen()
      await expectNoFalseClaims(db)
      await interruptedSaves[save](db, test.files)
      await expectComplete(db)
      const count = { 'a new artifact': 3, 'a new version': 3, 'many at once': 32 }[save as string]
      const folders = save === 'a folder in the place of its former version' ? 3 : 2
      expect(await db.Artifact.all().count()).toBe(count ?? folders)
    },
  )

  it.each(plan[database].moments)(
    'at any moment of a bulk save (%i ms after it began) leaves no false claim, and a second attempt succeeds',
    { timeout: 60_000 },
    async (killedAfter) => {
      await using test = await openPrepared(database)
      await saveElsewhere(test, 'many at once', { killedAfter })
      await using db = await test.reopen()
      await expectNoFalseClaims(db)
      await interruptedSaves['many at once'](db, test.files)
      await expectComplete(db)
      expect(await db.Artifact.all().count()).toBe(32)
    },
  )
})
