import { describe, expect, inject, it } from 'vitest'

import { biontyModule } from '@lamindb/bionty'
import { createTestInstance, databases, type TestInstance } from '@lamindb/core/testing'

import { pertdbModule } from '../src/index.ts'

const aspirin = {
  ontologyId: 'CHEBI:15365',
  name: 'acetylsalicylic acid',
  definition: 'A Benzoic Acid.',
  synonyms: 'aspirin|ASA',
  parents: ['CHEBI:33853'],
  chemblId: 'CHEMBL25',
}
const phenols = { ontologyId: 'CHEBI:33853', name: 'phenols', parents: [] }

/** An instance with perturbation registries that never asks the network. */
async function openPertdb(database: 'sqlite' | 'postgresql'): Promise<TestInstance> {
  const test = await createTestInstance({
    database,
    postgresServerUrl: inject('postgresServerUrl'),
    modules: [biontyModule, pertdbModule],
  })
  test.db.bionty.settings.download = false
  return test
}

const messagesOf = ({ log }: TestInstance): string[] => log.map(({ message }) => message)

const refusal = (code: string): object => ({ code })

describe.each(databases)('perturbations on %s', (database) => {
  it('keep types that are not documented, with one warning for each', async () => {
    await using test = await openPertdb(database)
    const { Biologic, GeneticPerturbation } = test.db.pertdb
    const guides = await Promise.all(
      ['a', 'b'].map((name) => GeneticPerturbation.create({ name, type: 'magic' }).save()),
    )
    await GeneticPerturbation.create({ name: 'c', type: 'CRISPRi' }).save()
    const agent = await Biologic.create({ name: 'IL2', type: 'cytokine' }).save()
    agent.type = 'spell'
    await agent.save()
    expect(guides.map(({ type }) => type)).toEqual(['magic', 'magic'])
    expect((await Biologic.get({ name: 'IL2' })).type).toBe('spell')
    const warnings = messagesOf(test).filter((message) => message.includes('documented types'))
    expect(warnings.map((message) => message.split(' is none')[0])).toEqual(["'magic'", "'spell'"])
  })

  it('have names and, for biologics, a type; numbers are numbers and texts fit their columns', async () => {
    await using test = await openPertdb(database)
    const { Biologic, Compound, CompoundPerturbation, GeneticPerturbation } = test.db.pertdb
    await expect(Biologic.create({ name: 'IL2' } as never)).rejects.toThrow("['type'] are required.")
    await expect(Compound.create({})).rejects.toThrow('must provide ontology_id or name')
    await expect(Compound.create({ name: 'a', molweight: 'heavy' as never })).rejects.toThrow(
      "Compound.molweight is a number, got 'heavy'.",
    )
    await expect(GeneticPerturbation.create({ name: 'g', onTargetScore: {} as never })).rejects.toMatchObject(
      refusal('INVALID_ARGUMENT'),
    )
    const scored = await GeneticPerturbation.create({ name: 'g', onTargetScore: '0.1' as never }).save()
    expect((await GeneticPerturbation.get({ id: scored.id })).onTargetScore).toBe(0.1)
    await expect(
      CompoundPerturbation.create({ name: 'c', concentrationUnit: 'x'.repeat(33) }),
    ).rejects.toMatchObject(refusal('VALIDATION_ERROR'))
    expect(await Compound.filter().count()).toBe(0)
  })

  it('keep structures as they are given, and say so once', async () => {
    await using test = await openPertdb(database)
    const { Compound } = test.db.pertdb
    const salt = await Compound.create({ name: 'salt', smiles: '[Na+].[Cl-]' }).save()
    await Compound.create({ name: 'water', smiles: 'O' }).save()
    const ready = {
      name: 'ethanol',
      smiles: 'OCC',
      canonicalSmiles: 'CCO',
      inchikey: 'LFQ',
      molweight: 46.07,
    }
    const ethanol = await Compound.create(ready).save()
    expect(await Compound.get({ id: salt.id })).toMatchObject({
      smiles: '[Na+].[Cl-]',
      canonicalSmiles: null,
    })
    expect(await Compound.get({ id: ethanol.id })).toMatchObject(ready)
    expect(messagesOf(test).filter((message) => message.includes('chemistry toolkit'))).toHaveLength(1)
    await ethanol.updateSmiles('CO')
    expect(await Compound.get({ id: ethanol.id })).toMatchObject({
      smiles: 'CO',
      canonicalSmiles: null,
      inchikey: null,
      molweight: null,
    })
    await expect(ethanol.updateSmiles('')).rejects.toMatchObject(refusal('INVALID_ARGUMENT'))
  })

  it('are related to targets, compounds and each other', async () => {
    await using test = await openPertdb(database)
    const { db } = test
    const {
      CombinationPerturbation,
      Compound,
      CompoundPerturbation,
      GeneticPerturbation,
      PerturbationTarget,
    } = db.pertdb
    const target = await PerturbationTarget.create({ name: 'PDCD1' }).save()
    const guide = await GeneticPerturbation.create({ name: 'guide', type: 'CRISPRi' }).save()
    const compound = await Compound.create({ name: 'aspirin' }).save()
    const dose = {
      name: 'aspirin 10 µM',
      compound,
      concentration: 10,
      concentrationUnit: 'µM',
      duration: 3.6e9,
    }
    const treatment = await CompoundPerturbation.create(dose).save()
    const heat = await db.pertdb.EnvironmentalPerturbation.create({ name: 'heat', value: 42 }).save()
    for (const record of [guide, compound, heat]) await record.targets.add(target)
    const all = await CombinationPerturbation.create({ name: 'all' })
    expect(await all.members).toEqual([])
    await all.save()
    await all.environmentalPerturbations.add(heat)
    await all.compoundPerturbations.add(treatment)
    await all.geneticPerturbations.add(guide)
    expect((await all.members).map(({ name }) => name)).toEqual(['guide', 'aspirin 10 µM', 'heat'])
    expect((await target.geneticPerturbations).map(({ name }) => name)).toEqual(['guide'])
    expect((await target.compounds).map(({ name }) => name)).toEqual(['aspirin'])
    expect((await compound.compoundperturbationSet).map(({ duration }) => duration)).toEqual([3.6e9])
    expect((await guide.combinationPerturbations).map(({ name }) => name)).toEqual(['all'])
    await expect(compound.delete({ permanent: true })).rejects.toThrow('CompoundPerturbation')
  })

  it('last a whole number of microseconds', async () => {
    await using test = await openPertdb(database)
    const { CompoundPerturbation } = test.db.pertdb
    for (const duration of ['1 hour', 0.5, Number.NaN])
      await expect(
        CompoundPerturbation.create({ name: 'c', duration: duration as number }).save(),
      ).rejects.toMatchObject(refusal('INVALID_ARGUMENT'))
    expect(await CompoundPerturbation.filter().count()).toBe(0)
  })

  it('of compounds come from the table that is added as their source', async () => {
    await using test = await openPertdb(database)
    const { db } = test
    const { Compound } = db.pertdb
    const chebi = await db.bionty.Source.filter({ name: 'chebi' }).first()
    const source = await Compound.addSource(chebi as never, { rows: [aspirin, phenols] })
    expect(source).toMatchObject({
      uid: 'v2plsqOO',
      entity: 'pertdb.Compound',
      currentlyUsed: true,
      inDb: false,
    })
    const table = await Compound.public()
    expect(table.toDataFrame().map((row) => row['name'])).toEqual(['acetylsalicylic acid', 'phenols'])
    expect(await table.standardize(['aspirin'])).toEqual(['acetylsalicylic acid'])
    const [record] = await Compound.fromSource('aspirin').all()
    await record?.save()
    expect(record).toMatchObject({ uid: '5xNR9lwOtr4DNb', chemblId: 'CHEMBL25', sourceId: source.id })
    expect((await record?.parents)?.map(({ uid }) => uid)).toEqual(['2iu60FcNgkFTVC'])
    expect(await Compound.standardize(['ASA', 'x'])).toEqual(['acetylsalicylic acid', 'x'])
    await Compound.importSource()
    expect(await Compound.filter().count()).toBe(2)
    expect((await db.bionty.Source.get({ uid: 'v2plsqOO' })).inDb).toBe(true)
  })

  it('without a source are validated by their rows alone', async () => {
    await using test = await openPertdb(database)
    const { EnvironmentalPerturbation } = test.db.pertdb
    const heat = await EnvironmentalPerturbation.create({ name: 'heat' }).save()
    await heat.addSynonym('warmth')
    expect(await EnvironmentalPerturbation.validate(['heat', 'cold'])).toEqual([true, false])
    expect(await EnvironmentalPerturbation.standardize(['warmth'])).toEqual(['heat'])
    expect((await EnvironmentalPerturbation.fromValues(['heat', 'cold'])).map(({ id }) => id)).toEqual([
      heat.id,
    ])
    expect((await EnvironmentalPerturbation.public()).toDataFrame()).toEqual([])
    await expect(EnvironmentalPerturbation.importSource()).rejects.toMatchObject(refusal('SOURCE_NOT_FOUND'))
  })

  it('are labels of artifacts', async () => {
    await using test = await openPertdb(database)
    const { db } = test
    const artifact = await db.Artifact.fromDataFrame([{ a: 1 }], { key: 'a.csv' }).save()
    const compound = await db.pertdb.Compound.create({ name: 'aspirin' }).save()
    await artifact.labels.add(compound)
    expect((await compound.artifacts).map(({ key }) => key)).toEqual(['a.csv'])
    expect((await db.Artifact.filter({ compounds: { name: 'aspirin' } })).map(({ id }) => id)).toEqual([
      artifact.id,
    ])
  })
})
