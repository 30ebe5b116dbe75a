import { pictureBox, queue } from '../composables/sending'
import { keeping } from '.'
import { answerInstead, forgetAnswer, keepAnswer } from './answers'
import { forgetSession, keepSession, keptSession } from './keptSession'
import { createReceiptBook } from './receiptBook'
import { createSealedDrafts } from './sealedDrafts'

const kept = {
  keeping,
  queue,
  pictureBox,
  keepAnswer,
  forgetAnswer,
  answerInstead,
  keepSession,
  forgetSession,
  keptSession,
  sealedDrafts: createSealedDrafts(keeping),
  receiptBook: createReceiptBook(keeping),
}

export type Kept = typeof kept
/** All that keeps things on the phone, as the one file that is fetched after a page has been shown (later.ts). */
export default kept
