import type { FileReader } from './call'
import { filingFiles } from './filing'
import { postAreaFiles } from './postArea'
import { orderFiles } from './signOrder'
import { visitFiles } from './visit'
import { wallFiles } from './wall'

/** Who reads what is uploaded, by the record that names it; photos of people have a rule of their own (pledge/readPhoto.ts). */
export const fileReaders: readonly FileReader[] = [
  ...wallFiles,
  ...postAreaFiles,
  ...orderFiles,
  ...filingFiles,
  ...visitFiles,
]
