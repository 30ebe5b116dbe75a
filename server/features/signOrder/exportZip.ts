import { createHash } from 'node:crypto'
import type { SignOrderLine } from '../../../entities'
import type { Work } from '../../database/work'
import { agencyZip } from '../../files/agencyZip'
import { readFile } from '../../files/storedFiles'

export const zipOf = (work: Work, lines: readonly SignOrderLine[]): Promise<Buffer> =>
  agencyZip(lines, (photoId) => readFile(work, photoId))

export const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
