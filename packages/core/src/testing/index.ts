export {
  createTestInstance,
  type LoggedLine,
  type TestInstance,
  type TestInstanceOptions,
} from './create-test-instance.ts'
export { FixedClock } from './fixed-clock.ts'
export { ScriptedPrompt } from './scripted-prompt.ts'
export { statementsOf } from '../registry/test-statements.ts'

/** The databases that every registry test runs on. */
export const databases = ['sqlite', 'postgresql'] as const
