export { default } from '../../vitest.light.ts'
