import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  base64Url,
  gitBlobHash,
  hashDict,
  hashOfHashes,
  hashSet,
  hashString,
  pyDumps,
} from '@lamindb/core/identity'
import { hashDirectory, hashFile, type ContentHash } from '@lamindb/storage'
import { apiFromPython } from '../api/api-from-python.ts'
import { pythonFromGolden } from '../api/python-from-golden.ts'
import type { Fields } from '../golden/fields.ts'
import type { CaseKind, CaseScope, Outcome } from '../runner/case-kind.ts'
import { contentByRule } from './content-by-rule.ts'
import { ruleKind } from './rule-kind.ts'
import { writeTree } from './write-tree.ts'

/** Cases on hash functions that need no instance. */
export const HASH_KINDS: readonly CaseKind[] = [
  ruleKind('hash_string', (recorded) => ({ out: hashString(recorded.text('in')) })),
  ruleKind('hash_set', (recorded) => ({ out: hashSet(recorded.texts('in')) })),
  ruleKind('hash_dict', hashOfDict, { inputs: ['in', 'int'] }),
  ruleKind('hash_from_hashes_list', (recorded) => ({ out: hashOfHashes(recorded.texts('in')) })),
  ruleKind('hex to base64url', (recorded) => {
    const digits = recorded.text('in').replaceAll('"', '')
    return { out: base64Url(Buffer.from(digits, 'hex')) }
  }),
  ruleKind('git blob hash, hex', (recorded) => ({
    out: gitBlobHash(Buffer.from(recorded.fields('in').text('hex'), 'hex')),
  })),
  ruleKind('hash_file', hashOfFile),
  ruleKind('hash_file with another chunk size', hashOfFile),
  ruleKind('hash_dir', async (recorded, { context }) => {
    const folder = await context.newFolder('tree')
    await writeTree(folder, recorded.fields('in'))
    const content = await hashDirectory(folder)
    return { ...outcomeOf(content), n_files: content.nFiles === undefined ? null : BigInt(content.nFiles) }
  }),
]

function hashOfDict(recorded: Fields): Outcome {
  const dict = apiFromPython(pythonFromGolden(recorded.required('in'))) as Record<string, unknown>
  return { text: pyDumps(dict, { sortKeys: true }), out: hashDict(dict) }
}

async function hashOfFile(recorded: Fields, { context }: CaseScope): Promise<Outcome> {
  const input = recorded.fields('in')
  const path = join(await context.newFolder('file'), 'x.bin')
  await writeFile(
    path,
    input.has('rule') ? contentByRule(input.text('rule'), input.integer('size')) : input.text('text'),
  )
  return outcomeOf(await hashFile(path, input.has('chunk') ? { chunkBytes: input.integer('chunk') } : {}))
}

function outcomeOf({ hash, hashType, sizeBytes }: ContentHash): Outcome {
  return { out: hash, type: hashType, size: BigInt(sizeBytes) }
}
