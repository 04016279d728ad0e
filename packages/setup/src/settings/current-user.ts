import { currentUserFile } from './settings-files.ts'
import { anonymousUser, readUserSettings, writeCurrentUser, type UserSettings } from './user-settings.ts'
import type { SetupContext } from '../context/setup-context.ts'
import type { Environment } from '../environment/environment.ts'
import { LoginUnavailable, NotLoggedIn } from '../errors.ts'

/** A user who can act: one with a uid. */
export interface CurrentUser extends UserSettings {
  readonly uid: string
}

/**
 * The active user: the one in `current_user.env`; without that file, whoever `LAMIN_API_KEY` belongs to; without a key,
 * the anonymous user, who is then written to the file with a warning.
 *
 * @throws {@link NotLoggedIn} when the file names nobody
 * @throws {@link LoginUnavailable} when there is a key and no hub to log in to. The anonymous user is not written
 * then: once the file exists, no client looks at the key any more
 */
export async function loadCurrentUser(context: SetupContext): Promise<CurrentUser> {
  const { environment } = context
  const file = currentUserFile(environment)
  const user = (await readUserSettings(environment, file)) ?? (await firstUser(context))
  if (user.uid === null) throw new NotLoggedIn(file)
  return { ...user, uid: user.uid }
}

/** Handle of the active user, for showing: looks at the file only and writes nothing. */
export async function peekUserHandle(environment: Environment): Promise<string> {
  const user = await readUserSettings(environment, currentUserFile(environment))
  return user?.handle ?? anonymousUser.handle
}

async function firstUser(context: SetupContext): Promise<UserSettings> {
  const { environment, logger, login } = context
  if (environment.apiKey !== undefined) {
    if (login === undefined) throw new LoginUnavailable()
    return login(environment.apiKey)
  }
  logger.warning('nobody is logged in: working as the anonymous user')
  await writeCurrentUser(environment, anonymousUser)
  return anonymousUser
}
