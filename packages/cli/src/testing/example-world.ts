import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { createCliHome, type CliHome } from './cli-home.ts'

const ontology = `format-version: 1.2
data-version: made/2026-01-01
ontology: cl

[Term]
id: CL:0000542
name: lymphocyte

[Term]
id: CL:0000084
name: T cell
synonym: "T-cell" EXACT []
is_a: CL:0000542

[Term]
id: CL:0000236
name: B cell
synonym: "B-cell" EXACT []
is_a: CL:0000542
`

const genes = `symbol,ensembl_gene_id,ncbi_gene_ids,biotype,description,synonyms
CD4,ENSG00000010610,920,protein_coding,CD4 molecule,
CD8A,ENSG00000153563,925,protein_coding,CD8a molecule,CD8
`

/** Files that the examples in the help texts name. */
const files: { readonly [name: string]: string } = {
  'cells.csv': 'cell,cell_type\n1,T cell\n2,B cell\n',
  'analysis.ts': "console.log('one')\n",
  'README.md': '# Cells\n',
  'immune-cells.obo': ontology,
  'genes.csv': genes,
}

/** A home with an instance `anonymous/mydata` in which everything exists that the examples in the help texts name. */
export async function createExampleWorld(): Promise<CliHome> {
  const cli = await createCliHome()
  for (const [name, text] of Object.entries(files)) await writeFile(join(cli.work, name), text)
  await linkPackages(cli.work)
  const lines = [
    ['init', '--storage', './mydata', '--modules', 'bionty,pertdb'],
    ['connect', 'anonymous/mydata'],
    ['save', 'cells.csv', '--key', 'raw/cells.csv', '--description', 'Cells as they came'],
    ['bionty', 'import', 'CellType', '--file', 'immune-cells.obo'],
  ]
  for (const line of lines) await succeed(cli, line)
  await addRecords(cli)
  return cli
}

async function succeed(cli: CliHome, args: readonly string[]): Promise<void> {
  const { code, stderr } = await cli.lamin(args)
  if (code !== 0) throw new Error(`lamin ${args.join(' ')} ended with ${code}: ${stderr}`)
}

/** What no command makes. */
async function addRecords(cli: CliHome): Promise<void> {
  const { connect, createEnvironment, createSetupContext } = await import('@lamindb/setup')
  const environment = createEnvironment({
    home: cli.home,
    workingDirectory: cli.work,
    platform: 'linux',
    variables: {},
  })
  await using db = await connect(createSetupContext({ environment }))
  await db.ULabel.create({ name: 'raw' }).save()
  await db.Project.create({ name: 'atlas' }).save()
  await db.Feature.create({ name: 'temperature', dtype: 'float' }).save()
  const cellType = db.registryNamed('bionty.CellType') as never
  await db.Feature.create({ name: 'cell_type', dtype: cellType }).save()
}

/** The packages of this workspace, for modules in the home. */
async function linkPackages(work: string): Promise<void> {
  const workspace = join(dirname(fileURLToPath(import.meta.url)), '../../../..')
  await mkdir(work, { recursive: true })
  await symlink(join(workspace, 'node_modules'), join(work, 'node_modules'))
}

/** Changes an entity of the module `lab_samples`, which `lamin module create` has written. */
export async function changeModule(work: string): Promise<void> {
  const entity = join(work, 'lab_samples/src/registries/sample.ts')
  const text = await readFile(entity, 'utf8')
  const changed = text
    .replace('  text,\n', '  float,\n  text,\n')
    .replace('    ...sqlRecord', '    volume: float().nullable(),\n    ...sqlRecord')
  await writeFile(entity, changed)
}
