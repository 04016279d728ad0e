import { interpolate } from './interpolate.ts'
import { parseEnvFile } from './parse-env-file.ts'
import type { Environment } from '../environment/environment.ts'
import { readSettingText } from '../settings/setting-text-file.ts'

/** Values of an env file by key; `undefined` for a key without an equals sign. */
export type EnvFileValues = ReadonlyMap<string, string | undefined>

/** Reads and interpolates an env file; `undefined` when there is none. */
export async function readEnvFile(
  environment: Environment,
  file: string,
): Promise<EnvFileValues | undefined> {
  const text = await readSettingText(file)
  return text === undefined ? undefined : interpolate(parseEnvFile(text), environment.variables)
}
