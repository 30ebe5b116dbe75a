import { addWorkdays } from '../calendar/workdays'
import { form } from './form'
import { keptByBranch } from './ways'

/** R61: what was made public at the branch's 党员大会, once its round's 表1 is accepted. */
export const assemblyRecord = form({
  name: 'assemblyRecord',
  title: '党员大会公布记录',
  clause: 'R61',
  lead: '评价结果和联系群众情况在党员大会上公布以后，由支部登记。',
  way: keptByBranch,
  fields: {
    heldDay: { label: '开会日期', kind: 'day', past: true },
    due: { label: '应到', kind: 'number', least: 1, most: 999, help: '应到会的党员人数。' },
    present: { label: '实到', kind: 'number', least: 1, most: 999 },
    minutes: { label: '会议记录编号', kind: 'line', limit: 40 },
    published: { label: '公布内容', kind: 'text', limit: 500, help: '公布了哪些，不写群众姓名和电话。' },
  },
  shown: ['heldDay', 'due', 'present'],
  // The notice gives no date: twenty working days after 表1 was handed in (R61, default).
  about: 'acceptedRounds',
  owed: ({ acceptedRounds }, table) =>
    acceptedRounds.map(({ id, title, reportedDay }) => ({
      key: id,
      name: title,
      dueDay: addWorkdays(reportedDay, 20, table).day,
    })),
  check: ({ due = 0, present = 0 }) => (present > due ? { present: '实到人数不能多于应到人数' } : {}),
})
