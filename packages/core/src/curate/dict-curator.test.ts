import { describe, expect, it } from 'vitest'

import { ValidationError } from '../errors.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import { openTest } from '../registries/artifact/test-artifacts.ts'
import { listOf } from '../registries/feature/dtype-argument.ts'
import { databases } from '../testing/index.ts'

describe.each(databases)('curating a dictionary on %s', (database) => {
  it('checks each value by its feature, several labels of one feature, and records', async () => {
    await using test = await openTest(database)
    const { db } = test
    await db.save(['a', 'b'].map((name) => db.ULabel.create({ name })))
    const label = await db.Feature.create({ name: 'label', dtype: db.ULabel }).save()
    const day = await db.Feature.create({ name: 'day', dtype: 'date' }).save()
    const numbers = await db.Feature.create({ name: 'numbers', dtype: listOf('int') }).save()
    const schema = await db.Schema.create({ features: [label, day, numbers] }).save()
    const good = { label: ['a', 'b'], day: new CalendarDate(2026, 1, 1), numbers: [1, 2] }
    await db.curate(good, schema).validate()
    await db.curate({ ...good, label: await db.ULabel.get({ name: 'a' }) }, schema).validate()
    const curator = db.curate({ label: 'z', day: new CalendarDate(2026, 1, 1), numbers: [] }, schema)
    await expect(curator.validate()).rejects.toThrow("1 term not validated in feature 'label': 'z'")
    const wrong = db.curate({ label: 'a', day: '2026-01-01', numbers: [1.5] }, schema)
    const error = (await wrong.validate().catch((thrown: unknown) => thrown)) as ValidationError
    expect(error).toBeInstanceOf(ValidationError)
    expect(error.problems.map(({ place }) => place)).toEqual(['day', 'numbers'])
    expect(String(curator)).toMatch(/^DictCurator\(Schema: uid=\w+, unvalidated\)$/)
  })

  it('wants records that are saved and of the type that the dtype names', async () => {
    await using test = await openTest(database)
    const { db } = test
    const type = await db.Record.create({ name: 'TA', isType: true }).save()
    const other = await db.Record.create({ name: 'TB', isType: true }).save()
    const stranger = await db.Record.create({ name: 'x', type: other }).save()
    const feature = await db.Feature.create({ name: 'who', dtype: type }).save()
    const schema = await db.Schema.create({ features: [feature] }).save()
    await expect(db.curate({ who: stranger }, schema).validate()).rejects.toThrow(
      "Expected a record of type 'TA' for feature 'who', but received 'x' of type 'TB'.",
    )
    const unsaved = await db.Record.create({ name: 'y', type })
    await expect(db.curate({ who: unsaved }, schema).validate()).rejects.toThrow('Record y is not saved.')
    await db.curate({ who: await unsaved.save() }, schema).validate()
  })
})
