/** Sheets of meetings that are not entered yet. */
export const missingTexts = {
  title: '还缺的集体评定',
  hint: '全部录入后才能截止投票。各人打开自己的评价页录入。',
  entrant: (mine: boolean, name: string | null, count: number) =>
    `由${mine ? '您' : (name ?? '接任的同志')}录入${count}份`,
  enter: '去录入',
} as const
