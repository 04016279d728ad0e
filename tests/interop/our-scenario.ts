import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type {} from '@lamindb/bionty'
import type { Instance, RegistryRecord } from '@lamindb/core'
import { CalendarDate, Float, Timestamp } from '@lamindb/core/identity'
import { categorical, columnsToTable, tableToSource } from '@lamindb/formats'
import type {} from '@lamindb/pertdb'

/** The same as `common` of `lamin_scenario.py` writes, call by call. */
export async function writeCommon(db: Instance, folder: string): Promise<void> {
  await labels(db)
  await projects(db)
  await ontologies(db)
  await features(db)
  await schemas(db)
  await records(db)
  await transforms(db)
  await files(db, folder)
  await tables(db)
  await values(db)
}

/** Saves a draft under a uid that is the same in both languages. */
async function saveAs<R extends RegistryRecord & { uid: string }>(
  uid: string,
  draft: PromiseLike<R>,
): Promise<R> {
  const record = await draft
  record.uid = uid
  return record.save()
}

async function labels(db: Instance): Promise<void> {
  const { ULabel } = db
  // It stands in a dtype.
  const treatment = await saveAs('treatmnt', ULabel.create({ name: 'Treatment', isType: true }))
  await db.save([
    ULabel.create({ name: 'DMSO', type: treatment }),
    ULabel.create({ name: 'IFNG', type: treatment, description: 'interferon γ' }),
  ])
  const good = await ULabel.create({
    name: 'good',
    reference: 'https://example.org/q',
    referenceType: 'url',
  }).save()
  const veryGood = await ULabel.create({ name: 'very good 👍' }).save()
  await veryGood.parents.add(good)
  await (await ULabel.create({ name: 'trashed' }).save()).delete()
  const archived = await ULabel.create({ name: 'archived' }).save()
  archived.branchId = 0
  await archived.save()
  const branch = await db.Branch.create({ name: 'contrib', description: 'proposed' }).save()
  await ULabel.create({ name: 'on contrib', branch }).save()
  const space = await db.Space.create({ name: 'team', description: 'a team' }).save()
  await ULabel.create({ name: 'in team', space }).save()
  const locked = await ULabel.create({ name: 'locked' }).save()
  locked.isLocked = true
  await locked.save()
}

async function projects(db: Instance): Promise<void> {
  const { Project } = db
  const consortium = await Project.create({ name: 'Consortium', isType: true }).save()
  const atlas = await Project.create({
    name: 'Atlas',
    abbr: 'ATL',
    url: 'https://example.org/atlas',
    startDate: '2026-01-01',
    type: consortium,
  }).save()
  const pilot = await Project.create({ name: 'Pilot', endDate: '1999-12-31' }).save()
  await atlas.predecessors.add(pilot)
  const paper = await db.Reference.create({
    name: 'A paper',
    doi: '10.1000/xyz123',
    pubmedId: 12_345_678,
    date: '2025-05-06',
    text: 'An abstract.',
  }).save()
  await atlas.references.add(paper)
}

async function ontologies(db: Instance): Promise<void> {
  const { CellType, Gene, Organism, Tissue } = db.bionty
  const organism = await Organism.create({
    name: 'human',
    ontologyId: 'NCBITaxon:9606',
    scientificName: 'homo_sapiens',
  }).save()
  const cell = await CellType.create({ name: 'cell', ontologyId: 'CL:0000000' }).save()
  const tCell = await CellType.create({
    name: 'T cell',
    ontologyId: 'CL:0000084',
    synonyms: 'T-cell|T lymphocyte',
    abbr: 'T',
  }).save()
  await tCell.parents.add(cell)
  await tCell.addSynonym('T-lymphocyte')
  await CellType.create({ name: 'my own state' }).save()
  await Tissue.create({ name: 'lung', ontologyId: 'UBERON:0002048' }).save()
  await Gene.create({
    ensemblGeneId: 'ENSG00000139618',
    symbol: 'BRCA2',
    organism,
    synonyms: 'FANCD1|BRCC2',
  }).save()
  await Gene.create({ ensemblGeneId: 'ENSG00000000003', symbol: 'TSPAN6', organism }).save()
  const { Compound, CompoundPerturbation } = db.pertdb
  const compound = await Compound.create({ name: 'imatinib' }).save()
  await CompoundPerturbation.create({
    name: 'imatinib 1 µM',
    compound,
    concentration: 1e-6,
    concentrationUnit: 'M',
    duration: 36 * 3600 * 1e6 + 5,
  }).save()
}

