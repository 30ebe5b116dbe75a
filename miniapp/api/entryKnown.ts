import { newId } from './newId'

/** The entry of this id stands already with other words: nothing of what was sent is written (server/features/requireSameEntry.ts). */
export const entryKnown = 'request.entryKnown'

/** The same words as another entry: pressed once more, they are one of their own. */
export const asNewEntry = <Form>(form: Form): Form => ({ ...form, entryId: newId() })
