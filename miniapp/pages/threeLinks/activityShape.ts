import type { LedgerShape } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import type { Mine } from './linkForm'
import { listTexts } from './listTexts'
import { texts } from './texts'

type Activity = Mine['activities'][number]

/** One's own activities, the latest day first. */
export const activityShape = (today: string): LedgerShape<Activity> => ({
  label: texts.activitiesTitle,
  columns: [
    { key: 'target', title: texts.target, text: ({ targetName }) => targetName },
    { key: 'day', title: texts.day, kind: 'day', text: ({ heldDay }) => dayText(heldDay, today) },
    { key: 'place', title: texts.place, text: ({ place }) => place },
    { key: 'problem', title: listTexts.problemHead, kind: 'long', text: ({ problem }) => problem },
    { key: 'help', title: listTexts.helpHead, kind: 'long', text: ({ help }) => help },
    { key: 'effect', title: listTexts.effectHead, kind: 'long', text: ({ effect }) => effect ?? '' },
  ],
  key: ({ activityId }) => activityId,
  chip: ({ proxyEntry }) => (proxyEntry ? { text: listTexts.proxy, tone: 'grey' } : null),
  lines: ({ targetName, heldDay, place, help }) => ({
    title: targetName,
    lines: [`${dayText(heldDay, today)}，${place}`, listTexts.helpLine(help)],
  }),
})
