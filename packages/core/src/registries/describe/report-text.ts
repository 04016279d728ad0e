import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { pyStr } from '../../identity/index.ts'
import type { Artifact } from '../artifact.ts'

/** Colours and cursor movements of terminals. @see ECMA-48, section 5.4, "Control sequences" */
// oxlint-disable-next-line no-control-regex -- control sequences begin with the escape character
const CONTROL_SEQUENCE = /\u001B(?:[@-Z\\-_]|\[[0-?]*[ -/]*[@-~])/g

/** The text of a report or environment; a folder shows its `index.html`. Reading it makes it no input of a run. */
export async function reportText(artifact: Artifact): Promise<string> {
  const content =
    artifact.nFiles === null
      ? await artifact.load({ isRunInput: false })
      : await readFile(join(await artifact.cache({ isRunInput: false }), 'index.html'), 'utf8')
  const text =
    typeof content === 'string' ? content : content instanceof Uint8Array ? decode(content) : pyStr(content)
  return text.replaceAll(CONTROL_SEQUENCE, '')
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
