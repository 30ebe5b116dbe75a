// Written by hand before the house was run: who hears what on which day of its first two years, by the reminder plan of the
// rules (rules §6.5; the one follow-up rule, P9, for what is not done). Holidays of 2026 as the State Council published them;
// nobody enters those of 2027 and 2028, so they are what the law says (元旦; 除夕 to 初三; 清明; 1 and 2 May; 端午; 中秋; 1 to 3
// October), a day that falls on a weekend being made up for on the next working day.
//
// The house: 党办 opens 三亮 on 7 September 2026 and on 1 September 2027, the evaluations on 1 December and 1 June; the 书记 of
// 财投支部 opens 岗区 on the day after 三亮. Nobody does anything else: everything that can be asked for is, to its rest.

/** Of one person and one kind of line; `of`: how the subject begins, for what stands still and for the duties of 党办. */
export interface Told {
  who: 'member' | 'investHead' | 'financeSecretary' | 'office' | 'hqCommittee'
  kind: string
  of?: string
  days: readonly string[]
}

/** 三亮: open, T-5, T-2, T-1; then +1 and +3. T is Sunday 20 September 2026, a working day; Monday 20 September 2027 (中秋 is the 15th). */
const sheets = [
  ['2026-09-07', '2026-09-14', '2026-09-17', '2026-09-18', '2026-09-21', '2026-09-23'],
  ['2027-09-01', '2027-09-10', '2027-09-16', '2027-09-17', '2027-09-21', '2027-09-23'],
].flat()
/** 岗区: open, T-7, T-4, T-2; then +1 and +3. */
const posts = [
  ['2026-09-08', '2026-09-10', '2026-09-15', '2026-09-17', '2026-09-21', '2026-09-23'],
  ['2027-09-02', '2027-09-08', '2027-09-13', '2027-09-16', '2027-09-21', '2027-09-23'],
].flat()
/** What stood still in September goes to those above on +3 and +8 (over 中秋 and 国庆 in 2026). */
const afterSeptember = ['2026-09-23', '2026-10-08', '2027-09-23', '2027-09-30']
/** 书记 of the package: open, T-5, T-3, T-1, T; then +1 and +3. */
const packages = [
  ['2026-09-07', '2026-09-14', '2026-09-16', '2026-09-18', '2026-09-20', '2026-09-21', '2026-09-23'],
  ['2027-09-01', '2027-09-10', '2027-09-14', '2027-09-17', '2027-09-20', '2027-09-21', '2027-09-23'],
].flat()
/** 党办: T-1 and T; then +1 and +3. */
const summaries = [
  ['2026-09-18', '2026-09-20', '2026-09-21', '2026-09-23'],
  ['2027-09-17', '2027-09-20', '2027-09-21', '2027-09-23'],
].flat()
/** 书记 of the evaluation: T-30 lies before the opening; open, T-15, T-7, T-3, T-1, T; then +1 and +3. */
const rounds = [
  ['2026-12-01', '2026-12-10', '2026-12-22', '2026-12-28', '2026-12-30', '2026-12-31', '2027-01-04', '2027-01-06'],
  ['2027-06-01', '2027-06-08', '2027-06-21', '2027-06-25', '2027-06-29', '2027-06-30', '2027-07-01', '2027-07-05'],
  ['2027-12-01', '2027-12-10', '2027-12-22', '2027-12-28', '2027-12-30', '2027-12-31', '2028-01-04', '2028-01-06'],
  ['2028-06-01', '2028-06-09', '2028-06-21', '2028-06-27', '2028-06-29', '2028-06-30', '2028-07-03', '2028-07-05'],
].flat()
const afterRounds = [
  ['2027-01-06', '2027-01-13', '2027-07-05', '2027-07-12'],
  ['2028-01-06', '2028-01-13', '2028-07-05', '2028-07-12'],
].flat()

