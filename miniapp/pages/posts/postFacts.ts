import { shortKindNames } from '../../../server/domain/postArea/kinds'
import { dayText } from '../../composables/dayText'
import { fillTexts } from './fillTexts'
import type { PostArea } from './postSteps'
import { recordTexts } from './recordTexts'

export interface Fact {
  name: string
  lines: string[]
}

const meetingLines = ({ meeting }: PostArea, today: string): string[] =>
  meeting
    ? [
        recordTexts.meetingLine(dayText(meeting.day, today), meeting.place, meeting.voteWay),
        recordTexts.counts(meeting.dueCount, meeting.presentCount, meeting.votesFor),
      ]
    : []

const wordFacts = (record: PostArea): Fact[] => {
  const labels = fillTexts.labels[record.kind]
  return [
    { name: fillTexts.title[record.kind], lines: [record.title] },
    { name: fillTexts.scope, lines: [record.scope] },
    { name: labels.goal, lines: [record.goal] },
    { name: labels.content, lines: [record.content] },
    { name: labels.grounds, lines: [record.grounds] },
  ]
}

/** What the form says, in its order, without what is still empty. */
export const factsOf = (record: PostArea, today: string): Fact[] => {
  const { nomineeName, nomineeFlags, members, coveredPeople, checking, termToDay, plateDay, platePlace } = record
  const nominee = nomineeName ? [nomineeName, ...nomineeFlags].join('，') : ''
  const facts: Fact[] = [
    { name: recordTexts.nominee[record.kind], lines: [nominee] },
    { name: recordTexts.members, lines: [members.map(({ name }) => name).join('、')] },
    ...wordFacts(record),
    { name: fillTexts.coveredPeople, lines: [coveredPeople === null ? '' : recordTexts.coveredPeople(coveredPeople)] },
    { name: fillTexts.checking, lines: [checking] },
    { name: fillTexts.termToDay, lines: [termToDay ? dayText(termToDay, today) : ''] },
    { name: recordTexts.meeting, lines: meetingLines(record, today) },
    {
      name: recordTexts.plate,
      lines: [plateDay && platePlace ? recordTexts.plateLine(dayText(plateDay, today), platePlace) : ''],
    },
    {
      name: recordTexts.removed,
      lines: [record.removedDay ? `${dayText(record.removedDay, today)}，${record.removedReason ?? ''}` : ''],
    },
  ]
  return facts
    .map(({ name, lines }) => ({ name, lines: lines.filter((line) => line !== '') }))
    .filter(({ lines }) => lines.length > 0)
}

/** The photos of the record, with what they show. */
export const picturesOf = (record: PostArea): { name: string; fileId: string }[] => [
  ...(record.platePictureId ? [{ name: recordTexts.platePicture, fileId: record.platePictureId }] : []),
  ...(record.meeting?.pictureId ? [{ name: recordTexts.meetingPicture, fileId: record.meeting.pictureId }] : []),
]

/** How the downloaded form is called: department, name, form. */
export const formFileName = ({ kind, departmentName, title }: PostArea, format: 'docx' | 'pdf'): string =>
  `${departmentName}${title || shortKindNames[kind]}${kind === 'POST' ? '推荐表' : '确定表'}.${format}`