async function features(db: Instance): Promise<void> {
  const { Feature } = db
  const { CellType, Tissue } = db.bionty
  const dtypes = {
    sample: { dtype: 'str' },
    temperature: { dtype: 'float', description: 'in °C', coerce: true },
    n_cells: { dtype: 'int', nullable: false },
    amount: { dtype: 'num' },
    passed: { dtype: 'bool', defaultValue: false },
    assay_date: { dtype: 'date' },
    measured_at: { dtype: 'datetime' },
    meta: { dtype: 'dict' },
    flags: { dtype: 'list[str]' },
    numbers: { dtype: 'list[float]' },
    link: { dtype: 'url' },
    parent: { dtype: db.Record },
    operator: { dtype: db.User },
    cell_type: { dtype: CellType },
    tissues: { dtype: `list[cat[bionty.Tissue.ontology_id]]` },
    either: { dtype: [Tissue.field('ontologyId'), CellType.field('ontologyId')] },
    treatment: { dtype: await db.ULabel.get({ name: 'Treatment' }) },
  }
  for (const [name, fields] of Object.entries(dtypes)) {
    // Hashes of schemas depend on it.
    await saveAs(name.replaceAll('_', '').padEnd(12, '0'), Feature.create({ name, ...fields }))
  }
  const group = await Feature.create({ name: 'Wet lab', isType: true }).save()
  const plate = await Feature.create({ name: 'plate', dtype: 'str', type: group })
  plate.uid = 'plate0000000'
  plate.unit = 'index'
  await plate.save()
  const renamed = await Feature.create({ name: 'before', dtype: 'str' }).save()
  renamed.name = 'after'
  await renamed.save()
}

/** Features by name, as far as they are asked for. */
async function featuresNamed<const N extends string>(db: Instance, ...names: readonly N[]) {
  const found = new Map((await db.Feature.filter()).map((feature) => [feature.name, feature]))
  const entries = names.map((name) => {
    const feature = found.get(name)
    if (feature === undefined) throw new Error(`The scenario has no feature ${name}.`)
    return [name, feature] as const
  })
  return Object.fromEntries(entries) as Record<N, (typeof entries)[number][1]>
}

async function schemas(db: Instance): Promise<void> {
  const { Schema } = db
  const f = await featuresNamed(db, 'cell_type', 'treatment', 'temperature', 'n_cells', 'sample')
  await Schema.create({
    features: [f.cell_type, f.treatment, f.temperature, f.n_cells.withConfig({ optional: true })],
    index: f.sample,
    name: 'table',
    coerce: true,
  }).save()
  await Schema.create({
    features: [f.treatment, f.cell_type, f.temperature, f.n_cells.withConfig({ optional: true })],
    name: 'samples',
    flexible: true,
  }).save()
  const obs = await Schema.create({
    features: [f.cell_type, f.treatment],
    name: 'obs',
    orderedSet: true,
    maximalSet: true,
  }).save()
  const itype = db.bionty.Gene.field('symbol')
  const genes = await Schema.create({ itype, name: 'genes', dtype: 'float' }).save()
  await Schema.create({ slots: { obs, 'var.T': genes }, otype: 'AnnData', name: 'anndata' }).save()
  await Schema.create({ itype: db.Feature, name: 'any', flexible: true }).save()
}

