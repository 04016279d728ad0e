import shared from '../../../vitest.shared.ts'

// Generated packages import ours as published; in this workspace they are resolved to the sources.
export default shared
