import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { hashFile } from '@lamindb/storage'

import type { Work } from '../run-group.ts'

export async function run({ meter, folder }: Work): Promise<void> {
  const path = join(folder, 'big.bin')
  await using file = await open(path, 'w')
  for (let part = 0; part < 1024; part += 1) await file.write(randomBytes(1 << 20))
  await meter.measure('hash-file-1gb', () => hashFile(path), { n: 1 << 30 })
  await rm(path)
}
