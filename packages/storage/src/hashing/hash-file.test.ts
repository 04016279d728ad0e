import { existsSync } from 'node:fs'

import { expect, it } from 'vitest'

import { hashFile } from './hash-file.ts'

it.runIf(existsSync('/dev/null'))('refuses what is no file', async () => {
  await expect(hashFile('/dev/null')).rejects.toMatchObject({ code: 'NOT_A_FILE', path: '/dev/null' })
})
