/**
 * A program that saves one artifact and kills itself at a step of the save, for tests of what is left then. Its arguments
 * are the instance's configuration as JSON, what to save, and the step; without a step it runs to its end.
 */
import { join } from 'node:path'

import { openInstance } from '../../instance/open-instance.ts'
import type { Instance } from '../../instance/instance.ts'
import type { InstanceConfig } from '../../instance/instance-config.ts'
import type { ArtifactSaveStep } from './save-steps.ts'

/** Saves that consist of different steps; each can be repeated. `files` is a folder with what they save. */
export const interruptedSaves = {
  async 'a new artifact'(db: Instance, files: string) {
    await db.Artifact.create(join(files, 'first.csv'), { key: 'a.csv' }).save()
  },
  async 'a new version'(db: Instance, files: string) {
    await db.Artifact.create(join(files, 'second.csv'), { key: 'old.csv' }).save()
  },
  async 'a folder in the place of its former version'(db: Instance, files: string) {
    await db.Artifact.create(join(files, 'plate'), { key: 'old_plate' }).save()
  },
  async 'other content of another suffix'(db: Instance, files: string) {
    const artifact = await db.Artifact.get({ key: { $startsWith: 'old.' } })
    await artifact.replace(join(files, 'third.tsv'))
    await artifact.save()
  },
  async 'a change of the suffix'(db: Instance) {
    const artifact = await db.Artifact.get({ key: { $startsWith: 'old.' } })
    artifact.suffix = '.tsv'
    await artifact.save()
  },
  async 'many at once'(db: Instance, files: string) {
    const names = Array.from({ length: 30 }, (_, i) => `many/${i}.txt`)
    await db.save(await Promise.all(names.map((key) => db.Artifact.create(join(files, key), { key }))))
  },
} as const

export type InterruptedSave = keyof typeof interruptedSaves

const [, program, config, files, save, step] = process.argv
if (program === import.meta.filename && config && files && save) {
  const saveObserver = {
    reached(reached: ArtifactSaveStep): void {
      if (reached === step) process.kill(process.pid, 'SIGKILL')
    },
  }
  const prompt = { confirm: () => Promise.resolve(true), choose: () => Promise.resolve(0) }
  const db = await openInstance(JSON.parse(config) as InstanceConfig, [], { saveObserver, prompt })
  process.stdout.write('open\n')
  await interruptedSaves[save as InterruptedSave](db, files)
  await db.close()
}
