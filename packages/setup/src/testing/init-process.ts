/** A program for tests that want to kill an `init`: its arguments are home directory, working directory and storage. */
import { createSetupContext } from '../context/setup-context.ts'
import { createEnvironment } from '../environment/environment.ts'
import { init } from '../init/init.ts'

const [home = '', workingDirectory = '', storage = ''] = process.argv.slice(2)
const environment = createEnvironment({ home, workingDirectory, platform: 'linux', variables: {} })
await init(createSetupContext({ environment }), { storage })
