import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { databases } from '@lamindb/core/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { expectSameRows } from './same-rows.ts'
import { SharedInstance } from './shared-instance.ts'

/** One instance for all tests of a database, as Python takes seconds to start; each test has records of its own. */
describe.each(databases)('in turns on %s', (database) => {
  let shared: SharedInstance
  beforeAll(async () => {
    shared = await SharedInstance.create(database)
  })
  afterAll(async () => {
    await expectSameRows(shared.db, shared.python)
    await shared[Symbol.asyncDispose]()
  })

  describe('artifacts', () => {
    it('get versions from both, one family with one latest version', async () => {
      const { db, python } = shared
      await shared.file('v.txt', 'one')
      const first = await python.run<string>(`
        result = ln.Artifact('v.txt', key='versions/v.txt', run=False, version='1').save().uid`)
      const path = await shared.file('v.txt', 'two')
      const second = await db.Artifact.create(path, { key: 'versions/v.txt', run: false }).save()
      expect(second.uid).toBe(`${first.slice(0, 16)}0001`)
      await shared.file('v.txt', 'three')
      const seen = await python.run(`
        third = ln.Artifact('v.txt', key='versions/v.txt', run=False, version='3').save()
        result = [[a.uid[16:], a.version, a.is_latest, a.load()] for a in third.versions.order_by('uid')]`)
      const expected = [
        ['0000', '1', false, 'one'],
        ['0001', '0001', false, 'two'],
        ['0002', '3', true, 'three'],
      ]
      expect(seen).toEqual(expected)
      const read = await Promise.all(
        (await second.versions().orderBy('uid')).map(async (a) => [
          a.uid.slice(16),
          a.version,
          a.isLatest,
          await a.load(),
        ]),
      )
      expect(read).toEqual(expected)
    })

    it('are found by their content, whoever saved it', async () => {
      const { db, python } = shared
      const path = await shared.file('same.txt', 'same in both')
      const ours = await db.Artifact.create(path, { key: 'same.txt', run: false }).save()
      const theirs = await python.run(`
        a = ln.Artifact('same.txt', key='same.txt', run=False).save()
        result = [a.uid, ln.Artifact.filter(hash=a.hash).count()]`)
      expect(theirs).toEqual([ours.uid, 1])
      const other = await shared.file('other.txt', 'another text')
      const uid = await python.run(`result = ln.Artifact('other.txt', key='other.txt', run=False).save().uid`)
      expect((await db.Artifact.create(other, { key: 'other.txt', run: false }).save()).uid).toBe(uid)
    })

    it('lie where both expect them, with the hash that both compute', async () => {
      const { db, python } = shared
      const path = await shared.file('big.bin', 'ab'.repeat(100_000))
      const folder = await shared.file('folder/deep/c.txt', 'c')
      await shared.file('folder/d.txt', 'd')
      const file = await db.Artifact.create(path, { key: 'stored/big.bin', run: false }).save()
      const real = await db.Artifact.create(await shared.file('real.tsv', 'a\tb\n'), {
        key: 'stored/real.tsv',
        keyIsVirtual: false,
        run: false,
      }).save()
      const directory = await db.Artifact.create(folder.replace('/deep/c.txt', ''), {
        key: 'stored/folder',
        run: false,
      }).save()
      const seen = await python.run(`
        from lamindb_setup.core.hashing import hash_dir, hash_file
        result = {}
        for a in ln.Artifact.filter(key__startswith='stored/'):
            found = hash_dir(a.path) if a.path.is_dir() else hash_file(a.path)
            found = [found[0], found[1]] if not a.path.is_dir() else [found[0], found[1], found[3]]
            result[a.uid] = [str(a.path), found]`)
      expect(seen).toEqual({
        [file.uid]: [await file.path(), [file.size, file.hash]],
        [real.uid]: [await real.path(), [real.size, real.hash]],
        [directory.uid]: [await directory.path(), [directory.size, directory.hash, directory.nFiles]],
      })
    })

    it('go to the trash and back in turns, and for good with their file', async () => {
      const { db, python } = shared
      const save = async (name: string) =>
        db.Artifact.create(await shared.file(name, name), { key: name, run: false }).save()
      const [kept, gone] = [await save('kept.txt'), await save('gone.txt')]
      await kept.delete()
      const inTrash = await python.run(`
        kept = ln.Artifact.get('${kept.uid}')
        hidden = ln.Artifact.filter(key='kept.txt').count()
        branch = kept.branch.name
        kept.restore()
        gone = ln.Artifact.get('${gone.uid}')
        path = gone.path
        gone.delete(permanent=True, storage=True)
        result = [hidden, branch, path.exists()]`)
      expect(inTrash).toEqual([0, 'trash', false])
      expect(await db.Artifact.filter({ key: 'kept.txt' }).count()).toBe(1)
      await expect(db.Artifact.get(gone.uid)).rejects.toMatchObject({ code: 'DOES_NOT_EXIST' })
      await python.run(`kept.delete()`)
      await (await kept.refresh()).restore()
      expect(await python.run(`kept.refresh_from_db(); result = kept.branch_id`)).toBe(1)
      const path = await kept.path()
      await kept.delete({ permanent: true, storage: true })
      await expect(access(path)).rejects.toThrow('ENOENT')
      expect(await python.run(`result = ln.Artifact.filter(uid='${kept.uid}').count()`)).toBe(0)
    })

    it('get other content from each, which the other loads', async () => {
      const { db, python } = shared
      const path = await shared.file('r.txt', 'first')
      const ours = await db.Artifact.create(path, { key: 'replaced.txt', run: false }).save()
      await shared.file('r.txt', 'by Python')
      await python.run(`
        a = ln.Artifact.get('${ours.uid}')
        a.replace('r.txt')
        a.save()`)
      const replaced = await ours.refresh()
      expect(await replaced.load()).toBe('by Python')
      await replaced.replace(await shared.file('r.txt', 'by ours'))
      await replaced.save()
      const seen = await python.run(`
        a.refresh_from_db()
        result = [a.load(), a.hash, a.size]`)
      expect(seen).toEqual(['by ours', replaced.hash, 7])
      expect(await readFile(await replaced.path(), 'utf8')).toBe('by ours')
    })

    it('are renamed by either', async () => {
      const { db, python } = shared
      const path = await shared.file('n.txt', 'renamed')
      const ours = await db.Artifact.create(path, { key: 'before/n.txt', run: false }).save()
      await python.run(`
        a = ln.Artifact.get('${ours.uid}')
        a.key = 'between/n.txt'
        a.save()`)
      const renamed = await ours.refresh()
      expect([renamed.key, await renamed.load()]).toEqual(['between/n.txt', 'renamed'])
      renamed.key = 'after/n.txt'
      renamed.description = 'said by ours'
      await renamed.save()
      const seen = await python.run(`
        a.refresh_from_db()
        result = [a.key, a.description, a.load()]`)
      expect(seen).toEqual(['after/n.txt', 'said by ours', 'renamed'])
    })
  })

  describe('further storage locations', () => {
    it('are known to both, with what lies in them', async () => {
      const { db, python, home } = shared
      const [ours, theirs] = [join(home.work, 'ours location'), join(home.work, 'their location')]
      await db.Storage.create(ours).save()
      await mkdir(join(ours, 'deep'))
      await writeFile(join(ours, 'deep', 'a.txt'), 'in our location')
      const uid = await python.run<string>(`
        a = ln.Artifact('${ours}/deep/a.txt', run=False).save()
        location = ln.Storage('${theirs}').save()
        open('${theirs}/b.txt', 'w').write('in their location')
        result = a.uid`)
      const artifact = await db.Artifact.get(uid)
      expect([artifact.key, artifact._realKey, artifact._keyIsVirtual]).toEqual(['deep/a.txt', null, false])
      expect([await artifact.path(), await artifact.load()]).toEqual([
        join(ours, 'deep', 'a.txt'),
        'in our location',
      ])
      const other = await db.Artifact.create(join(theirs, 'b.txt'), { run: false }).save()
      const seen = await python.run(`
        b = ln.Artifact.get('${other.uid}')
        result = [b.key, str(b.path), b.load(), b.storage.uid == location.uid,
                  [s.instance_uid == ln.setup.settings.instance.uid for s in ln.Storage.filter().order_by('id')]]`)
      expect(seen).toEqual(['b.txt', join(theirs, 'b.txt'), 'in their location', true, [true, true, true]])
      const again = await db.Storage.create(theirs).save()
      expect(await python.run('result = location.uid')).toBe(again.uid)
    })
  })

  describe('labels and values', () => {
    it('are put on each other’s artifacts and taken off', async () => {
      const { db, python } = shared
      const path = await shared.file('labelled.txt', 'labelled')
      const artifact = await db.Artifact.create(path, { key: 'labelled.txt', run: false }).save()
      const ours = await db.ULabel.create({ name: 'ours' }).save()
      await artifact.ulabels.add(ours)
      const seen = await python.run(`
        a = ln.Artifact.get('${artifact.uid}')
        before = a.ulabels.to_list('name')
        a.ulabels.add(ln.ULabel(name='theirs').save())
        a.ulabels.remove(ln.ULabel.get(name='ours'))
        result = [before, a.ulabels.to_list('name')]`)
      expect(seen).toEqual([['ours'], ['theirs']])
      expect(await artifact.ulabels.values('name')).toEqual(['theirs'])
      await artifact.ulabels.set([ours])
      expect(await python.run(`result = a.ulabels.to_list('name')`)).toEqual(['ours'])
    })

    it('are read as they were written, and shared where they are equal', async () => {
      const { db, python } = shared
      const path = await shared.file('annotated.txt', 'annotated')
      const artifact = await db.Artifact.create(path, { key: 'annotated.txt', run: false }).save()
      await db.Feature.create({ name: 'score', dtype: 'float' }).save()
      await db.Feature.create({ name: 'flags', dtype: 'list[str]' }).save()
      await python.run(`
        ln.Feature(name='meta', dtype=dict).save()
        ln.Feature(name='state', dtype=bt.CellType).save()
        bt.CellType(name='T cell', ontology_id='CL:0000084').save()`)
      await artifact.features.addValues({ score: 1, flags: ['x', 'ä'], meta: { b: [1, null], a: 'ü' } })
      const seen = await python.run(`
        a = ln.Artifact.get('${artifact.uid}')
        before = a.features.get_values()
        a.features.add_values({'state': 'T cell'})
        other = ln.Artifact('r.txt', key='other values.txt', run=False).save()
        other.features.add_values({'score': 1.0, 'flags': ['x', 'ä'], 'meta': {'b': [1, None], 'a': 'ü'}})
        result = [before, ln.models.JsonValue.filter(feature__name__in=['score', 'flags', 'meta']).count()]`)
      const values = { score: 1, flags: ['x', 'ä'], meta: { b: [1, null], a: 'ü' } }
      expect(seen).toEqual([values, 3])
      expect(await artifact.features.getValues()).toMatchObject({ state: 'T cell' })
      await artifact.features.removeValues('score')
      const left = await python.run(`result = sorted(a.features.get_values())`)
      expect(left).toEqual(['flags', 'meta', 'state'])
    })
  })

  describe('records with names', () => {
    it('are returned to whoever asks for the name, not made twice', async () => {
      const { db, python } = shared
      const uids = await python.run<string[]>(`
        result = [
            ln.ULabel(name='once').save().uid,
            ln.Project(name='once').save().uid,
            ln.Record(name='once').save().uid,
            ln.Feature(name='once', dtype=float).save().uid,
            bt.Tissue(name='lung', ontology_id='UBERON:0002048').save().uid,
        ]`)
      const again = [
        await db.ULabel.create({ name: 'once' }).save(),
        await db.Project.create({ name: 'once' }).save(),
        await db.Record.create({ name: 'once' }).save(),
        await db.Feature.create({ name: 'once', dtype: 'float' }).save(),
        await db.bionty.Tissue.create({ name: 'lung', ontologyId: 'UBERON:0002048' }).save(),
      ]
      expect(again.map(({ uid }) => uid)).toEqual(uids)
      const ours = await db.ULabel.create({ name: 'ours first' }).save()
      expect(await python.run(`result = ln.ULabel(name='ours first').save().uid`)).toBe(ours.uid)
    })

    it('are renamed, moved to the trash and restored by either', async () => {
      const { db, python } = shared
      const label = await db.ULabel.create({ name: 'name 1', description: 'stays' }).save()
      await python.run(`
        l = ln.ULabel.get('${label.uid}')
        l.name = 'name 2'
        l.save()
        l.delete()`)
      await label.refresh()
      expect([label.name, label.description, label.branchId]).toEqual(['name 2', 'stays', -1])
      expect(await db.ULabel.filter({ name: 'name 2' }).count()).toBe(0)
      await label.restore()
      label.name = 'name 3'
      await label.save()
      const seen = await python.run(`
        result = ln.ULabel.filter(name='name 3', branch__name='main').to_list('description')`)
      expect(seen).toEqual(['stays'])
      await label.delete({ permanent: true })
      expect(await python.run(`result = ln.ULabel.filter(uid='${label.uid}').count()`)).toBe(0)
    })

    it('have the synonyms and parents that either adds', async () => {
      const { db, python } = shared
      const { CellType } = db.bionty
      await python.run(`
        cell = bt.CellType(name='cell', ontology_id='CL:0000000').save()
        b = bt.CellType(name='B cell', ontology_id='CL:0000236').save()
        b.parents.add(cell)
        b.add_synonym('B-cell')`)
      const b = await CellType.get({ name: 'B cell' })
      expect([b.synonyms, await b.parents.values('name')]).toEqual(['B-cell', ['cell']])
      await b.addSynonym('B lymphocyte')
      await b.parents.add(await CellType.create({ name: 'lymphocyte', ontologyId: 'CL:0000542' }).save())
      const seen = await python.run(`
        b.refresh_from_db()
        result = [
            sorted(b.synonyms.split('|')),
            sorted(b.parents.to_list('name')),
            bt.CellType.standardize(['B lymphocyte', 'B-cell', 'other'], from_source=False),
            bt.CellType.get(name='cell').children.to_list('name'),
        ]`)
      expect(seen).toEqual([
        ['B lymphocyte', 'B-cell'],
        ['cell', 'lymphocyte'],
        ['B cell', 'B cell', 'other'],
        ['B cell'],
      ])
      const standardized = await CellType.standardize(['B lymphocyte', 'B-cell', 'other'], {
        fromSource: false,
      })
      expect([...standardized]).toEqual(['B cell', 'B cell', 'other'])
    })
  })

  describe('schemas, transforms and collections', () => {
    it('are recognised by their hash', async () => {
      const { db, python } = shared
      const x = await db.Feature.create({ name: 'x', dtype: 'int' }).save()
      const y = await db.Feature.create({ name: 'y', dtype: 'str' }).save()
      const schema = await db.Schema.create({
        features: [x, y.withConfig({ optional: true })],
        name: 'xy',
      }).save()
      const transform = await db.Transform.create({
        key: 'a.nf',
        kind: 'pipeline',
        sourceCode: 'main: ü\n',
      }).save()
      const file = await db.Artifact.create(await shared.file('c.txt', 'collected'), {
        key: 'c.txt',
        run: false,
      }).save()
      const collection = await db.Collection.create([file], { key: 'c', run: false }).save()
      const seen = await python.run(`
        x, y = ln.Feature.get(name='x'), ln.Feature.get(name='y')
        schema = ln.Schema([x, y.with_config(optional=True)]).save()
        transform = ln.Transform(key='a.nf', kind='pipeline', source_code='main: ü\\n').save()
        collection = ln.Collection([ln.Artifact.get(key='c.txt')], key='c', run=False).save()
        result = [schema.uid, transform.uid, collection.uid, schema.optionals.get().to_list('name')]`)
      expect(seen).toEqual([schema.uid, transform.uid, collection.uid, ['y']])
      const next = await python.run<[string, string]>(`
        second = ln.Transform(key='a.nf', kind='pipeline', source_code='main: 2\\n').save()
        more = collection.append(ln.Artifact('v.txt', key='c2.txt', run=False).save()).save()
        result = [second.uid, more.uid]`)
      expect(next).toEqual([`${transform.uid.slice(0, 12)}0001`, `${collection.uid.slice(0, 16)}0001`])
      const again = await db.Transform.create({ key: 'a.nf', kind: 'pipeline', sourceCode: 'main: 2\n' })
      expect(again.uid).toBe(next[0])
      const more = await db.Collection.get(next[1])
      expect((await more.orderedArtifacts()).map(({ key }) => key)).toEqual(['c.txt', 'versions/v.txt'])
    })
  })
})
