export { declaredEntities, type DeclaredEntity } from '../module/declared-entities.ts'
export { entitySchemas } from './entity-schemas.ts'
export { openOrm } from './open-orm.ts'
