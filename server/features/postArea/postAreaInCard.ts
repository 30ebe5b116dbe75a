import { postAreaDoneCard } from '../../../bot/cards/postArea'
import type { Press, PressAnswer } from '../../../bot/port'
import { PostArea } from '../../../entities'
import { type Checked, contract } from '../../contract'
import type { Work } from '../../database/work'
import type { PostAreaState } from '../../domain/postArea/states'
import { cardStale, refusal, requestMalformed } from '../../refusals'
import type { PressHandlers } from '../call'
import { giveOpinion } from './consult'
import { decidePostArea, reviewContent } from './decidePostArea'

const cardChoiceMissing = refusal(422, 'card.choiceMissing', '请先选择“{question}”，再点“提交”。')
const cardWordsMissing = refusal(422, 'card.wordsMissing', '选“{choice}”要写明{what}。这里写不了的，请打开页面填写。')

/** One answer a card offers: which words it needs, and what the card says afterwards. */
interface Choice {
  label: string
  /** What has to be written with it; nothing for a plain yes. */
  words?: string
  done: string
}

/** What one kind of card asks (bot/cards/postArea.ts) and the verb of the page that takes its answer. */
interface Question<Name extends 'postArea.giveOpinion' | 'postArea.review' | 'postArea.decide'> {
  name: Name
  question: string
  state: PostAreaState
  choices: Map<string, Choice>
  /** The answer in the shape of the page's call. */
  input: (answer: string, comment: string) => Record<string, string>
  verb: (work: Work, input: Checked<Name>) => Promise<unknown>
}

const decided = (decision: string, comment: string) => ({ decision, comment })
const returned = { words: '原因', done: '已退回部门修改。' }

const opinion: Question<'postArea.giveOpinion'> = {
  name: 'postArea.giveOpinion',
  question: '您的意见',
  state: 'CONSULTING',
  choices: new Map([
    ['none', { label: '无意见', done: '已答复：无意见。' }],
    ['some', { label: '有意见', words: '意见', done: '已答复，意见已交部门。' }],
  ]),
  // 「无意见」 said by choosing: whatever stands in the box besides would turn it into an opinion.
  input: (answer, comment) => ({ opinion: answer === 'some' ? comment : '' }),
  verb: giveOpinion,
}

const review: Question<'postArea.review'> = {
  name: 'postArea.review',
  question: '审核结果',
  state: 'FILLED',
  choices: new Map([
    ['review', { label: '通过', done: '已审核通过。' }],
    ['returnByHead', { label: '退回', ...returned }],
  ]),
  input: decided,
  verb: reviewContent,
}

const decision: Question<'postArea.decide'> = {
  name: 'postArea.decide',
  question: '您的决定',
  state: 'HEAD_REVIEWED',
  choices: new Map([
    ['agree', { label: '同意', done: '已同意。' }],
    ['disagree', { label: '不同意', ...returned }],
  ]),
  input: decided,
  verb: decidePostArea,
}

/** The record a card asks about, if it still is as it was then; else the card has had its time. */
async function askedAbout(work: Work, argument: string, state: PostAreaState): Promise<PostArea> {
  const [postAreaId = '', revision = ''] = argument.split(':')
  const record = await work.one(PostArea, { id: postAreaId })
  if (!record || String(record.revision) !== revision || record.state !== state) throw cardStale()
  return record
}

/** What was chosen, with its words; refuses where one of the two is missing. */
function readAnswer(press: Press, { question, choices }: Pick<Question<'postArea.decide'>, 'question' | 'choices'>) {
  const { answer = '', comment = '' } = press.values
  const choice = choices.get(answer)
  if (!choice) throw cardChoiceMissing({ question })
  // A platform whose cards hold choices only shows this sentence in the card, with the way to the page.
  if (choice.words && !comment.trim()) throw cardWordsMissing({ choice: choice.label, what: choice.words })
  return { answer, comment, choice }
}

/** As the page's call: the same shape, checked anew, and the same verb, as the person who pressed. */
const answerWith =
  <Name extends 'postArea.giveOpinion' | 'postArea.review' | 'postArea.decide'>(asked: Question<Name>) =>
  async (work: Work, press: Press, argument: string): Promise<PressAnswer> => {
    const { id, kind, revision } = await askedAbout(work, argument, asked.state)
    const { answer, comment, choice } = readAnswer(press, asked)
    const given = { postAreaId: id, revision, ...asked.input(answer, comment) }
    const input = contract[asked.name].in.safeParse(given)
    if (!input.success) throw requestMalformed({ problems: input.error.issues[0]?.message ?? '' })
    await asked.verb(work, input.data as Checked<Name>)
    return { toast: { kind: 'done', text: '已提交，谢谢。' }, card: postAreaDoneCard(id, kind, choice.done) }
  }

/** The in-card answers of 岗区 by the first word of their action: 意见 (R08), 审核 (R11), 同意 (R12). */
export const postAreaInCard: PressHandlers = {
  postAreaOpinion: answerWith(opinion),
  postAreaReview: answerWith(review),
  postAreaDecide: answerWith(decision),
}
