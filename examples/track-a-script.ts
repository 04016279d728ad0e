/** Data lineage: which program, in which run, made a file, and from what. */
import { writeFile } from 'node:fs/promises'

import { init } from 'lamindb'

await using db = await init({ storage: './lab-data' })

// An input that is there already.
await writeFile('reads.txt', 'ACGT\nACGA\nTTTT\n')
await db.Artifact.create('reads.txt', { key: 'raw/reads.txt', description: 'From the sequencer' }).save()

// From here on, this script is a transform and this execution a run.
await db.track({ params: { minimum: 2 } })

const input = await db.Artifact.get({ key: 'raw/reads.txt' })
const reads = String(await input.load())
  .trim()
  .split('\n')
await writeFile('unique.txt', `${[...new Set(reads.map((read) => read.slice(0, 2)))].join('\n')}\n`)
const output = await db.Artifact.create('unique.txt', { key: 'clean/prefixes.txt' }).save()
console.log(`made ${output.key} from ${input.key}`)

await db.finish()

// Later, in any program or in Python:
const artifact = await db.Artifact.get({ key: 'clean/prefixes.txt' })
const run = await artifact.run
const transform = await run?.transform
console.log('transform:', transform?.key, transform?.kind)
console.log('inputs:', (await run?.inputArtifacts)?.map(({ key }) => key).join(', '))
console.log('params:', JSON.stringify(run?.params))
console.log('report:', (await (await run?.report)?.load())?.toString().trim())
