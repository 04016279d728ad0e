import { describe, expect, it } from 'vitest'

import { dialects } from '../../database/test-databases.ts'
import { zooInstance, type ZooInstance } from '../can-curate/test-terms.ts'
import { statementsOf } from '../test-statements.ts'

const hints = (zoo: ZooInstance): string[] =>
  zoo.log.filter(({ level }) => level === 'hint').map(({ message }) => message)

describe.each(dialects)('names like that of a new record on %s', (dialect) => {
  it('are told, three at most', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'T cell' }).save()
    await zoo.Trait.create({ name: 't cell' })
    expect(hints(zoo)).toEqual([
      "you are trying to create a trait with name='t cell' but a record with similar name exists: 'T cell'. Did you mean to load it?",
    ])
    await zoo.db.save(['T cells 1', 'T cells 2', 'T cells 3'].map((name) => zoo.Trait.create({ name })))
    zoo.log.length = 0
    await zoo.Trait.create({ name: 'T cells' })
    expect(hints(zoo)).toEqual([
      "you are trying to create a trait with name='T cells' but records with similar names exist: 'T cell', 'T cells 1', 'T cells 2'. Did you mean to load one of them?",
    ])
  })

  it('are not told for a name that exists, for a record with a uid, or when names are not looked up', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'T cell' }).save()
    await zoo.Trait.create({ name: 'T cell' })
    await zoo.Trait.create({ name: 't cell', uid: '12345678901234' })
    await zoo.Trait.create({ name: 'neuron' })
    zoo.db.settings.creation.searchNames = false
    await zoo.Trait.create({ name: 't cell' })
    expect(hints(zoo)).toEqual([])
  })

  it('are those on the default branches and of the given type', async () => {
    await using zoo = await zooInstance(dialect)
    const { ULabel } = zoo.db
    const type = await ULabel.create({ name: 'Kind', isType: true }).save()
    await ULabel.create({ name: 'alpha one', type }).save()
    await (await ULabel.create({ name: 'alpha two' }).save()).delete()
    zoo.log.length = 0
    await ULabel.create({ name: 'alpha', type: null })
    await ULabel.create({ name: 'alpha', type: await ULabel.get({ name: 'Kind' }) })
    await ULabel.create({ name: 'alpha' })
    expect(hints(zoo).map((hint) => hint.match(/exists?: (.*)\. Did/)?.[1])).toEqual([
      "'alpha one'",
      "'alpha one'",
    ])
  })

  it('cost nothing where many records are made', async () => {
    await using zoo = await zooInstance(dialect)
    const make = () => zoo.db.save(['a1', 'a2', 'a3'].map((name) => zoo.Trait.create({ name })))
    const statements = await statementsOf(zoo.db, make)
    expect(statements.filter((statement) => /like/i.test(statement))).toEqual([])
    expect(hints(zoo)).toEqual([])
  })
})
