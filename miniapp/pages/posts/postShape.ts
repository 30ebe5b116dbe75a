import { postAreaKindNames } from '../../../server/domain/postArea/kinds'
import { type Chip, type LedgerColumn, type LedgerShape, withLate } from '../../components/ledger/ledger'
import { type Listed, toneOf } from './postSteps'
import { listTexts, taskNames, texts } from './texts'

/** In some lists it is also said where a review is due. */
type Item = Listed & { reviewDue?: boolean }

const taskOf = ({ allowed }: Item): string => allowed.map((event) => taskNames[event]).find(Boolean) ?? ''
const nameOf = (item: Item): string => `${item.departmentName}${postAreaKindNames[item.kind]}`
const chipOf = (item: Item): Chip => {
  if (item.reviewDue) return { text: texts.reviewDue, tone: 'wait' }
  return withLate({ text: item.stateName, tone: toneOf(item.state, taskOf(item) !== '') }, item.late)
}
const titleOf = ({ title, earlier }: Item): string => [title, earlier ? texts.earlier : ''].filter(Boolean).join('，')
const name: LedgerColumn<Item> = { key: 'name', title: listTexts.name, text: nameOf }
const task: LedgerColumn<Item> = { key: 'task', title: listTexts.task, text: (item) => taskOf(item) || nameOf(item) }

/** 岗 and 区 as rows; `asking` names what the reader is asked to do first. */
export const postShape = (label: string, asking = false): LedgerShape<Item> => ({
  label,
  columns: [
    ...(asking ? [task, name] : [name]),
    { key: 'title', title: listTexts.title, text: titleOf },
    { key: 'nominee', title: listTexts.nominee, kind: 'person', text: ({ nomineeName }) => nomineeName ?? '' },
    { key: 'state', title: listTexts.state, kind: 'state', text: ({ stateName }) => stateName },
  ],
  key: ({ postAreaId }) => postAreaId,
  path: ({ postAreaId }) => `/posts/${postAreaId}`,
  chip: chipOf,
  lines: (item) => {
    const asked = asking ? taskOf(item) : ''
    return {
      ...(item.nomineeName && { person: item.nomineeName }),
      title: asked || nameOf(item),
      lines: [
        [asked ? nameOf(item) : '', titleOf(item)].filter(Boolean).join('，'),
        texts.nominee(item.kind, item.nomineeName),
      ],
    }
  },
})
