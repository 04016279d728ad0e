import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { init } from './init.ts'
import { queryInstance } from '../testing/query-instance.ts'
import { temporaryHome, type TemporaryHome } from '../testing/temporary-home.ts'

const program = fileURLToPath(new URL('../testing/init-process.ts', import.meta.url))

function startInit(home: TemporaryHome): ReturnType<typeof spawn> {
  return spawn(process.execPath, ['--conditions=lamin-source', program, home.home, home.work, './x'])
}

async function appears(file: string): Promise<void> {
  while (
    !(await access(file).then(
      () => true,
      () => false,
    ))
  ) {
    await sleep(1)
  }
}

describe('an init that is killed', () => {
  it.each([
    ['.lamindb/storage_uid.txt', 0],
    ['.lamindb/lamin.db', 0],
    ['.lamindb/lamin.db', 40],
    ['.lamindb/lamin.db', 120],
  ])(
    'when %s is there for %i ms leaves nothing that the next one cannot go on with',
    async (file, afterMs) => {
      await using home = await temporaryHome()
      const child = startInit(home)
      const ended = once(child, 'exit')
      await Promise.race([appears(join(home.work, 'x', file)).then(() => sleep(afterMs)), ended])
      child.kill('SIGKILL')
      await ended
      const { settings } = await init(home.context, { storage: './x' })
      const [row, ...others] = await queryInstance(
        settings,
        'select uid, root, instance_uid from lamindb_storage',
      )
      expect(others).toEqual([])
      const marker = await readFile(join(home.work, 'x/.lamindb/storage_uid.txt'), 'utf8')
      expect(row?.['uid']).toBe(marker.split('\n')[0])
      expect(await queryInstance(settings, 'select id from lamindb_user')).toEqual([{ id: 1 }])
      const names = await readdir(join(home.home, '.lamin'))
      expect(names.filter((name) => name.endsWith('.lock'))).toEqual([])
    },
  )
})

describe('several inits at once', () => {
  it('make one instance', async () => {
    await using home = await temporaryHome()
    const children = [startInit(home), startInit(home)]
    const exits = await Promise.all(children.map((child) => once(child, 'exit')))
    expect(exits.map(([code]) => code as number)).toEqual([0, 0])
    const { settings, state } = await init(home.context, { storage: './x' })
    expect(state).toBe('connected')
    expect(await queryInstance(settings, 'select id from lamindb_storage')).toHaveLength(1)
  })
})
