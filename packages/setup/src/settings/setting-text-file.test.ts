import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { readSettingText } from './setting-text-file.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

it('says which settings cannot be read', async () => {
  await using home = await temporaryHome()
  const path = join(home.home, 'folder')
  await mkdir(path)
  await expect(readSettingText(path)).rejects.toMatchObject({ code: 'SETTINGS_NOT_READABLE', file: path })
})
