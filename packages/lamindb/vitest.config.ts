import shared from '../../vitest.shared.ts'

// Modules are resolved by Node, not by vite: it has to be told about the sources as well.
export default { ...shared, test: { ...shared.test, execArgv: ['--conditions=lamin-source'] } }
