import type { PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import type { PostAreaEvent, PostAreaState } from '../../domain/postArea/states'
import { take } from '../workflow'
import { postAreaFlow } from './flow'
import { type KnownPostArea, stateOf } from './records'

export type PostAreaChanges = Partial<Omit<PostArea, 'id' | 'state' | 'attempt' | 'revision'>>

export interface Taken {
  state: PostAreaState
  revision: number
}

export const takenOf = ({ record }: KnownPostArea): Taken => ({ state: stateOf(record), revision: record.revision })

/** One step of a 岗 or 区 by the person acting, as the calls answer it; permissions and reasons are the verb's. */
export const takeStep = async (
  work: Work,
  known: KnownPostArea,
  event: PostAreaEvent,
  changes: PostAreaChanges = {},
  comment = '',
): Promise<Taken> => takenOf(await take(work, postAreaFlow, known, event, { changes, comment }))