async function records(db: Instance): Promise<void> {
  const { Record } = db
  const study = await Record.create({ name: 'Study', isType: true }).save()
  const study1 = await Record.create({ name: 'Study 1', type: study, description: 'first' }).save()
  const study2 = await Record.create({ name: 'Study 2', type: study }).save()
  await study2.parents.add(study1)
  const f = await featuresNamed(db, 'temperature', 'parent', 'meta', 'sample')
  const schema = await db.Schema.create({
    features: [f.temperature, f.parent, f.meta.withConfig({ optional: true })],
    index: f.sample,
    name: 'sheet',
  }).save()
  await Record.create({ name: 'Sheet', isType: true, schema }).save()
  const free = await Record.create({ name: 'free' })
  const numbers = [1, new Float(1), 1e-7, 10n ** 20n, 'ä😀']
  // A map keeps keys that look like integers in their order.
  free.extraData = new Map<string, unknown>([
    ['x', numbers],
    ['2', null],
    ['1', true],
  ])
  await free.save()
}

async function transforms(db: Instance): Promise<void> {
  const { Run, Transform } = db
  const project = await db.Project.get({ name: 'Atlas' })
  const pipeline = await Transform.create({
    key: 'pipelines/align.nf',
    kind: 'pipeline',
    version: '1.0',
    reference: 'https://example.org',
    referenceType: 'url',
    description: 'aligns',
  }).save()
  await Transform.create({
    key: 'pipelines/align.nf',
    kind: 'pipeline',
    version: '1.1',
    sourceCode: 'main: ä\n',
  }).save()
  const first = await Run.create({
    transform: pipeline,
    name: 'first',
    params: {
      genome: 'GRCh38',
      cpus: 4,
      tiny: 1e-7,
      whole: new Float(100),
      none: null,
      nested: { b: [1, 2.5], a: 'ä' },
    },
    status: 'started',
  }).save()
  first.set({ startedAt: '2026-01-05T10:00:00+02:00', finishedAt: '2026-01-05T11:30:00.250001Z' })
  first._statusCode = 0
  await first.save()
  const failed = await Run.create({ transform: pipeline, initiatedByRun: first }).save()
  failed._statusCode = 1
  await failed.save()
  await first.projects.add(project)
  const later = await Transform.create({ key: 'later.py', kind: 'script' }).save()
  await later.predecessors.add(pipeline)
}

/** A gzip file with one read, as Python writes it with time stamp 0. */
const reads = Buffer.from(
  '1f8b08080000000002ff72656164732e666173747100732832e47274760fe1d2e6f204022e00fe49162710000000',
  'hex',
)

