/**
 * Makes `immune-cells.obo` from the blood-and-immune slim of the Cell Ontology: terms of the ontology itself with id, name,
 * exact synonyms and is_a between them.
 *
 * node --conditions=lamin-source examples/data/reduce-ontology.ts path/to/slim.obo > examples/data/immune-cells.obo
 */
import { readOntologyFile } from '@lamindb/bionty/ontology'

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Pass the path of the ontology.')
const { ontology } = await readOntologyFile(path)
const { header, terms } = ontology
const version = /\d{4}-\d\d-\d\d/.exec(header.dataVersion ?? '')?.[0]

const kept = [...terms.values()]
  .filter(({ id, name, isObsolete }) => id.startsWith('CL:') && name !== undefined && !isObsolete)
  .sort((a, b) => (a.id < b.id ? -1 : 1))
const ids = new Set(kept.map(({ id }) => id))

const head = `format-version: 1.2
data-version: ${version ?? 'unknown'}
ontology: cl
remark: Reduced from the blood and immune slim of the Cell Ontology (http://obofoundry.org/ontology/cl.html), CC BY 4.0: ids, names, exact synonyms and is_a only.
`
const stanzas = kept.map(({ id, name = '', exactSynonyms, parents }) =>
  [
    '[Term]',
    `id: ${id}`,
    `name: ${name}`,
    ...exactSynonyms.map((synonym) => `synonym: "${synonym.replaceAll(/["\\]/g, String.raw`\$&`)}" EXACT []`),
    ...parents.filter((parent) => ids.has(parent)).map((parent) => `is_a: ${parent}`),
    '',
  ].join('\n'),
)
process.stdout.write([head, ...stanzas].join('\n'))
