import type { Organism } from '@lamindb/bionty'
import type { TestInstance } from '@lamindb/core/testing'
import { expect } from 'vitest'

import { codeOf, fileOf, instance, type Probes } from './probe.ts'

const term = (id: string, name: string, ...lines: readonly string[]): string =>
  ['', '[Term]', `id: ${id}`, `name: ${name}`, ...lines, ''].join('\n')

/** An ontology file of one version. */
const obo = (version: string, ...terms: readonly string[]): string =>
  [`format-version: 1.2\ndata-version: ${version}\nontology: cl\n`, ...terms].join('')

const lymphocyte = term('CL:0000542', 'lymphocyte')
const tCell = term('CL:0000084', 'T cell', 'is_a: CL:0000542')
const bCell = term('CL:0000236', 'B cell', 'is_a: CL:0000542')

const organism = ({ db }: TestInstance, name: string): Promise<Organism> =>
  db.bionty.Organism.fromSource(name).save() as Promise<Organism>

/** Biological registries, ontologies, public sources. */
export const ontologyProbes: Probes = {
  async 'Ontology files'() {
    await using test = await instance()
    const graph = {
      graphs: [
        {
          id: 'http://purl.obolibrary.org/obo/cl.owl',
          meta: { version: 'http://purl.obolibrary.org/obo/cl/releases/2026-01-05/cl.owl' },
          nodes: [{ id: 'http://purl.obolibrary.org/obo/CL_0000542', lbl: 'lymphocyte', type: 'CLASS' }],
        },
      ],
    }
    const { CellType } = test.db.bionty
    const { rows } = await CellType.importSource({
      file: await fileOf(test, 'cl.json', JSON.stringify(graph)),
    })
    expect(rows).toBe(1)
    expect((await CellType.importSource({ file: await fileOf(test, 'cl', obo('1', tCell)) })).inserted).toBe(
      1,
    )
  },

  async 'A record of a looked-up term'() {
    await using test = await instance()
    const { CellType } = test.db.bionty
    const text = obo('1', term('CL:0000084', 'T cell', 'def: "a lymphocyte" []'))
    const file = await fileOf(test, 'cl.obo', text)
    const source = await CellType.addSource('cl', { file, version: '1' })
    const table = await CellType.public({ source })
    const record = await CellType.create(table.lookup()['t_cell'] as never)
    expect(record.description).toBe('A Lymphocyte')
  },

  async 'Parents that a file does not declare'() {
    await using test = await instance()
    const { CellType } = test.db.bionty
    await CellType.importSource({ file: await fileOf(test, 'cl.obo', obo('1', tCell)) })
    expect(await CellType.filter({}).values('ontologyId')).toEqual(['CL:0000084'])
  },

  async 'A gene with several NCBI identifiers'() {
    await using test = await instance()
    const gene = { ensembl_gene_id: 'ENSG00000010610', symbol: 'CD4' }
    const rows = ['920', '921'].map((id) => ({ ...gene, ncbi_gene_id: id }))
    const human = await organism(test, 'human')
    await test.db.bionty.Gene.importSource({ rows, organism: human })
    expect(await test.db.bionty.Gene.filter({}).values('ncbiGeneIds')).toEqual(['920|921'])
  },

  async 'An import that adds nothing'() {
    await using test = await instance()
    const file = await fileOf(test, 'cl.obo', obo('1', lymphocyte, tCell))
    await test.db.bionty.CellType.importSource({ file })
    expect((await test.db.bionty.CellType.importSource({ file })).inserted).toBe(0)
  },

  async 'An import over another release'() {
    await using test = await instance()
    const { CellType } = test.db.bionty
    await CellType.importSource({ file: await fileOf(test, '1.obo', obo('1', lymphocyte, tCell)) })
    const newer = obo('2', lymphocyte, tCell, bCell)
    const { inserted, linked } = await CellType.importSource({ file: await fileOf(test, '2.obo', newer) })
    expect({ inserted, linked }).toEqual({ inserted: 1, linked: 1 })
    const sources = (await CellType.filter({}).with('source')).map(async ({ source }) =>
      Number((await source)?.version),
    )
    expect((await Promise.all(sources)).sort((a, b) => a - b)).toEqual([1, 1, 2])
  },

  async 'An update to another release'() {
    await using test = await instance()
    const { CellType } = test.db.bionty
    await CellType.importSource({ file: await fileOf(test, '1.obo', obo('1', lymphocyte, tCell)) })
    const file = await fileOf(test, '2.obo', obo('2', lymphocyte, tCell, bCell))
    const { source, inserted, linked } = await CellType.importSource({ file, updateRecords: true })
    expect({ inserted, linked, current: source.currentlyUsed, complete: source.inDb }).toEqual({
      inserted: 1,
      linked: 1,
      current: true,
      complete: true,
    })
  },

  async 'A source of which some terms are saved'() {
    await using test = await instance()
    const { CellType, Source } = test.db.bionty
    const source = await Source.get({ entity: 'bionty.CellType', name: 'cl', currentlyUsed: true })
    await CellType.create({ name: 'T cell', ontologyId: 'CL:0000084', source }).save()
    expect((await source.refresh()).inDb).toBe(false)
  },

  async 'A gene of another organism'() {
    await using test = await instance()
    const { Gene } = test.db.bionty
    const [human, mouse] = [await organism(test, 'human'), await organism(test, 'mouse')]
    const ofHuman = { symbol: 'TCF7', ensemblGeneId: 'ENSG00000081059', organism: human }
    const first = await Gene.create(ofHuman).save()
    const second = await Gene.create({ symbol: 'TCF7', organism: mouse }).save()
    expect(second.uid).not.toBe(first.uid)
    expect((await first.refresh()).organismId).toBe(human.id)
  },

  async 'A known name with another identifier'() {
    await using test = await instance()
    const { CellType } = test.db.bionty
    const known = await CellType.create({ name: 'my cell', ontologyId: 'X:1' }).save()
    const other = await CellType.create({ name: 'my cell', ontologyId: 'X:2' })
    expect(other.uid).not.toBe(known.uid)
    expect(known.ontologyId).toBe('X:1')
  },

  async 'A gene without id and symbol'() {
    await using test = await instance()
    const human = await organism(test, 'human')
    const draft = test.db.bionty.Gene.create({ symbol: null, organism: human })
    expect(await codeOf(draft)).toBe('INVALID_ARGUMENT')
  },

  async 'An organism for what has none'() {
    await using test = await instance()
    const values = test.db.bionty.CellType.validate(['T cell'], { organism: 'human' })
    expect(await codeOf(values)).toBe('SOURCE_NOT_FOUND')
  },

  async 'Names of organisms without a network'() {
    await using test = await instance()
    const mouse = await organism(test, 'mouse')
    expect(mouse.ontologyId).toBe('NCBITaxon:10090')
  },
}
