import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { oracleEnvironment, oraclePython, sharedFolder } from './oracle.ts'

const versionsOf = `
import importlib.metadata, json, sys
print(json.dumps({name: importlib.metadata.version(name) for name in sys.argv[1:]}))`

/** For vitest's `globalSetup`: fails unless Python LaminDB is there, at the level that the reference has. */
export async function setup(): Promise<void> {
  if (oraclePython === '') {
    throw new Error(
      'The interop tests need Python LaminDB: LAMIN_ORACLE_PYTHON must name the Python of an environment with it. ' +
        '.ci/interop makes one and runs the tests.',
    )
  }
  const file = join(sharedFolder, 'oracle', 'requirements.txt')
  await access(file).catch(() => {
    throw new Error(
      `The interop tests need the reference material beside the project, but ${file} is missing.`,
    )
  })
  const required = requirements(await readFile(file, 'utf8'))
  const installed = await installedVersions([...required.keys()])
  const wrong = [...required].filter(([name, version]) => installed[name] !== version)
  if (wrong.length > 0) {
    const texts = wrong.map(([name, version]) => `${name} ${installed[name]} instead of ${version}`)
    throw new Error(
      `${oraclePython} is not the Python that the reference was recorded with: ${texts.join(', ')}.`,
    )
  }
}

/** `name==version` a line. */
function requirements(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('==') && !line.startsWith('#'))
  return new Map(lines.map((line) => line.trim().split('==') as [string, string]))
}

async function installedVersions(names: readonly string[]): Promise<Record<string, string | undefined>> {
  try {
    const { stdout } = await promisify(execFile)(oraclePython, ['-c', versionsOf, ...names], {
      env: oracleEnvironment('/'),
    })
    return JSON.parse(stdout) as Record<string, string | undefined>
  } catch (error) {
    throw new Error(`${oraclePython} does not run, or packages of the reference are missing in it.`, {
      cause: error,
    })
  }
}
