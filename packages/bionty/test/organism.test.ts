import { describe, expect, it } from 'vitest'

import { publicTermsToken, resolve, type Instance } from '@lamindb/core'
import { databases } from '@lamindb/core/testing'

import type { Organism } from '../src/registries/organism.ts'
import { openBionty, putContent, putTables } from './support.ts'

const groupsOf = async (db: Instance, values: readonly string[]) => {
  const registry = db.registryNamed('bionty.Gene')
  const terms = resolve(db.container, publicTermsToken)
  const groups = await terms.organisms({ registry, field: 'ensemblGeneId', values, organism: null })
  return groups.map(({ organism, values: own }) => [(organism as Organism | undefined)?.name, own])
}

const putSpecies = async (db: Instance): Promise<void> => {
  const source = await db.bionty.Source.get({ entity: 'bionty.Organism', organism: 'vertebrates' })
  await putContent(db, { ...source, entity: source.entity }, 'species.tsv')
}

describe.each(databases)('an organism on %s', (database) => {
  it('of the common ones is made on a new instance without any network', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const human = await db.bionty.settings.setOrganism('human')
    expect(human).toMatchObject({
      uid: '1dpCL6TduFJ3AP',
      name: 'human',
      scientificName: 'Homo sapiens',
      ontologyId: 'NCBITaxon:9606',
    })
    expect((await db.bionty.settings.setOrganism('human'))?.id).toBe(human?.id)
    expect(await db.bionty.Organism.filter().count()).toBe(1)
    expect(
      await (await db.bionty.Organism.fromSource({ scientificName: 'Mus musculus' }).one()).save(),
    ).toMatchObject({
      name: 'mouse',
    })
  })

  it('of the settings is named by its common name, and may be set before it is looked up', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await putTables(db)
    const { settings } = db.bionty
    expect(settings.organism).toBeNull()
    settings.organism = 'human'
    expect(await db.bionty.Organism.filter().count()).toBe(0)
    expect((await db.bionty.Gene.fromSource({ symbol: 'TCF7' }).one()).ensemblGeneId).toBe('ENSG00000081059')
    expect(await db.bionty.Gene.create({ symbol: 'X' })).toMatchObject({
      organismId: (await settings.organismRecord())?.id,
    })
    settings.organism = null
    await expect(db.bionty.Gene.create({ symbol: 'X' })).rejects.toMatchObject({
      code: 'ORGANISM_NOT_SET',
      message: '`organism` is required to create new Gene records!',
    })
    for (const name of ['klingon', 'Human', 'homo sapiens'])
      await expect(settings.setOrganism(name)).rejects.toThrow(
        `no Organism found in source for the given field value: name='${name}'`,
      )
  })

  it('of an instance is its own', async () => {
    await using one = await openBionty(database)
    await using other = await openBionty(database)
    one.db.bionty.settings.organism = 'human'
    expect(other.db.bionty.settings.organism).toBeNull()
  })

  it('that nobody knows is a named error where one is needed', async () => {
    await using test = await openBionty(database)
    const { db } = test
    for (const organism of ['klingon', 'all', 'homo sapiens'])
      await expect(db.bionty.Gene.fromValues(['TCF7'], { organism })).rejects.toMatchObject({
        code: 'ORGANISM_NOT_SET',
        message: `Organism ${organism} can't be created from the source, check your spelling or create it manually.`,
      })
    const cell = await db.bionty.CellType.create({ name: 'x' }).save()
    await expect(db.bionty.Gene.fromValues(['TCF7'], { organism: cell })).rejects.toThrow(
      'organism must be a `bionty.Organism` record.',
    )
  })

  it('selects the source of registries whose records have none', async () => {
    await using test = await openBionty(database)
    const { Phenotype, CellType, Organism } = test.db.bionty
    expect((await Phenotype.defaultSource()).name).toBe('pato')
    expect((await Phenotype.defaultSource('human')).name).toBe('hp')
    expect((await CellType.defaultSource('all')).name).toBe('cl')
    await expect(CellType.defaultSource('human')).rejects.toMatchObject({ code: 'SOURCE_NOT_FOUND' })
    await expect(CellType.standardize(['x'], { organism: 'human' })).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    })
    expect(await Organism.all().count()).toBe(0)
  })
})

describe.each(databases)('the organism of Ensembl ids on %s', (database) => {
  it('is told by their letters, for each species of its own', async () => {
    await using test = await openBionty(database)
    const { db } = test
    expect(await groupsOf(db, ['ENSMUSG00000015243', 'ENSG00000188290', 'HES4', 'ENSG2'])).toEqual([
      ['mouse', ['ENSMUSG00000015243', 'HES4']],
      ['human', ['ENSG00000188290', 'ENSG2']],
    ])
    expect(await groupsOf(db, ['ENSXYZ0001', 'ensg1', 'FBgn1'])).toEqual([
      [undefined, ['ENSXYZ0001', 'ensg1', 'FBgn1']],
    ])
    expect((await db.bionty.Organism.filter()).map(({ name }) => name).toSorted()).toEqual(['human', 'mouse'])
  })

  it('is the row of that taxon, whatever its name', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await db.bionty.Organism.create({ name: 'lab mouse', ontologyId: 'NCBITaxon:10090' }).save()
    expect(await groupsOf(db, ['ENSMUSG00000015243'])).toEqual([['lab mouse', ['ENSMUSG00000015243']]])
  })

  it('is the species, not one of its strains', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await putSpecies(db)
    expect(await groupsOf(db, ['ENSMUSG00000015243', 'ENSRNOG00000000001'])).toEqual([
      ['mouse', ['ENSMUSG00000015243']],
      ['norway rat - bn/nhsdmcwi', ['ENSRNOG00000000001']],
    ])
    const mice = await db.bionty.Organism.fromSource({ ontologyId: 'NCBITaxon:10116' }).all()
    expect(mice).toHaveLength(1)
  })

  it('brings the genes of several species', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await putTables(db)
    const genes = await db.bionty.Gene.fromValues(['ENSMUSG00000015243', 'ENSG00000081059', 'ENSG0'], {
      field: 'ensemblGeneId',
    }).save()
    expect(await Promise.all(genes.map(async (gene) => [gene.symbol, (await gene.organism).name]))).toEqual([
      ['Abca1', 'mouse'],
      ['TCF7', 'human'],
    ])
  })
})
