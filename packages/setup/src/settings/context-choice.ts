import { readSettingText, writeSettingText } from './setting-text-file.ts'

/** A chosen branch or space, as its file remembers it. */
export interface ContextChoice {
  readonly uid: string
  readonly name: string
}

/** Reads a choice; `undefined` when there is no file, or no uid and name in it. */
export async function readChoice(file: string): Promise<ContextChoice | undefined> {
  const [uid = '', name = ''] = (await readSettingText(file))?.split('\n').map((line) => line.trim()) ?? []
  return uid === '' || name === '' ? undefined : { uid, name }
}

/** Writes a choice as two lines, without a line break at the end. */
export async function writeChoice(file: string, { uid, name }: ContextChoice): Promise<void> {
  await writeSettingText(file, `${uid}\n${name}`)
}
