import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { inject } from 'vitest'

import { createTestInstance, type databases, type TestInstance } from '../../testing/index.ts'
import type { TestInstanceOptions } from '../../testing/create-test-instance.ts'

export type TestDatabase = (typeof databases)[number]

/** An instance on one of the databases on which every registry is tested. */
export const openTest = (database: TestDatabase, options: TestInstanceOptions = {}): Promise<TestInstance> =>
  createTestInstance({ database, postgresServerUrl: inject('postgresServerUrl'), ...options })

/** Writes a file below a folder, with the folders between, and gives its path. */
export async function writeText(folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return path
}

/** What was logged at a level. */
export const logged = ({ log }: TestInstance, level: string): string[] =>
  log.filter((line) => line.level === level).map(({ message }) => message)
