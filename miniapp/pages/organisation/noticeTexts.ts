export const noticeTexts = {
  title: '粘贴放假通知',
  label: '通知全文',
  help: '把国务院办公厅“部分节假日安排的通知”全文粘贴进来，一次登记一整年。日期、星期、天数都会核对。',
  missing: '请粘贴通知全文。',
  save: '登记这一年',
  done: (year: number, days: number) => `${year}年的放假安排已经登记，共${days}天。`,
} as const
