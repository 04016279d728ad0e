import type { TestProject } from 'vitest/node'

import { startServer } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the maintenance database of the run's Postgres server, as its superuser. */
    postgresServerUrl: string
  }
}

/** For vitest's `globalSetup`: one Postgres server per run; each test file makes databases of its own on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  project.provide('postgresServerUrl', server.url)
  return async () => server[Symbol.asyncDispose]()
}
