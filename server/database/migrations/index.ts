import { FirstTables1789000000000 } from './1789000000000-firstTables'

/** In order of time; a name never changes once a customer has run it. */
export const migrations = [FirstTables1789000000000]
