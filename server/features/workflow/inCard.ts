import type { Press, PressAnswer } from '../../../bot/port'
import type { Work } from '../../database/work'
import { type CardAnswer, turnOf } from '../../domain/workflows/workflow'
import { cardStale, refusal } from '../../refusals'
import type { PressHandler } from '../call'
import { action, longestComment } from './answers'
import type { AnyFlow, FlowRow, Known } from './flow'
import { requireRecord, step } from './takeStep'
import { endedCard } from './tell'

const cardWordsMissing = refusal(422, 'card.wordsMissing', '选“{choice}”要写明{what}。这里写不了的，请打开页面填写。')
const cardWordsLong = refusal(
  422,
  'card.wordsLong',
  '{what}最多{limit}字（连同空格和换行），请写短一些，或打开页面填写。',
)

/** What was pressed, with its words; refuses where they are missing. */
function commentOf({ label, words }: CardAnswer<string>, press: Press): string {
  // A plain yes: whatever stands in the box besides is not part of it.
  if (!words) return ''
  const comment = press.values.comment?.trim() ?? ''
  if (!comment) throw cardWordsMissing({ choice: label, what: words })
  // With its spaces and line breaks: as the database counts it.
  if ([...comment].length > longestComment) throw cardWordsLong({ what: words, limit: longestComment })
  return comment
}

/**
 * Decisions in cards (rules §6.3): as the page's step, with the permission, the reason and the table asked anew, as the
 * person who pressed. A card about an older revision or another state refuses with card.stale, missing words with
 * card.wordsMissing.
 */
export function pressesOf(flows: readonly AnyFlow[]): Record<string, PressHandler> {
  const byName = new Map(flows.map((flow) => [flow.table.name, flow]))
  return {
    [action]: async (work: Work, press: Press, argument: string): Promise<PressAnswer> => {
      const [name = '', id = '', revision = '', answer = ''] = argument.split(':')
      const flow = byName.get(name)
      if (!flow) throw cardStale()
      const known = await requireRecord(work, flow, id)
      const { record } = known as Known<FlowRow>
      const asked = turnOf(flow.table, record.state)?.answers ?? {}
      const chosen = Object.hasOwn(asked, answer) ? asked[answer] : undefined
      if (!chosen || String(record.revision) !== revision) throw cardStale()
      const comment = commentOf(chosen, press)
      const after = await step(
        work,
        flow as never,
        { id, revision: record.revision, event: chosen.event, comment } as never,
      )
      const taken = { before: known, known: after, event: chosen.event, actor: work.actor } as never
      return { toast: { kind: 'done', text: chosen.done }, card: endedCard(work, flow, taken) }
    },
  }
}
