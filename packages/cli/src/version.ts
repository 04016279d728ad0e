/** Version of this package; a test holds it equal to the one in `package.json`, which is not read at start-up. */
export const version = '0.1.0'
