import { currentUserFile, userFile } from './settings-files.ts'
import { writePrivateText } from './setting-text-file.ts'
import { EnvFields } from '../env-file/env-fields.ts'
import { formatEnvFile } from '../env-file/format-env-file.ts'
import { readEnvFile } from '../env-file/read-env-file.ts'
import type { Environment } from '../environment/environment.ts'
import { uuidHex } from '../naming/uuid-hex.ts'

const prefix = 'lamin_user_'

/** A user, field by field as `current_user.env` holds it. `null` is a value that nobody set. */
export interface UserSettings {
  readonly email: string | null
  /** Password of an old account. */
  readonly password: string | null
  readonly accessToken: string | null
  /** Eight characters; `null` in a file of somebody who never logged in. */
  readonly uid: string | null
  /** UUID of the account at the hub, 32 lower-case hex digits. */
  readonly uuid: string | null
  readonly handle: string
  /** Full name. */
  readonly name: string | null
  readonly apiKey: string | null
}

/** The user of whoever has not logged in; an ordinary user as far as the database is concerned. */
export const anonymousUser: UserSettings = Object.freeze({
  email: null,
  password: null,
  accessToken: null,
  uid: '00000000',
  uuid: null,
  handle: 'anonymous',
  name: null,
  apiKey: null,
})

/** Text of a user's settings file, byte for byte as Python LaminDB writes it. */
export function formatUserSettings(user: UserSettings): string {
  return formatEnvFile([
    [`${prefix}email`, user.email],
    [`${prefix}password`, user.password],
    [`${prefix}access_token`, user.accessToken],
    [`${prefix}uid`, user.uid],
    [`${prefix}uuid`, user.uuid],
    [`${prefix}handle`, user.handle],
    [`${prefix}name`, user.name],
    [`${prefix}api_key`, user.apiKey],
  ])
}

/**
 * Reads a user's settings file; `undefined` when there is none.
 *
 * @throws {@link SettingsEnvFileOutdated} when a required key is missing or the UUID is none
 */
export async function readUserSettings(
  environment: Environment,
  file: string,
): Promise<UserSettings | undefined> {
  const values = await readEnvFile(environment, file)
  if (values === undefined) return undefined
  const fields = new EnvFields(file, values, prefix)
  return {
    email: fields.required('email'),
    password: fields.required('password'),
    accessToken: fields.required('access_token'),
    uid: fields.required('uid'),
    uuid: readUuid(fields),
    handle: fields.required('handle') ?? anonymousUser.handle,
    name: fields.required('name'),
    apiKey: fields.optional('api_key'),
  }
}

/** Makes a user the active one, and remembers one who has an address or a handle under it. */
export async function writeCurrentUser(environment: Environment, user: UserSettings): Promise<void> {
  const text = formatUserSettings(user)
  await writePrivateText(currentUserFile(environment), text)
  if (user.email !== null) await writePrivateText(userFile(environment, user.email), text)
  if (user.handle !== anonymousUser.handle) await writePrivateText(userFile(environment, user.handle), text)
}

function readUuid(fields: EnvFields): string | null {
  const value = fields.required('uuid')
  if (value === null) return null
  const hex = uuidHex(value)
  if (hex === undefined) throw fields.invalid('uuid', `is '${value}', which is no UUID.`)
  return hex
}
