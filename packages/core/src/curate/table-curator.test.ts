import { Int32, List, Table, Utf8, vectorFromArray, Field } from 'apache-arrow'
import { describe, expect, it } from 'vitest'

import { InvalidArgument, ValidationError } from '../errors.ts'
import { logged, openTest, writeText } from '../registries/artifact/test-artifacts.ts'
import { ArrayTerms, zooInstance } from '../registry/can-curate/test-terms.ts'
import { statementsOf } from '../registry/test-statements.ts'
import { databases } from '../testing/index.ts'
import { categories, experiment, experimentSchema } from './test-tables.ts'

const problemsOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ValidationError)
  return (error as ValidationError).message
}

describe.each(databases)('curating a table on %s', (database) => {
  it('accepts a table that fits, whatever other columns it has', async () => {
    await using test = await openTest(database)
    const { schema } = await experimentSchema(test.db)
    const curator = test.db.curate(
      experiment({ extra: vectorFromArray(['x', 'y', 'z'], new Utf8()) }),
      schema,
    )
    expect(String(curator)).toBe('DataFrameCurator(Schema: experiment, unvalidated)')
    await curator.validate()
    expect([curator.isValidated, curator.cat.nonValidated]).toEqual([true, {}])
    expect(String(curator)).toBe('DataFrameCurator(Schema: experiment, validated)')
  })

  it('tells everything that is wrong with the structure at once', async () => {
    await using test = await openTest(database)
    const { schema } = await experimentSchema(test.db)
    const table = new Table({
      perturbation: vectorFromArray(['DMSO', 'IFNG'], new Utf8()),
      count: vectorFromArray(Float64Array.from([1, 2])),
      score: vectorFromArray(Float64Array.from([1, 2])),
    })
    const message = await problemsOf(test.db.curate(table, schema).validate())
    const [report = ''] = message.split('   ▶')
    expect(JSON.parse(report)).toEqual({
      SCHEMA: {
        COLUMN_NOT_IN_DATAFRAME: [
          {
            schema: null,
            column: 'note',
            check: 'column_in_dataframe',
            error: "column 'note' not in dataframe. Columns in dataframe: ['perturbation', 'count', 'score']",
          },
        ],
        WRONG_DATATYPE: [
          {
            schema: null,
            column: 'perturbation',
            check: "dtype('category')",
            error: "expected series 'perturbation' to have type category, got object",
          },
          {
            schema: null,
            column: 'count',
            check: "dtype('int')",
            error: "expected series 'count' to have type int, got float64",
          },
        ],
      },
    })
    expect(message).toContain('feature.coerce = True')
  })

  it('tells all labels that are unknown, in all columns, with advice', async () => {
    await using test = await openTest(database)
    const { db } = test
    const tissue = await db.Feature.create({ name: 'tissue', dtype: db.ULabel }).save()
    const { schema } = await experimentSchema(db, [tissue])
    const table = experiment({
      perturbation: categories(['DMSO', 'IFNJ', 'DMSO']),
      tissue: categories(['lung', 'lung', 'liver']),
    })
    const curator = db.curate(table, schema)
    expect(await problemsOf(curator.validate())).toBe(
      [
        "1 term not validated in feature 'perturbation': 'IFNJ'",
        '    → fix typos, remove non-existent values, or create objects via:',
        '',
        "  objects = ULabel.from_values(['IFNJ'], field='name', create=True).save()",
        "    → a valid label for subtype 'Perturbation' has to be one of ['DMSO', 'IFNG', 'IFNB']",
        '',
        "2 terms not validated in feature 'tissue': 'lung', 'liver'",
        '    → fix typos, remove non-existent values, or create objects via:',
        '',
        "  objects = ULabel.from_values(['lung', 'liver'], field='name', create=True).save()",
      ].join('\n'),
    )
    expect(curator.cat.nonValidated).toEqual({ perturbation: ['IFNJ'], tissue: ['lung', 'liver'] })
  })

  it('asks the database as often for many labels as for few', async () => {
    await using test = await openTest(database)
    const { db } = test
    const { schema } = await experimentSchema(db)
    const names = Array.from({ length: 3000 }, (_, i) => `label ${i}`)
    const type = await db.ULabel.get({ name: 'Perturbation' })
    await db.save(names.map((name) => db.ULabel.create({ name, type })))
    const few = await statementsOf(db, () => db.curate(experiment(), schema).validate())
    const many = new Table({
      perturbation: categories(names),
      count: vectorFromArray(BigInt64Array.from(names, () => 1n)),
      score: vectorFromArray(Float64Array.from(names, () => 1)),
      note: vectorFromArray(names, new Utf8()),
    })
    const statements = await statementsOf(db, () => db.curate(many, schema).validate())
    expect(statements.length).toBe(few.length)
  })

  it('gives the verdicts as data without writing anything', async () => {
    await using test = await openTest(database)
    const { db } = test
    const { schema } = await experimentSchema(db)
    const labels = await db.ULabel.filter().count()
    const report = await db
      .curate(experiment({ perturbation: categories(['DMSO', 'IFNX', 'DMSO']) }), schema)
      .inspect()
    expect(report.isValid).toBe(false)
    expect(report.slots['columns']?.structural).toEqual([])
    expect(report.slots['columns']?.labels['perturbation']).toEqual({
      isValid: false,
      total: 2,
      nonValidated: ['IFNX'],
      synonyms: {},
      suggestions: { IFNX: ['IFNG', 'IFNB'] },
    })
    expect(await db.ULabel.filter().count()).toBe(labels)
  })

  it('replaces synonyms in the names of the columns', async () => {
    await using test = await openTest(database)
    const { db } = test
    const age = await db.Feature.create({ name: 'age', dtype: 'int' })
    age.synonyms = 'years|alter'
    await age.save()
    const schema = await db.Schema.create({ itype: db.Feature, maximalSet: true }).save()
    const curator = db.curate(new Table({ years: vectorFromArray([1, 2], new Int32()) }), schema)
    expect(await problemsOf(curator.validate())).toContain('1 synonym found: "years" → "age"')
    await expect(curator.cat.addNewFrom('columns')).rejects.toThrow('Please run `.standardize()`')
    await curator.cat.standardize('columns')
    expect((await curator.dataset).schema.names).toEqual(['age'])
    await curator.validate()
    expect(logged(test, 'success')).toContain('standardized 1 synonym in "columns": "years" → "age"')
    await expect(curator.cat.standardize('nokey')).rejects.toThrow(InvalidArgument)
  })

  it('checks the labels of columns that got another name', async () => {
    await using test = await openTest(database)
    const { db } = test
    const state = await db.Feature.create({ name: 'state', dtype: db.ULabel })
    state.synonyms = 'status'
    await state.save()
    const schema = await db.Schema.create({ features: [state] }).save()
    const curator = db.curate(new Table({ status: categories(['x', 'x']) }), schema)
    await curator.cat.standardize('columns')
    expect(await problemsOf(curator.validate())).toContain("1 term not validated in feature 'state': 'x'")
    await curator.cat.addNewFrom('state')
    const artifact = await curator.saveArtifact({ key: 'states.parquet' })
    expect(await artifact.ulabels.values('name')).toEqual(['x'])
  })

  it('corrects labels and names of columns while other columns are missing or of the wrong type', async () => {
    await using test = await openTest(database)
    const { db } = test
    const age = await db.Feature.create({ name: 'age', dtype: 'int' })
    age.synonyms = 'years'
    await age.save()
    const { schema } = await experimentSchema(db, [age])
    const wrong = {
      perturbation: vectorFromArray(['TNF', 'IFNG'], new Utf8()),
      years: vectorFromArray([1, 2], new Int32()),
    }
    const curator = db.curate(new Table(wrong), schema)
    expect(await problemsOf(curator.validate())).toContain("column 'count' not in dataframe")
    await curator.cat.addNewFrom('perturbation')
    expect((await (await db.ULabel.get({ name: 'TNF' })).type)?.name).toBe('Perturbation')
    await curator.cat.standardize('columns')
    expect((await curator.dataset).schema.names).toEqual(['perturbation', 'age'])
    expect(await problemsOf(curator.validate())).not.toContain("column 'age' not in dataframe")
  })

  it('looks terms up in public sources', async () => {
    const traits = [
      { name: 'T cell', ontologyId: 'CL:0000084' },
      { name: 'B cell', ontologyId: 'CL:0000236' },
    ]
    await using zoo = await zooInstance(database, new ArrayTerms({ traits }))
    const schema = await zoo.db.Schema.create({ itype: 'zoo.Trait' }).save()
    const { cat } = zoo.db.curate(new Table({ 'T cell': vectorFromArray([1, 2], new Int32()) }), schema)
    expect((await cat.lookupPublic())['columns']?.['b_cell']?.ontologyId).toBe('CL:0000236')
    expect(await zoo.Trait.filter().count()).toBe(0)
  })

  it('makes labels below the type that the feature names', async () => {
    await using test = await openTest(database)
    const { db } = test
    const { schema } = await experimentSchema(db)
    const curator = db.curate(experiment({ perturbation: categories(['TNF', 'IFNG', 'TNF']) }), schema)
    await curator.cat.addNewFrom('all')
    await curator.validate()
    expect((await curator.cat.lookup())['perturbation']?.['tnf']?.id).toBe(
      (await db.ULabel.get({ name: 'TNF' })).id,
    )
    expect((await (await db.ULabel.get({ name: 'TNF' })).type)?.name).toBe('Perturbation')
  })

  it('saves the table with its schema, the features of its columns and links to its labels', async () => {
    await using test = await openTest(database)
    const { db } = test
    const { schema, features } = await experimentSchema(db)
    const artifact = await db.curate(experiment(), schema).saveArtifact({ key: 'experiment.parquet' })
    expect([artifact.kind, artifact.otype, artifact.nObservations, artifact.schemaId]).toEqual([
      'dataset',
      'DataFrame',
      3,
      schema.id,
    ])
    const slots = await artifact.features.slots
    expect([...slots].map(([slot, { uid }]) => [slot, uid])).toEqual([['columns', schema.uid]])
    expect(
      (await artifact.labels.get(features[0] as (typeof features)[0])).map((label) => String(label)),
    ).toHaveLength(2)
    expect(await artifact.features.getValues()).toEqual({ perturbation: new Set(['DMSO', 'IFNG']) })
    const again = await db.curate(artifact, schema).saveArtifact()
    expect(again.uid).toBe(artifact.uid)
    expect((await db.Artifact.filter({ ulabels: { name: 'IFNG' } })).map(({ key }) => key)).toEqual([
      'experiment.parquet',
    ])
  })

  it('saves nothing of a table that does not fit', async () => {
    await using test = await openTest(database)
    const { db } = test
    const { schema } = await experimentSchema(db)
    await problemsOf(
      db
        .curate(experiment({ perturbation: categories(['x', 'y', 'z']) }), schema)
        .saveArtifact({ key: 'a.parquet' }),
    )
    expect([await db.Artifact.filter().count(), await db.Schema.filter().count()]).toEqual([0, 1])
  })

  it('checks and converts files batch by batch, and stores what was converted', async () => {
    await using test = await openTest(database)
    const { db } = test
    const { schema } = await experimentSchema(db)
    await using other = await openTest(database)
    const path = await writeText(
      other.files,
      'experiment.csv',
      'perturbation,count,score,note\nDMSO,1,0.5,a\nIFNG,2,1.5,b\n',
    )
    expect(await problemsOf(db.curate(path, schema).validate())).toContain(
      "'perturbation' to have type category",
    )
    const coercing = await db.Schema.create({
      name: 'c',
      features: (await schema.members) as never,
      coerce: true,
    }).save()
    const artifact = await db.curate(path, coercing).saveArtifact({ key: 'experiment.csv' })
    expect([artifact.suffix, artifact.nObservations]).toEqual(['.csv', 2])
    expect(await artifact.features.getValues()).toEqual({ perturbation: new Set(['DMSO', 'IFNG']) })
    await expect(db.curate(artifact, coercing).cat.addNewFrom('perturbation')).resolves.toBeUndefined()
  })

  it('takes rows as objects, and lists of labels', async () => {
    await using test = await openTest(database)
    const { db } = test
    await db.save(['lung', 'blood'].map((name) => db.ULabel.create({ name })))
    const tissues = await db.Feature.create({ name: 'tissues', dtype: 'list[cat[ULabel]]' }).save()
    const donor = await db.Feature.create({ name: 'donor', dtype: 'str', nullable: false }).save()
    const schema = await db.Schema.create({ features: [tissues, donor] }).save()
    const rows = [
      { donor: 'D1', tissues: ['lung'] },
      { donor: 'D2', tissues: ['blood', 'lung'] },
    ]
    const artifact = await db.curate(rows, schema).saveArtifact({ key: 'rows.parquet' })
    expect(await artifact.features.getValues()).toEqual({ tissues: ['lung', 'blood'] })
    expect(await problemsOf(db.curate([{ donor: null, tissues: ['liver'] }], schema).validate())).toContain(
      "non-nullable series 'donor' contains null values",
    )
  })

  it('takes texts in rows for categories where the feature is categorical', async () => {
    await using test = await openTest(database)
    const { schema } = await experimentSchema(test.db)
    const rows = ['DMSO', 'IFNG'].map((perturbation) => ({ perturbation, count: 1, score: 0.5, note: 'x' }))
    const curator = test.db.curate(rows, schema)
    await curator.validate()
    expect(String((await curator.dataset).getChild('perturbation')?.type)).toBe('Dictionary<Int32, Utf8>')
  })

  it('links labels of lists in Arrow columns', async () => {
    await using test = await openTest(database)
    const { db } = test
    await db.save(['lung', 'blood'].map((name) => db.ULabel.create({ name })))
    const tissues = await db.Feature.create({ name: 'tissues', dtype: 'list[cat[ULabel]]' }).save()
    const schema = await db.Schema.create({ features: [tissues] }).save()
    const lists = vectorFromArray(
      [['lung'], ['blood', 'lung'], []],
      new List(new Field('item', new Utf8(), true)),
    )
    const curator = db.curate(new Table({ tissues: lists }), schema)
    await curator.validate()
    expect((await curator.saveArtifact({ key: 'l.parquet' })).nObservations).toBe(3)
  })

  it('adds columns that are missing and fills gaps in with the defaults of the features', async () => {
    await using test = await openTest(database)
    const { db } = test
    await db.ULabel.create({ name: 'control' }).save()
    const group = await db.Feature.create({ name: 'group', dtype: db.ULabel, defaultValue: 'control' }).save()
    const dose = await db.Feature.create({ name: 'dose', dtype: 'float', defaultValue: 7.5 }).save()
    const schema = await db.Schema.create({ features: [group, dose] }).save()
    const table = new Table({
      dose: vectorFromArray([1, null, 3], new (await import('apache-arrow')).Float64()),
    })
    const curator = db.curate(table, schema)
    await curator.standardize()
    const filled = await curator.dataset
    expect([...(filled.getChild('dose') ?? [])]).toEqual([1, 7.5, 3])
    expect([...(filled.getChild('group') ?? [])]).toEqual(['control', 'control', 'control'])
    const artifact = await curator.saveArtifact({ key: 'filled.parquet' })
    expect(await artifact.features.getValues()).toEqual({ group: 'control' })
  })

  it('asks for external features of the schema and stores them with the table', async () => {
    await using test = await openTest(database)
    const { db } = test
    const { features } = await experimentSchema(db)
    const site = await db.Feature.create({ name: 'site', dtype: 'str' }).save()
    const external = await db.Schema.create({ features: [site] }).save()
    const schema = await db.Schema.create({
      features: [...features],
      slots: { __external__: external },
      otype: 'DataFrame',
    }).save()
    expect(await problemsOf(db.curate(experiment(), schema).validate())).toBe(
      'External features slot is defined in schema but no external features were provided.',
    )
    const curator = db.curate(experiment(), schema, { features: { site: 'Berlin' } })
    const artifact = await curator.saveArtifact({ key: 'external.parquet' })
    expect(await artifact.features.getValues({ externalOnly: true })).toEqual({ site: 'Berlin' })
    await expect(artifact.features.addValues({ site: 'Bonn' })).rejects.toThrow(
      'Cannot add values if artifact has external schema.',
    )
  })

  it('checks what is said about the table as a whole, and keeps it with the table', async () => {
    await using test = await openTest(database)
    const { db } = test
    const { features } = await experimentSchema(db)
    const temperature = await db.Feature.create({ name: 'temperature', dtype: 'float' }).save()
    const attrs = await db.Schema.create({ features: [temperature] }).save()
    const schema = await db.Schema.create({
      features: [...features],
      slots: { attrs },
      otype: 'DataFrame',
    }).save()
    const curated = (value: unknown) => db.curate(experiment(), schema, { attrs: { temperature: value } })
    expect(await problemsOf(curated('warm').validate())).toContain('to have type float, got object')
    const both = db.curate(experiment({ perturbation: categories(['x', 'x', 'x']) }), schema, {
      attrs: { temperature: 'warm' },
    })
    const error: unknown = await both.validate().catch((thrown: unknown) => thrown)
    expect((error as ValidationError).problems.map(({ place }) => place)).toEqual([
      'perturbation',
      'temperature',
    ])
    const artifact = await curated(21.5).saveArtifact({ key: 'attrs.parquet' })
    expect([...(await artifact.features.slots).keys()].sort()).toEqual(['attrs', 'columns'])
    const again = db.curate(artifact, schema)
    await again.validate()
    expect([...(await again.slots).keys()]).toEqual(['attrs'])
    expect(String(again)).toContain("slots: ['attrs']")
  })

  it('goes by the rows of sheets where several records have one name', async () => {
    await using test = await openTest(database)
    const { db } = test
    const pools = await db.Record.create({ name: 'Pools', isType: true }).save()
    const poolIn = async (name: string) => {
      const type = await db.Record.create({ name, isType: true, type: pools }).save()
      return db.Record.create({ name: 'pool', type }).save()
    }
    const [first, second] = [await poolIn('A'), await poolIn('B')]
    const pool = await db.Feature.create({ name: 'pool', dtype: pools }).save()
    const schema = await db.Schema.create({ name: 'sheet', features: [pool] }).save()
    const sheet = await db.Record.create({ name: 'Sheet', schema }).save()
    const row = (name: string, value: typeof first) =>
      db.Record.create({ name, type: sheet, features: { pool: value } }).save()
    const [one, two] = [await row('r1', first), await row('r2', second)]
    const columns = { pool: categories(['pool', 'pool']) }
    await expect(db.curate(new Table(columns), schema).validate()).rejects.toThrow('Ambiguous match')
    const uids = vectorFromArray([one.uid, two.uid], new Utf8())
    const table = new Table({ ...columns, __lamindb_record_uid__: uids })
    const artifact = await db.curate(table, schema).saveArtifact({ key: 'sheet.parquet' })
    expect((await artifact.records.orderBy('id')).map(({ uid }) => uid)).toEqual([first.uid, second.uid])
  })

  it('refuses schemas that are not saved, and data that are no table', async () => {
    await using test = await openTest(database)
    const { db } = test
    const feature = await db.Feature.create({ name: 'x', dtype: 'int' }).save()
    const unsaved = await db.Schema.create({ features: [feature] })
    expect(() => db.curate(experiment(), unsaved)).toThrow(InvalidArgument)
    const schema = await unsaved.save()
    expect(() => db.curate(5 as never, schema)).toThrow(InvalidArgument)
    expect(() => db.curate(experiment(), {} as never)).toThrow('schema argument must be a Schema record.')
  })
})

describe('the order of columns', () => {
  it('counts only for schemas that say so', async () => {
    await using test = await openTest('sqlite')
    const { db } = test
    const a = await db.Feature.create({ name: 'a', dtype: 'int' }).save()
    const b = await db.Feature.create({ name: 'b', dtype: 'int' }).save()
    const column = vectorFromArray([1, 2], new Int32())
    const table = new Table({ b: column, a: column })
    await db.curate(table, await db.Schema.create({ features: [a, b] }).save()).validate()
    const ordered = await db.Schema.create({ features: [a, b], orderedSet: true }).save()
    expect(await problemsOf(db.curate(table, ordered).validate())).toContain('COLUMN_NOT_ORDERED')
  })
})