export const calendar: readonly Told[] = [
  { who: 'member', kind: 'pledgeDue', days: sheets },
  { who: 'investHead', kind: 'pledgeDue', days: sheets },
  { who: 'financeSecretary', kind: 'pledgeDue', days: sheets },
  { who: 'office', kind: 'pledgeDue', days: sheets },
  { who: 'hqCommittee', kind: 'pledgeDue', days: sheets },
  { who: 'investHead', kind: 'postAreaDue', days: posts },
  { who: 'financeSecretary', kind: 'postAreaDue', days: posts },
  { who: 'financeSecretary', kind: 'branchPackageDue', days: packages },
  { who: 'financeSecretary', kind: 'roundDue', days: rounds },
  // Members and leads stand still: their 书记 hears.
  { who: 'financeSecretary', kind: 'stalled', of: 'pledge', days: afterSeptember },
  { who: 'financeSecretary', kind: 'stalled', of: 'postAreaDue', days: afterSeptember },
  // A 书记 stands still: 党办 hears; 党办 does: 机关党委.
  { who: 'office', kind: 'officeSummary', days: summaries },
  { who: 'office', kind: 'stalled', of: 'branchPackageDue', days: afterSeptember },
  { who: 'office', kind: 'stalled', of: 'roundDue', days: afterRounds },
  { who: 'hqCommittee', kind: 'stalled', of: 'officeSummary', days: afterSeptember },
  // What 党办 has to begin: when its time comes, T-3, T; then +1 and +3; 机关党委 +3 and +8. Begun on its day it is told that morning.
  { who: 'office', kind: 'officeDuty', of: 'officeDuty:campaign', days: ['2026-09-01', '2026-09-07', '2027-09-01'] },
  {
    who: 'office',
    kind: 'officeDuty',
    of: 'officeDuty:evaluation',
    days: ['2026-12-01', '2027-06-01', '2027-12-01', '2028-06-01'],
  },
  {
    who: 'office',
    kind: 'officeDuty',
    of: 'officeDuty:holidays',
    days: [
      ['2026-11-02', '2026-11-25', '2026-11-30', '2026-12-01', '2026-12-03'],
      ['2027-11-01', '2027-11-25', '2027-11-30', '2027-12-01', '2027-12-03'],
    ].flat(),
  },
  {
    who: 'hqCommittee',
    kind: 'officeDuty',
    of: 'officeDuty:holidays',
    days: ['2026-12-03', '2026-12-10', '2027-12-03', '2027-12-10'],
  },
  // 春节 lies in the way: 5 to 10 February 2027, 25 to 28 January 2028.
  {
    who: 'office',
    kind: 'officeDuty',
    of: 'officeDuty:threeLinks',
    days: [
      ['2027-01-04', '2027-01-26', '2027-01-29', '2027-02-01', '2027-02-03'],
      ['2028-01-04', '2028-01-20', '2028-01-31', '2028-02-01', '2028-02-03'],
    ].flat(),
  },
  {
    who: 'hqCommittee',
    kind: 'officeDuty',
    of: 'officeDuty:threeLinks',
    days: ['2027-02-03', '2027-02-16', '2028-02-03', '2028-02-10'],
  },
]

/** Kinds for which the plan names a month or a quarter and no day: once in each at most. */
export const oncePerMonth: readonly string[] = ['visitDue', 'threeLinksDue']
/** What the plan does not know: filings have a day of their own form, and who follows them up is tested there. */
export const notOfThePlan: readonly string[] = ['filingDue']

/** What the house did otherwise, `-` for a day on which somebody heard nothing, `+` for one on which he heard, and why that is right. */
export const differences: readonly { why: string; lines: readonly string[] }[] = [
  {
    // What 党办 is asked about all branches, 机关党委 is shown in the same words, as its own kind of line.
    why: '机关党委 hears of the packages on the days of the calendar, by the line of the summary itself',
    lines: [
      ...afterSeptember.map((day) => `+ ${day} hqCommittee officeSummary`),
      ...afterSeptember.map((day) => `- ${day} hqCommittee stalled officeSummary`),
    ],
  },
  {
    why: 'of packages that never came 党办 hears in the summary of all branches, on T-1, T, +1 and +3; not once more by each',
    lines: afterSeptember.map((day) => `- ${day} office stalled branchPackageDue`),
  },
  {
    why: 'of sheets that were never begun the 书记 hears by name in the card of his package, on T, +1 and +3; not once more by each',
    lines: afterSeptember.map((day) => `- ${day} financeSecretary stalled pledge`),
  },
  {
    why: 'one card a person and day: that morning he was asked to open 三亮, and opened it himself; T-5 is his next',
    lines: ['- 2026-09-07 office pledgeDue', '- 2027-09-01 office pledgeDue'],
  },
  {
    why: 'the opening of an evaluation tells each 书记 by a card of its own (evaluationOpened), at once',
    lines: ['2026-12-01', '2027-06-01', '2027-12-01', '2028-06-01'].map((day) => `- ${day} financeSecretary roundDue`),
  },
  {
    // 放假办法 art. 6: made up for on a working day; which one, the notice says. Nobody is kept from work by a guess.
    why: 'the law does not say on which day a weekend is made up for: without the notice 9 and 10 February 2027 and 3 January 2028 are working days',
    lines: [
      '- 2027-02-16 hqCommittee officeDuty officeDuty:threeLinks',
      '+ 2027-02-12 hqCommittee officeDuty officeDuty:threeLinks',
      ...['2028-01-03', '2028-01-05'].map((day) => `+ ${day} financeSecretary roundDue`),
      ...['2028-01-04', '2028-01-06'].map((day) => `- ${day} financeSecretary roundDue`),
      ...['2028-01-05', '2028-01-12'].map((day) => `+ ${day} office stalled roundDue`),
      ...['2028-01-06', '2028-01-13'].map((day) => `- ${day} office stalled roundDue`),
    ],
  },
  {
    why: '措施备案 has a day of its own (R44: ten working days after 20 September, 10 October); followed up by the same rule',
    lines: ['+ 2026-10-14 office stalled measureFiling', '+ 2026-10-21 office stalled measureFiling'],
  },
]
