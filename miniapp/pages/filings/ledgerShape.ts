import { type AnyForm, filingStates, filingVerb } from '../../../server/domain/forms/form'
import { turnOf } from '../../../server/domain/workflows/workflow'
import { type LedgerColumn, type LedgerShape, withLate } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import type { ListedFiling } from './filingForm'
import { ledgerTexts } from './texts'

type Column = LedgerColumn<ListedFiling>

const subjectOf = ({ subject, version }: ListedFiling): string =>
  [subject, version > 1 ? ledgerTexts.version(version) : ''].filter(Boolean).join('，')

const columnsOf = (form: AnyForm, today: string): Column[] => {
  const dayColumn = (key: 'filedDay' | 'dueDay', title: string): Column => ({
    key,
    title,
    kind: 'day',
    text: (filing) => (filing[key] ? dayText(filing[key], today) : ''),
    order: (filing) => filing[key],
  })
  return [
    { key: 'branchName', title: ledgerTexts.branch, text: ({ branchName }) => branchName },
    ...(form.owed ? [{ key: 'subject', title: ledgerTexts.subject, text: subjectOf }] : []),
    ...(form.number
      ? [{ key: 'number', title: ledgerTexts.number, text: ({ number }: ListedFiling) => number ?? '' }]
      : []),
    dayColumn('filedDay', ledgerTexts.filedDay(filingVerb(form))),
    ...(form.owed ? [dayColumn('dueDay', ledgerTexts.due)] : []),
    ...form.shown.map((name, index) => ({
      key: `shown${index}`,
      title: form.fields[name]?.label ?? '',
      text: ({ shown }: ListedFiling) => shown[index] ?? '',
    })),
    { key: 'state', title: ledgerTexts.state, kind: 'state', text: ({ stateName }) => stateName },
  ]
}

const toneOf = (form: AnyForm, { state }: { state: string }): 'grey' | 'wait' | 'done' | 'late' => {
  if (state === 'RETURNED') return 'late'
  if (filingStates(form).includes(state)) return 'grey'
  return turnOf({ ...form.way, name: form.name, what: form.title }, state) ? 'wait' : 'done'
}

/** How the filings of a form read in its ledger. */
export const filingShape = (form: AnyForm, today: string): LedgerShape<ListedFiling> => ({
  label: form.title,
  columns: columnsOf(form, today),
  key: ({ filingId }) => filingId,
  path: ({ filingId }) => `/filings/${form.name}/${filingId}`,
  chip: (filing) => withLate({ text: filing.stateName, tone: toneOf(form, filing) }, filing.late),
  lines: (filing) => {
    const { branchName, subject, shown, number, filedDay, dueDay } = filing
    const filed = filedDay ? ledgerTexts.filedLine(dayText(filedDay, today), filingVerb(form)) : ''
    const due = dueDay ? ledgerTexts.dueLine(dayText(dueDay, today)) : ''
    return {
      title: branchName,
      lines: [
        [subjectOf(filing), ...(subject ? [] : shown)].filter(Boolean).join('，'),
        [number, filed || due].filter(Boolean).join('，'),
      ],
    }
  },
})
