/** Every word of the bulk download page. */
export const texts = {
  title: '批量下载',
  hint: '一次把整个支部或全公司的表打成一个压缩包。下载断了可以接着下，不用从头来。',
  what: '下载什么',
  kinds: [
    { value: 'package' as const, label: '全套报送材料', note: '岗区表、承诺书、照片、汇总表' },
    { value: 'pledges' as const, label: '公开承诺书' },
    { value: 'deskPlates' as const, label: '台牌' },
    { value: 'postAreas' as const, label: '岗区表' },
    { value: 'photos' as const, label: '登记照片' },
  ],
  scope: '哪个范围',
  format: '什么格式',
  formats: [
    { value: 'docx' as const, label: 'Word', note: '可以再改' },
    { value: 'pdf' as const, label: 'PDF', note: '打印用' },
  ],
  start: '开始下载',
  making: (done: number, total: number): string => `正在做第${done}份，共${total}份`,
  made: (total: number): string => `${total}份都做好了，请在浏览器的下载里查看。`,
  earlier: '以前下载过的',
  row: (name: string, scope: string, total: number): string => `${scope} · ${name} · ${total}份`,
  save: '下载',
  summary: '只要岗区设置汇总表（.xlsx）',
}
