/** Labels on artifacts, and artifacts by their labels: conditions are typed, and span relations. */
import { writeFile } from 'node:fs/promises'

import { init } from 'lamindb'

await using db = await init({ storage: './lab-data' })

// Three files, two of them labelled.
const [raw, checked] = await db.save([
  db.ULabel.create({ name: 'raw' }),
  db.ULabel.create({ name: 'checked' }),
])
for (const [index, sequence] of ['ACGT', 'ACGTACGT', 'ACGTACGTACGT'].entries()) {
  const file = `sample-${index + 1}.fasta`
  await writeFile(file, `>sample ${index + 1}\n${sequence}\n`)
  const artifact = await db.Artifact.create(file, { key: `sequences/${file}` }).save()
  if (index === 0 && raw) await artifact.ulabels.add(raw)
  if (index === 1 && checked) await artifact.ulabels.add(checked)
}

const small = await db.Artifact.filter({ suffix: '.fasta', size: { $lt: 20 } }).orderBy('key')
console.log('small:', small.map(({ key }) => key).join(', '))

const labelled = await db.Artifact.filter({ ulabels: { name: { $in: ['raw', 'checked'] } } }).orderBy('-size')
console.log('labelled:', labelled.map(({ key }) => key).join(', '))

const unlabelled = await db.Artifact.filter({ ulabels: null }).one()
console.log('unlabelled:', unlabelled.key)

// One query for the artifacts, one for all their labels; constant memory, however many there are.
for await (const artifact of db.Artifact.filter({ kind: null }).with('ulabels')) {
  const labels = await artifact.ulabels
  console.log(`${artifact.key}: ${labels.map(({ name }) => name).join(', ') || 'no labels'}`)
}