async function files(db: Instance, folder: string): Promise<void> {
  const { Artifact } = db
  await mkdir(folder)
  const run = await db.Run.get({ name: 'first' })
  const root = db.config.storageRoot
  const text = async (name: string, value: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, value)
    return path
  }
  await Artifact.create(await text('a.txt', 'version 0'), {
    key: 'notes/log.txt',
    version: '0.1',
    run,
  }).save()
  await Artifact.create(await text('a.txt', 'version 1'), { key: 'notes/log.txt', run: false }).save()
  const second = await Artifact.get({ key: 'notes/log.txt', isLatest: true })
  await Artifact.create(await text('a.txt', 'version 2'), {
    revises: second,
    key: 'notes/renamed.txt',
    run: false,
  }).save()
  await Artifact.create(await text('b.tar.gz', 'no key'), {
    description: 'only described',
    run: false,
  }).save()
  await writeFile(join(folder, 'reads.fastq.gz'), reads)
  const raw = await Artifact.create(join(folder, 'reads.fastq.gz'), {
    key: 'raw/reads.fastq.gz',
    kind: 'dataset',
    run: false,
  }).save()
  await run.inputArtifacts.add(raw)
  await mkdir(join(folder, 'plate', 'deep'), { recursive: true })
  await text('plate/a.txt', 'alpha')
  await text('plate/deep/b.txt', 'beta')
  await Artifact.create(join(folder, 'plate'), { key: 'raw/plate', run: false }).save()
  await mkdir(join(root, 'inside'))
  await writeFile(join(root, 'inside', 'real.tsv'), 'a\tb\n1\t2\n')
  await Artifact.create(join(root, 'inside', 'real.tsv'), { run: false }).save()
  await writeFile(join(root, 'inside', 'shown.tsv'), 'x\ty\n')
  await Artifact.create(join(root, 'inside', 'shown.tsv'), { key: 'shown/as.tsv', run: false }).save()
  const trashed = await Artifact.create(await text('c.txt', 'trashed'), {
    key: 'trash/me.txt',
    run: false,
  }).save()
  await trashed.delete()
  const good = await db.ULabel.get({ name: 'good' })
  await raw.ulabels.add(good)
  await raw.projects.add(await db.Project.get({ name: 'Atlas' }))
  await raw.references.add(await db.Reference.get({ name: 'A paper' }))
  const bundle = await db.Collection.create([raw, second], { key: 'bundle', description: 'two', run }).save()
  await bundle.append(await Artifact.get({ key: 'shown/as.tsv' })).save()
  await bundle.ulabels.add(good)
}

async function tables(db: Instance): Promise<void> {
  const columns = {
    cell_type: await categorical(['T cell', 'cell', 'T cell']),
    treatment: await categorical(['DMSO', 'IFNG', 'DMSO']),
    temperature: Float64Array.of(21.5, 22, 100),
    plate: ['p1', 'p2', 'p3'],
  }
  const run = await db.Run.get({ name: 'first' })
  const schema = await db.Schema.get({ name: 'samples' })
  const samples = await columnsToTable(columns)
  await db.Artifact.fromDataFrame(samples, { key: 'tables/samples.parquet', schema, run }).save()
  const labelled = await columnsToTable({ ...columns, sample: ['s1', 's2', 's3'] })
  const indexed = tableToSource(labelled, {
    index: [{ kind: 'column', field: 'sample', name: 'sample' }],
  })
  await db.Artifact.fromDataFrame(indexed, {
    key: 'tables/indexed.parquet',
    schema: await db.Schema.get({ name: 'table' }),
    run: false,
  }).save()
}

async function values(db: Instance): Promise<void> {
  const { Record } = db
  const raw = await db.Artifact.get({ key: 'raw/reads.fastq.gz' })
  await raw.features.addValues({
    sample: 's 1',
    temperature: 27,
    n_cells: 5,
    amount: 3n,
    passed: true,
    assay_date: CalendarDate.parse('2026-01-02'),
    measured_at: Timestamp.of('2026-01-02T03:04:05.000678').withOffset(undefined),
    meta: { b: 1, a: [new Float(1), null, 'ä'] },
    flags: ['x', 'y'],
    numbers: [1, 2.5],
    link: 'https://example.org',
    parent: 'Study 1',
    operator: 'anonymous',
    cell_type: 'T cell',
    tissues: ['UBERON:0002048'],
    either: 'CL:0000084',
    treatment: 'DMSO',
  })
  const run = await db.Run.get({ name: 'first' })
  await run.features.addValues({ temperature: 0.25, parent: 'free' })
  const free = await Record.get({ name: 'free' })
  const parent = await Record.get({ name: 'Study 1' })
  await free.features.setValues({ temperature: 3.25, parent, operator: 'anonymous' })
  const sheet = await Record.get({ name: 'Sheet' })
  await Record.create({
    type: sheet,
    features: {
      sample: 'row 1',
      temperature: 1.5,
      parent: 'Study 1',
      meta: { b: 1, a: [new Float(1), null] },
    },
  }).save()
}
