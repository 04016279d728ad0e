/** Cleans the reads, tracked. */
import { writeFile } from 'node:fs/promises'

import { connect } from 'lamindb'

await using db = await connect()
await db.track({ params: { minimum: 3, share: 0.5, mode: 'strict' } })
const text = String(await (await db.Artifact.get({ key: 'raw/reads.txt' })).load())
const lines = text.split('\n').filter((line) => line.length >= 3)
await writeFile('clean.txt', lines.map((line) => `${line}\n`).join('') + 'by ours\n')
await db.Artifact.create('clean.txt', { key: 'clean/by-ours.txt' }).save()
console.log('cleaned by ours')
await db.finish()
