import { spawnSync } from 'node:child_process'

/** Wall and processor seconds of a whole process, its children included. */
export interface ProcessUsage {
  readonly seconds: number
  readonly cpu: number
}

/** Runs a command and reads what the shell accounts for it. @throws when it fails */
export function runProcess(
  command: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): ProcessUsage {
  const start = performance.now()
  const done = spawnSync(
    'bash',
    ['-c', '"$@" >/dev/null 2>&3; code=$?; times; exit $code', 'bash', ...command],
    {
      ...options,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    },
  )
  const seconds = (performance.now() - start) / 1000
  if (done.status !== 0)
    throw new Error(`${command.join(' ')} failed (${done.status}): ${done.output[3] ?? ''}`)
  const [user = 0, system = 0] = (done.stdout.trim().split('\n').at(-1) ?? '').split(/\s+/).map(secondsOf)
  return { seconds, cpu: user + system }
}

/** `0m1.234s` */
function secondsOf(text: string): number {
  const [, minutes = '0', seconds = '0'] = /(\d+)m([\d.]+)s/.exec(text) ?? []
  return Number(minutes) * 60 + Number(seconds)
}
